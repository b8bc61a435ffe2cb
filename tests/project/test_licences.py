"""Every package the engine runs on carries a licence of the allow-list; copyleft never enters."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ALLOWED = {
    "Apache-2.0",
    "Apache 2.0",
    "Apache Software License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MIT License",
    "MIT-CMU",
    "0BSD",
    "CC0-1.0",
    "Zlib",
    "3-Clause BSD License",
    "PSF-2.0",
    "MIT-0",
    "Zope Public License",
}
# Words of a licence field that name no licence, with the reason why they may stand there.
EXPLAINED = {
    # PDFium and the libraries built into it, each with its text in the wheel: BSD, MIT, Apache, IJG, FreeType, zlib.
    "pypdfium2": {"dependency licenses"},
    # Of what RapidOCR needs to fetch other models, which we never do: file-level copyleft, used unchanged.
    "certifi": {"Mozilla Public License 2.0 (MPL 2.0)"},
    "tqdm": {"MPL-2.0 AND MIT"},
    # The driver of PostgreSQL: a library used unchanged through its interface, which its licence (LGPL) allows; the engine
    # and an installation on SQLite never load it.
    "psycopg": {"LGPL-3.0-only"},
    "psycopg-binary": {"LGPL-3.0-only"},
    # One file of it, the list of public suffixes, is under MPL; used unchanged.
    "fido2": {"Mozilla Public License 2.0 (MPL 2.0)"},
    # Says that QR Code is a registered mark; the code is BSD.
    "qrcode": {"Other/Proprietary License"},
    # Names no licence by itself; the next classifier does.
    "pyclipper": {"OSI Approved"},
}


def packages() -> list[str]:
    """What the engine and its extras run on, those of other platforms left out."""
    texts = [
        (ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("engine.txt", "ocr.txt", "web.txt")
    ]
    return re.findall(r"^([\w.-]+)==[\w.]+$", "\n".join(texts), re.MULTILINE)


def licences(package: str) -> set[str]:
    """The licences a package declares: its expression, else its classifiers, else its free field."""
    fields = metadata(package)
    for expression in fields.get_all("License-Expression") or ():
        return set(re.split(r"\s+(?:AND|OR)\s+", expression.strip("()")))
    classifiers = {row.split(" :: ")[-1] for row in fields.get_all("Classifier") or () if row.startswith("License :: ")}
    return classifiers or {piece.strip() for free in fields.get_all("License") or () for piece in free.split(",")}


@pytest.mark.parametrize("package", packages())
def test_licence_is_allowed(package: str) -> None:
    declared = licences(package)
    assert declared
    assert declared - EXPLAINED.get(package, set()) <= ALLOWED


def test_the_package_ships_its_own_licence() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License, Version 2.0" in (ROOT / "NOTICE").read_text(encoding="utf-8")
