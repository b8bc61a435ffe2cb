"""Tables written out with tags in a text file: a cell is only what stands between its tags."""

from gouji import api
from gouji.model.figure import Bound, Nature

TEXT = """# 虚构县示例局2024年部门预算

单位：万元

<table>
<tr><td colspan="2">项目</td><td>预算数</td></tr>
<tr><td>一</td><td>办公费</td><td>12.30</td></tr>
<tr><td>二</td><td>差旅费</td><td>-7.70</td></tr>
</table>
"""


def test_a_tag_is_no_comparison_and_its_digits_are_no_amounts() -> None:
    (document,) = api.read_bytes(TEXT.encode(), "a.md")
    figures = api.extract(document).figures
    amounts = [figure for figure in figures if figure.nature is Nature.QUANTITY]
    assert [(figure.text, figure.bound) for figure in amounts] == [("12.30", Bound.EXACT), ("-7.70", Bound.EXACT)]
    assert [(figure.text, figure.reason) for figure in figures if figure.text == "2"] == [("2", "表格标记")]
