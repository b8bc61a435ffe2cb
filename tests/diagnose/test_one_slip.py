"""One slip is one finding, in however many places and documents it shows. All made up."""

from gouji import api
from gouji.diagnose.checked import Checked
from gouji.read.text import TextReader

BUDGET = """# 虚构市青禾县林业局2024年部门预算

一、支出情况

2024年公务接待费预算4.00万元。
"""


def final(budget: str, rate: str) -> str:
    return f"""# 青禾县林业局2024年度部门决算

一、公务接待费

2024年公务接待费年初预算为{budget}万元，支出决算为3.60万元，完成年初预算的{rate}%。
"""


def told(checked: Checked) -> list[tuple[str, str, str | None]]:
    loud = (finding for finding in checked.findings if finding.severity is not api.Severity.NOTE)
    return [(finding.rule, finding.printed, finding.expected) for finding in loud]


def together(*texts: str) -> list[Checked]:
    documents = [TextReader().read(text.encode(), f"{at}.md", api.Limits()) for at, text in enumerate(texts)]
    return list(api.check_together(map(api.check, documents)))


def test_the_published_budget_decides_between_budget_and_rate() -> None:
    """3.60 of 5.10 is no 90%; of the published 4.00 it is: the account copied its budget wrongly, not the rate."""
    _, account = together(BUDGET, final("5.10", "90.00"))
    assert told(account) == [("EQ303", "5.10万元", "4.00")]
    (finding,) = account.findings
    assert finding.beside
    assert [verdict.claim.rule for verdict in finding.verdicts] == ["CO101"]


def test_a_rate_that_the_published_budget_does_not_mend_stays_wrong() -> None:
    """3.60 of 4.00 is 90%, not 70%."""
    _, account = together(BUDGET, final("4.00", "70.00"))
    assert told(account) == [("CO101", "70.00%", "90.00")]


def test_one_wrong_value_in_text_and_table_is_one_finding() -> None:
    """500.00 + 376.31 = 876.31, printed as 876.21 in both."""
    text = """# 虚构市示例局2024年部门预算

2024年支出预算876.21万元，其中：基本支出500.00万元，项目支出376.31万元。

部门支出总表

单位：万元

| 项目 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 部门支出 | 876.21 | 500.00 | 376.31 |
"""
    (document,) = api.read_bytes(text.encode(), "a.md")
    assert told(api.check(document)) == [("SU101", "876.21万元", "876.31")]
