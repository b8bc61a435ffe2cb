"""Made-up budgets for properties: fragments of the grammar in any order, and small whole budgets that agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from gouji import api
from gouji.model.finding import Finding, Severity
from gouji.read.reader import Limits
from gouji.read.text import TextReader

if TYPE_CHECKING:
    from gouji.diagnose.checked import Checked

WORDS = (
    "2024年", "2023年度", "上年", "本年", "收入", "支出", "收、支", "预算", "决算", "年初预算数", "全年预算", "总计", "合计", "各",
    "基本支出", "项目支出", "人员经费", "公用经费", "“三公”经费", "公务接待费", "因公出国（境）费", "公务用车购置及运行维护费",
    "一般公共预算", "政府性基金", "财政拨款", "一般公共服务（类）", "行政运行（项）", "（2010101）", "政府采购货物", "上年结转",
    "其中", "其中：", "包括", "主要用于", "主要原因是", "比", "较", "与", "相比", "增加", "减少", "增长", "下降", "持平", "基本持平",
    "占", "占比", "完成", "完成预算的", "为", "共", "等", "约", "不少于", "以上", "扣除", "后", "由", "调整为", "元", "万元", "亿元",
    "%", "个百分点", "辆", "批次", "人", "万", "余", "，", "。", "；", "：", "、", "（", "）", "(", ")", "\n", "\n\n", "\n# ",
    "\n## 一、", "\n（一）", "\n1.", "①", "|", "\n|---|---|\n", "\t", " ", "\u3000", "**", "<br>", "△", "-", "—", "～", "≥", "××", "XX",
    "第", "号", "〔2024〕", "年", "月", "日", "表1", "附件", "六个", "单位：万元", "科目编码", "201", "20101", "\ufffd", "\u200b",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**7, places=2).map(str),
    st.decimals(0, 100, places=1).map(str),
    st.sampled_from(
        [
            "0",
            "0.00",
            "1,234.56",
            "12 .5",
            "１２．５",
            "00",
            "1.2.3",
            "2024",
            "5, 804.83",
            "9" * 60,
            "0." + "0" * 40 + "1",
        ]
    ),
)
FRAGMENTS = st.lists(st.one_of(st.sampled_from(WORDS), NUMBERS), max_size=60).map("".join)
AMOUNTS = st.integers(1, 5_000_000).map(lambda cents: Decimal(cents).scaleb(-2))


def check(text: str) -> Checked:
    """Check a text as the contents of a Markdown file; a fault of the program is raised, not caught."""
    return api.check(TextReader().read(text.encode(), "made.md", Limits()))


def serious(checked: Checked) -> list[Finding]:
    """Return the errors and warnings."""
    return [finding for finding in checked.findings if finding.severity is not Severity.NOTE]


def percent(above: Decimal, below: Decimal) -> Decimal:
    """Return a quotient in percent with two decimals."""
    return (above / below * 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Money:
    """How amounts are printed: the unit's name and how many of it make 万元."""

    name: str
    factor: int
    places: int

    def __call__(self, amount: Decimal) -> str:
        """Return an amount in 万元 as printed in this unit."""
        return f"{(amount * self.factor).quantize(Decimal(1).scaleb(-self.places)):f}{self.name}"


WAN = Money("万元", 1, 2)
YUAN = Money("元", 10_000, 0)
YUAN_CENTS = Money("元", 10_000, 2)


@dataclass(frozen=True)
class Budget:
    """A budget of two natures and three classes, and last year's; every sentence follows from these amounts."""

    people: Decimal
    office: Decimal
    projects: Decimal
    before: Decimal
    slip: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """Return this year's expenditure."""
        return self.people + self.office + self.projects

    def text(self, money: Money = WAN) -> str:
        """Return the document; ``slip`` is added to the total's first mention only."""
        basic, change = self.people + self.office, self.total - self.before
        word = ("增加", "增长") if change > 0 else ("减少", "下降")
        said = (
            f"比上年{word[0]}{money(abs(change))}，{word[1]}{percent(abs(change), self.before)}%"
            if change
            else "与上年持平"
        )
        return (
            "# 虚构市示例局2024年部门预算\n\n## 一、支出预算情况说明\n\n"
            f"2024年支出预算{money(self.total + self.slip)}，其中：基本支出{money(basic)}，占{percent(basic, self.total)}%；"
            f"项目支出{money(self.projects)}，占{percent(self.projects, self.total)}%。\n\n"
            f"2023年支出预算{money(self.before)}。2024年支出预算{said}。\n\n"
            f"## 二、基本支出情况说明\n\n2024年基本支出{money(basic)}，其中：人员经费{money(self.people)}，"
            f"公用经费{money(self.office)}。\n"
        )


BUDGETS = st.builds(Budget, people=AMOUNTS, office=AMOUNTS, projects=AMOUNTS, before=AMOUNTS)
