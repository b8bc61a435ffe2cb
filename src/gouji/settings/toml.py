"""A TOML file held against its schema; what is wrong in it is one sentence that says where."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gouji.model.document import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jsonschema import ValidationError


class SettingsError(Exception):
    """A file of the user's that cannot be used; the sentence says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(zh, en)


def load(path: Path, schema: str) -> dict[str, Any]:
    """Return what a TOML file holds, dates as text; SettingsError where it is not as the schema says."""
    try:
        data = tomllib.loads(read(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{path} 不是正确的 TOML（{error}），请改正后再试。",
            f"{path} is no valid TOML ({error}); mend it and retry.",
        ) from error
    plain: dict[str, Any] = _plain(data)
    fault = _fault(plain, schema)
    if fault is not None:
        raise SettingsError(f"{path}：{_zh(fault)}。", f"{path}: {_where(fault)}: {fault.message}.")
    return plain


def _fault(data: dict[str, Any], schema: str) -> ValidationError | None:
    # A run without a settings file shall not wait for this library to load.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    rules = json.loads(files("gouji.settings").joinpath("assets", schema).read_text(encoding="utf-8"))
    found: ValidationError | None = best_match(Draft202012Validator(rules).iter_errors(data))
    return found


def read(path: Path) -> str:
    """Return a file's text; SettingsError where there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"无法读取 {path}，请核对路径、权限和编码（UTF-8）。",
            f"Cannot read {path}; check the path, the permissions and the encoding (UTF-8).",
        ) from error


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever TOML holds
    """Return the value with dates as the text that they were written in."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


_TYPES = {"string": "文字", "array": "列表", "object": "一组设置", "boolean": "true 或 false", "integer": "整数"}


def _where(error: ValidationError) -> str:
    """Return the path in the file, entries counted from 1: suppress 第2项 until."""
    return " ".join(f"第{step + 1}项" if isinstance(step, int) else str(step) for step in error.absolute_path)


def _zh(error: ValidationError) -> str:
    where = _where(error)
    if "propertyNames" in error.absolute_schema_path:
        return f"{where} 中的 {error.instance} 不是规则代码（如 CH101 或 CH）".strip()
    return f"{where} {_complaint(error)}".strip()


def _complaint(error: ValidationError) -> str:
    schema: dict[str, Any] = dict(error.schema) if isinstance(error.schema, dict) else {}
    given: Any = error.instance
    known: dict[str, Any] = schema.get("properties", {})
    match error.validator:
        case "additionalProperties":
            return f"中不认识 {_names(name for name in given if name not in known)}，可用的有 {_names(known)}"
        case "required":
            return f"缺少 {_names(name for name in schema['required'] if name not in given)}"
        case "enum":
            return f"不能是 {given}，只能是 {_names(schema['enum'])}"
        case "type":
            return f"应当是{_TYPES.get(str(schema['type']), schema['type'])}"
        case _:
            return f"的写法不对：{given}" if str(given).strip() else "不能是空白"


def _names(names: Iterable[str]) -> str:
    return "、".join(names)
