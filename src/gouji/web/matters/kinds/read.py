"""Read a kind's TOML into values. What the file says wrongly in form raises ``KindError``; in sense, ``check`` says it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from gouji.web.matters.kinds.shape import Assigning, Branch, Deadline, Kind, Letter, Move, State, Term
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from pathlib import Path

_T = TypeVar("_T")
_UNITS = ("working_days", "days", "months")


class KindError(Exception):
    """A kind's data cannot be used; ``problems`` are sentences, each says where and what to write."""

    def __init__(self, name: str, problems: list[str]) -> None:
        """Tell all problems of the file ``name`` at once."""
        super().__init__(f"事项种类 {name} 的数据有误：" + "；".join(problems))
        self.problems = problems


@dataclass
class _Table:
    """A TOML table that is taken apart key by key; what is left over was misspelt."""

    where: str
    data: dict[str, Any]
    problems: list[str] = field(default_factory=list)

    def take(self, key: str, kind: type[_T], default: _T | None = None) -> _T:
        """Return the value at ``key``; note a problem where it is missing or of another type."""
        value = self.data.pop(key, default)
        if isinstance(value, kind):
            return value
        self.problems.append(
            f"{self.where} 缺少 {key}" if value is None else f"{self.where} 的 {key} 应为 {kind.__name__}"
        )
        return kind()

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words; a single word counts as a list of one."""
        value = self.data.pop(key, [])
        found = [value] if isinstance(value, str) else value
        if isinstance(found, list) and all(isinstance(word, str) for word in found):
            return tuple(found)
        self.problems.append(f"{self.where} 的 {key} 应为文字列表")
        return ()

    def tables(self, key: str) -> list[_Table]:
        """Return the tables of an array, each knowing where it stands."""
        found = self.data.pop(key, [])
        return [
            _Table(f"{self.where} [[{key}]] {one.get('code', number)}".strip(), dict(one), self.problems)
            for number, one in enumerate(found, 1)
        ]

    def named(self, key: str) -> dict[str, _Table]:
        """Return the tables ``[key.name]`` by name."""
        found = self.data.pop(key, {})
        return {name: _Table(f"[{key}.{name}]", dict(one), self.problems) for name, one in found.items()}

    def done(self) -> None:
        """Note every key that nobody took."""
        self.problems += [f"{self.where} 有不认识的项 {key}" for key in self.data]


def read_kind(path: Path) -> Kind:
    """Return the kind of a file, named by the file; raises KindError with all that is wrong in its form."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KindError(path.name, [f"不是合格的 TOML：{error}"]) from error
    return parse_kind(path.stem, data)


def parse_kind(code: str, data: dict[str, Any]) -> Kind:
    """Return the kind that a table describes; raises KindError."""
    table = _Table("", dict(data))
    kind = _kind(code, table)
    table.done()
    if table.problems:
        raise KindError(code, [problem.strip() for problem in table.problems])
    return kind


def _kind(code: str, table: _Table) -> Kind:
    states = [_state(one) for one in table.tables("state")]
    moves = [_move(one) for one in table.tables("move")]
    for name, found in (("state", states), ("move", moves)):
        codes = [one.code for one in found]
        table.problems += [
            f"[[{name}]] {one} 写了两次" for one in sorted({one for one in codes if codes.count(one) > 1})
        ]
    return Kind(
        code=code,
        name=table.take("name", str),
        subject=table.take("subject", str, "标题"),
        order=table.take("order", int, 100),
        start=table.take("start", str),
        steps=table.words("steps"),
        states={one.code: one for one in states},
        moves={one.code: one for one in moves},
        deadlines={name: _deadline(name, one) for name, one in table.named("deadline").items()},
        series=table.take("series", dict, {}),
        letters={name: _letter(one) for name, one in table.named("letters").items()},
        opens=_right(table, "opens", Right.MATTER_OPEN),
        unit_first=table.take("unit_first", bool, default=True),
        items=table.take("items", bool, default=False),
        items_from=table.take("items_from", str, ""),
        items_told=table.take("items_told", str, ""),
        findings=table.take("findings", bool, default=False),
        public=table.take("public", bool, default=False),
        recurs=table.take("recurs", str, "link"),
        reopened=table.take("reopened", str, ""),
        results=table.take("results", dict, {}),
        tracked=frozenset(table.words("tracked")),
        assigning=_assigning(table),
        ballot_share=_share(table),
    )


