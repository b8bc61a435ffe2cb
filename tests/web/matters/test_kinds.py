"""Kinds are data: what the files say wrongly is told in sentences, all of it at once."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from gouji.web.matters.kinds import KindError, all_kinds, load, parse_kind
from gouji.web.matters.kinds.check import problems_of

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """
name = "小事"
start = "new"
steps = ["new", "done"]
[deadline.answer]
label = "期限"
term = { n = 5, unit = "working_days" }
[[state]]
code = "new"
label = "新"
acts = "unit"
[[state]]
code = "done"
label = "毕"
open = false
[[move]]
code = "answer"
label = "答"
from = "new"
to = "done"
right = "matter.answer"
starts = "answer"
"""


def small(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  TOML holds anything
    return tomllib.loads(SMALL) | changes


def problems(**changes: Any) -> list[str]:  # noqa: ANN401
    return problems_of(parse_kind("small", small(**changes)))


def state(code: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"code": code, "label": code, "acts": "unit"} | more


def step(code: str, origin: str, to: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"code": code, "label": code, "from": origin, "to": to, "right": "matter.answer"} | more


NEW, DONE = state("new"), {"code": "done", "label": "毕", "open": False}
DEADLINE = {"answer": {"label": "期限", "term": {"n": 5, "unit": "days"}}}


def test_the_kinds_of_the_desk_are_sound() -> None:
    assert [kind.name for kind in all_kinds().values()][:4] == ["核实函", "审计整改", "审议意见", "代表建议"]


def test_a_small_kind_is_sound() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "nowhere"}, "起始状态 nowhere 不在状态表中"),
        ({"move": [step("answer", "new", "nowhere", starts="answer")]}, "动作 answer 的状态 nowhere 不存在"),
        ({"move": [step("answer", "moon", "done", starts="answer")]}, "动作 answer 的状态 moon 不存在"),
        ({"state": [NEW, DONE, state("lost", step="new")]}, "状态 lost 没有出口：没有从它出发的动作"),
        ({"state": [state("new", acts="office"), DONE]}, "状态 new 轮到 office，但没有它能做的动作"),
        ({"state": [NEW, DONE | {"acts": "unit"}]}, "状态 done 已结束，不应写 acts"),
        ({"state": [state("new", colour="pink"), DONE]}, "状态 new 的颜色 pink 不认识"),
        (
            {
                "state": [NEW, DONE, state("far", step="new")],
                "move": [step("answer", "new", "done", starts="answer"), step("leave", "far", "done")],
            },
            "状态 far 到不了：没有动作通向它",
        ),
        (
            {
                "state": [NEW, DONE, state("loop", step="new")],
                "move": [
                    step("answer", "new", "done", starts="answer"),
                    step("in", "new", "loop"),
                    step("turn", "loop", "loop"),
                ],
            },
            "状态 loop 走不到任何结束状态",
        ),
        ({"move": [step("answer", "new", "done", starts="tomorrow")]}, "动作 answer 的期限 tomorrow 不存在"),
        ({"move": [step("answer", "new", "done")]}, "期限 answer 没有动作使它开始"),
        (
            {"move": [step("answer", "new", "done", starts="answer", needs=["money"])]},
            "动作 answer 的要求 money 不存在",
        ),
        (
            {"move": [step("answer", "new", "done", starts="answer", needs=["items"])]},
            "有动作要求清单，请写 items = true",
        ),
        (
            {"move": [step("answer", "new", "done", starts="answer", right="units.manage")]},
            "动作 answer 的权限 units.manage 没有任何角色能用",
        ),
        ({"move": [step("answer", "new", "done", starts="answer", series="x")]}, "动作 answer 的编号 x 不存在"),
        ({"series": {"x": "{prefix}{day}号"}}, "编号 x 只能用 {prefix}、{year}、{number}：{prefix}{day}号"),
        (
            {"deadline": {"answer": {"label": "期限", "given": True}}},
            "动作 answer 开始的期限由会议确定，needs 里应有 date",
        ),
        (
            {"deadline": {"answer": DEADLINE["answer"] | {"longest": {"n": 3, "unit": "days"}}}},
            "期限 answer 的最长期限短于期限本身",
        ),
        ({"recurs": "reopen"}, "重新打开后的状态 （空） 不在状态表中"),
    ],
)
def test_what_makes_no_sense_is_said(changes: dict[str, Any], said: str) -> None:
    assert said in problems(**changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": "red"}, "有不认识的项 colour"),
        ({"name": 5}, "的 name 应为 str"),
        (
            {"move": [{"code": "answer", "label": "答", "from": "new", "to": "done", "right": "fly"}]},
            "[[move]] answer 的 right 不是权限名：fly",
        ),
        ({"deadline": {"answer": {"label": "期限"}}}, "[deadline.answer] 应写 term 或 given = true，二者取一"),
        ({"deadline": {"answer": {"label": "期限", "term": {"n": 5, "unit": "weeks"}}}}, "的 term 应写成"),
        ({"state": [NEW, NEW, DONE]}, "[[state]] new 写了两次"),
        ({"ballot_share": "half"}, 'ballot_share 应写成 "1/2"'),
    ],
)
def test_what_is_misspelt_is_said(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(KindError) as caught:
        parse_kind("small", small(**changes))
    assert any(said in problem for problem in caught.value.problems)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(KindError, match="有不认识的项 colour；有不认识的项 size"):
        parse_kind("small", small(colour="red", size=3))


def test_an_installation_adds_and_replaces_kinds(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, name in ((ours, "小事"), (theirs, "本地小事")):
        folder.mkdir()
        (folder / "small.toml").write_text(SMALL.replace("小事", name), encoding="utf-8")
    (theirs / "other.toml").write_text(SMALL, encoding="utf-8")
    kinds = load((ours, theirs, tmp_path / "absent"))
    assert (kinds["small"].name, kinds["other"].name) == ("本地小事", "小事")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(KindError, match=r"bad\.toml 的数据有误：不是合格的 TOML"):
        load([tmp_path])
