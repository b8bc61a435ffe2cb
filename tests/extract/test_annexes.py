"""Annexes: where they begin, what they are called, and that they are read by themselves. All units are made up."""

from gouji import api
from gouji.extract.build import build
from gouji.extract.extraction import Extraction
from gouji.extract.ledger import ledgers
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.report.json_report import parts_json

OWN = """# 虚构市青禾县林业局2024年度部门决算

## 目录

第一部分 概况

第四部分 附件

## 第二部分 决算情况说明

2024年一般公共预算财政拨款支出100.00万元。自评报告见附件1、附件2。

## 第四部分 附件

"""
FIRST = """附件1

青禾县林业局

2024年部门整体支出绩效评价报告

一、部门概况

{}

2024年一般公共预算财政拨款支出100.00万元，完成预算的98.00%。
"""
SECOND = """
附件2：2023年护林项目绩效自评报告

（东山林场）

一、项目概况

{}

当年公务接待费3.00万元。
"""
FILLING = "本项目按计划实施，资金管理规范，目标基本完成，群众反映良好，管护责任落实到人。" * 8


def read(text: str) -> Extraction:
    return build(TextReader().read(text.encode(), "made.md", Limits()))


def both() -> Extraction:
    return read(OWN + FIRST.format(FILLING) + SECOND.format(FILLING))


def test_each_annex_has_its_title_kind_year_and_stretch() -> None:
    found = both()
    text = found.document.text
    assert [(part.kind, part.year) for part in found.parts] == [("final", 2024)]
    assert [(annex.kind, annex.year, annex.title) for annex in found.annexes] == [
        ("performance", 2024, "青禾县林业局2024年部门整体支出绩效评价报告"),
        ("performance", 2023, "2023年护林项目绩效自评报告(东山林场)"),
    ]
    first, second = found.annexes
    assert (first.start, first.end) == (text.index("附件1\n"), text.index("附件2："))
    assert (second.start, second.end) == (text.index("附件2："), found.parts[0].end)


def test_a_list_of_annexes_and_a_mention_are_none() -> None:
    assert not read(f"{OWN}附件：1.绩效自评表\n\n附件2 项目支出绩效自评报告\n\n本局没有项目。\n").annexes
    assert not read(f"{OWN}附件1所列项目已完成。{FILLING}\n").annexes


def test_an_annex_is_no_second_part_and_is_listed_after_its_part() -> None:
    found = both()
    assert len(found.views) == 1
    assert found.annex(found.document.text.index("当年公务接待费")) == found.annexes[1]
    assert found.annex(0) is None
    assert [(part.get("title"), part.get("annex_of")) for part in parts_json(found)] == [
        (None, None),
        ("青禾县林业局2024年部门整体支出绩效评价报告", 0),
        ("2023年护林项目绩效自评报告(东山林场)", 0),
    ]


def test_what_an_annex_says_is_dated_by_it_and_stays_out_of_the_ledger() -> None:
    found = both()
    number = next(figure.id for figure in found.figures if figure.text == "3.00万元")
    subject = found.subjects[number]
    assert subject is not None
    assert (subject.topic, subject.period) == ("三公.接待", "2023")
    (ledger,) = ledgers(found)
    assert {entry.mention.figure.start < found.annexes[0].start for entry in ledger.own} == {True}


def test_disclosure_and_annex_are_still_held_against_each_other() -> None:
    text = OWN + FIRST.format(FILLING).replace("100.00", "110.00")
    checked = api.check(TextReader().read(text.encode(), "made.md", Limits()), select=("EQ",))
    assert [finding.rule for finding in checked.findings] == ["EQ102"]