def _state(table: _Table) -> State:
    code = table.take("code", str)
    state = State(
        code=code,
        label=table.take("label", str),
        colour=table.take("colour", str, "secondary"),
        open=table.take("open", bool, default=True),
        acts=table.take("acts", str, ""),
        inside=table.take("inside", bool, default=False),
        step=table.take("step", str, code),
        reanswer=table.take("reanswer", bool, default=False),
    )
    table.done()
    return state


def _move(table: _Table) -> Move:
    stays = table.take("stays", bool, default=False)
    move = Move(
        code=table.take("code", str),
        label=table.take("label", str),
        origins=table.words("from"),
        to="" if stays else table.take("to", str),
        right=_right(table, "right", None),
        needs=table.words("needs"),
        asks=table.words("asks"),
        starts=table.take("starts", str, ""),
        stops=table.take("stops", bool, default=False),
        series=table.take("series", str, ""),
        letter=table.take("letter", str, ""),
        branches=tuple(_branch(one) for one in table.tables("branch")),
        back=table.take("back", bool, default=False),
    )
    table.done()
    return move


def _branch(table: _Table) -> Branch:
    when = table.take("when", dict)
    branch = Branch(
        when={key: frozenset([value] if isinstance(value, str) else value) for key, value in when.items()},
        to=table.take("to", str),
        starts=table.take("starts", str, ""),
    )
    table.done()
    return branch


def _deadline(code: str, table: _Table) -> Deadline:
    given = table.take("given", bool, default=False)
    term = _term(table, "term")
    if given == (term is not None):
        table.problems.append(f"{table.where} 应写 term 或 given = true，二者取一")
    deadline = Deadline(
        code=code,
        label=table.take("label", str),
        term=term,
        longest=_term(table, "longest"),
        remind=tuple(table.take("remind", list, [])),
    )
    table.done()
    return deadline


def _letter(table: _Table) -> Letter:
    letter = Letter(
        name=table.take("name", str),
        title=table.take("title", str),
        to=table.take("to", str),
        body=_lines(table.take("body", str)),
        annex=table.take("annex", str, ""),
        by=table.take("by", str, "office"),
        alone=_lines(table.take("alone", str, "")),
    )
    table.done()
    return letter


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _term(table: _Table, key: str) -> Term | None:
    said = table.data.pop(key, None)
    if said is None:
        return None
    match said:
        case {"n": int(n), "unit": str(unit)} if n > 0 and unit in _UNITS and len(said) == len(("n", "unit")):
            return Term(n, unit)
    table.problems.append(
        f'{table.where} 的 {key} 应写成 {{ n = 10, unit = "working_days" }}（或 days、months）'.strip()
    )
    return None


def _right(table: _Table, key: str, default: Right | None) -> Right:
    said = table.take(key, str, default)
    try:
        return Right(said)
    except ValueError:
        table.problems.append(f"{table.where} 的 {key} 不是权限名：{said}")
        return Right.MATTER_LEAD


def _assigning(table: _Table) -> Assigning | None:
    said = table.data.pop("assigning", None)
    if said is None:
        return None
    inner = _Table("[assigning]", dict(said), table.problems)
    assigning = Assigning(
        returns_to=inner.take("returns_to", str),
        return_within=_term(inner, "return_within"),
        helpers_within=_term(inner, "helpers_within"),
    )
    inner.done()
    return assigning


def _share(table: _Table) -> tuple[int, int] | None:
    said = table.data.pop("ballot_share", None)
    if said is None:
        return None
    match str(said).split("/"):
        case [over, under] if over.isdigit() and under.isdigit() and 0 < int(over) <= int(under):
            return int(over), int(under)
    table.problems.append('ballot_share 应写成 "1/2"')
    return None
