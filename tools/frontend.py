"""Fetch the pinned front-end packages by name and copy what the pages use into the package (``make frontend``).

npm comes with the build requirements; nothing is compiled, and no page asks anything of another machine afterwards.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
TARGET = ROOT / "src" / "gouji" / "web" / "static" / "vendor"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "@tabler/icons-webfont/dist/tabler-icons.min.css": "tabler-icons.min.css",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": "fonts/tabler-icons.woff2",
    "echarts/dist/echarts.common.min.js": "echarts.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
LICENCES = {
    "echarts/LICENSE": "echarts.LICENSE",
    "htmx.org/LICENSE": "htmx.LICENSE",
}


def main() -> None:
    """Install, copy, and say what came."""
    npm = Path(sysconfig.get_path("scripts")) / ("npm.cmd" if sys.platform == "win32" else "npm")
    subprocess.run([str(npm), "ci", "--silent"], cwd=FRONTEND, check=True)  # noqa: S603  our own pinned npm
    shutil.rmtree(TARGET, ignore_errors=True)
    for source, name in (FILES | LICENCES).items():
        target = TARGET / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(FRONTEND / "node_modules" / source, target)
    _without_maps()
    print(f"{len(FILES)} front-end files in {TARGET.relative_to(ROOT)}")


def _without_maps() -> None:
    """Take out the names of source maps, which are not shipped and would be asked for in vain."""
    for path in [*TARGET.glob("*.js"), *TARGET.glob("*.css")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if "sourceMappingURL=" not in line]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
