"""What happened in the made-up county, as data: who did what with which matter how many days before today.

The words are those of an office; every fact in them is made up (虚构).
"""

from __future__ import annotations

from dataclasses import dataclass

UNIT = "unit"
"""In ``Step.who``: the accountant of the department that the case is about."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move: how many days ago, by whom (an account, or the department's accountant), its code, and what was filled in.

    ``units`` are the departments that a suggestion is given to, the first in charge; ``within`` the days of a deadline given.
    Codes that begin with ``+`` are no moves: an item, a measure, a closed item, a reply of a unit, a vote.
    """

    ago: int
    who: str
    code: str
    words: str = ""
    number: str = ""
    rating: str = ""
    result: str = ""
    within: int = 0
    units: tuple[str, ...] = ()
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Case:
    """One matter: its kind, department, title and words, the day it was opened and by whom, and its steps.

    ``paper`` is the kind of document whose confirmed findings it rests on, of the last year that has one.
    """

    kind: str
    unit: str
    title: str
    ago: int
    who: str
    steps: tuple[Step, ...] = ()
    body: str = ""
    paper: str = ""


def _letter(ago: int, *more: Step) -> tuple[Step, ...]:
    """Return the steps of a letter that was signed two days after it was drafted, and what followed."""
    return (Step(ago - 1, "office", "submit"), Step(ago - 2, "lead", "sign"), *more)


_EXPLAINED = "经核对，附件所列数据系录入时抄错，文字说明与报表已逐项更正，更正后的材料已重新报送。"
_CHECKED = "更正后的材料已重新核对，数据前后一致。"

CASES = (
    Case(
        "verification",
        "农业农村局",
        "部门决算",
        75,
        "office",
        _letter(
            75,
            Step(66, UNIT, "answer", _EXPLAINED, number="霁农函〔2026〕12号"),
            Step(63, "office", "accept", _CHECKED),
            Step(60, "lead", "close"),
        ),
        paper="final",
    ),
    Case(
        "verification",
        "文化和旅游局",
        "部门决算",
        40,
        "office",
        _letter(
            40,
            Step(30, UNIT, "answer", "三公经费差异系四舍五入所致，无需更正。"),
            Step(28, "office", "return", "差额超过四舍五入的范围，请逐项列出核算过程。"),
            Step(22, UNIT, "answer", _EXPLAINED),
            Step(20, "office", "accept", _CHECKED),
        ),
        paper="final",
    ),
    Case(
        "verification",
        "人力资源和社会保障局",
        "部门决算",
        46,
        "office",
        _letter(
            46,
            Step(20, "lead", "supervise", "期限已过，仍未收到你单位的书面说明。"),
        ),
        paper="final",
    ),
    Case("verification", "生态环境局", "部门决算", 28, "office", _letter(28), paper="final"),
    Case("verification", "水利局", "部门决算", 12, "office", _letter(12), paper="final"),
    Case(
        "verification",
        "城市管理局",
        "部门决算",
        16,
        "office",
        _letter(
            16,
            Step(4, UNIT, "answer", _EXPLAINED, number="霁城管函〔2026〕7号"),
        ),
        paper="final",
    ),
    Case("verification", "档案馆", "部门决算", 3, "office", (Step(2, "office", "submit"),), paper="final"),
    Case("verification", "培智学校", "部门决算", 1, "office", paper="final"),
    Case(
        "suggestion",
        "",
        "关于疏浚芦汀镇灌区末级渠道的建议",
        210,
        "deputy",
        (
            Step(207, "office", "register"),
            Step(205, "lead", "assign", units=("水利局", "农业农村局")),
            Step(150, "农业农村局", "+reply", "同意将高标准农田配套渠系一并纳入。"),
            Step(140, "水利局", "+reply", "已清淤末级渠道，并列入明年管护计划。", result="A"),
            Step(138, "水利局", "answer", number="霁水函〔2026〕31号"),
            Step(130, "deputy", "rate", "渠道已经通水。", rating="满意"),
        ),
        body="芦汀镇部分末级渠道淤积，下游田块灌溉困难，建议安排清淤资金并明确管护责任。",
    ),
    Case(
        "suggestion",
        "",
        "关于在预算草案中细列防汛物资储备经费的建议",
        100,
        "deputy",
        (
            Step(98, "office", "register"),
            Step(96, "lead", "assign", units=("水利局",)),
            Step(20, "水利局", "+reply", "已会同财政部门研究，拟在明年预算草案中单列。", result="B"),
            Step(18, "水利局", "answer", number="霁水函〔2026〕45号"),
        ),
        body="防汛物资储备与其他支出合并列示，代表看不清当年采购和结余，建议单列并附绩效目标。",
    ),
    Case(
        "suggestion",
        "",
        "关于公开部门三公经费变化原因的建议",
        60,
        "deputy",
        (
            Step(58, "office", "register"),
            Step(57, "lead", "assign", units=("文化和旅游局", "城市管理局")),
        ),
        body="一些部门只列三公经费金额，没有写增减原因，建议逐项说明。",
    ),
    Case(
        "suggestion",
        "",
        "关于松隐乡饮用水水源地监测经费的建议",
        2,
        "deputy",
        body="水源地监测点减少，建议核实经费安排和使用情况。",
    ),
    Case(
        "rectification",
        "城市管理局",
        "同级审指出的街巷改造项目资金问题",
        120,
        "office",
        (
            Step(119, "office", "+item", "项目资金结转两年以上未清理"),
            Step(119, "office", "+item", "部分工程未经验收先行付款"),
            Step(118, "office", "submit"),
            Step(117, "lead", "assign", within=150),
            Step(90, UNIT, "+measure", "清理结转资金，按规定交回财政统筹"),
            Step(89, UNIT, "+measure", "补办验收，修订付款流程"),
            Step(35, UNIT, "report", "两项问题均已整改，材料随文报送。", number="霁城管函〔2026〕5号"),
            Step(30, "office", "+close", "已见缴款凭证"),
        ),
    ),
    Case(
        "opinion",
        "人力资源和社会保障局",
        "就业补助资金使用情况",
        95,
        "office",
        (
            Step(94, "office", "+item", "进一步加快资金拨付进度"),
            Step(94, "office", "+item", "公开补助对象和标准"),
            Step(93, "office", "submit"),
            Step(91, "lead", "send", within=100),
            Step(80, UNIT, "+measure", "每季度通报拨付进度"),
            Step(80, UNIT, "+measure", "在政务公开栏公示对象和标准"),
            Step(78, UNIT, "plan", "已制定研究处理方案，分工到人。", number="霁人社函〔2026〕9号"),
        ),
    ),
)
