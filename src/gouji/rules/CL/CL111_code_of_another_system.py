"""经济分类编码混用：同一段列举的经济分类编码中，混入另一套分类的编码。

部门预算 economic codes begin with 3, 政府预算 economic codes with 5; one list follows one of them. A single code of the other among at
least three is a slip; where its name stands in the right system, that code is offered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "同一列举中混用两套经济分类编码"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《支出经济分类科目改革方案》（财预〔2017〕98号）：部门预算与政府预算经济分类分设"
GOOD = """# 青禾县林业局2026年部门预算

一般公共预算支出按政府预算支出经济分类：机关工资福利支出（501）20.00万元；机关商品和服务支出（502）8.00万元；对个人和家庭的补助（509）2.00万元；其他支出（599）1.00万元。
"""
BAD = """# 青禾县林业局2026年部门预算

一般公共预算支出按政府预算支出经济分类：机关工资福利支出（501）20.00万元；机关商品和服务支出（502）8.00万元；对个人和家庭的补助（509）2.00万元；其他支出（«399»）1.00万元。
"""
_OPEN = re.compile(r"[（(][35]\d{2}[)）]")
_CODE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12})[（(](?P<code>[35]\d{2})[)）]")
_FEW = 3


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the one code of another system in each list."""
    for plain in prose(extraction):
        if not _OPEN.search(plain.text):
            continue
        found = list(plain.find(_CODE))
        odd = _odd(found)
        if odd is not None:
            usual = next(match["code"][0] for match in found if match["code"][0] != odd["code"][0])
            expected = _code(odd["name"], usual)
            hint = f"，似应为{expected}" if expected else ""
            message = f"编码{odd['code']}与本段其他{usual}字头的经济分类编码不属同一套科目{hint}，请核对。"
            yield Hit(*plain.span(*odd.span("code")), message, expected=expected)


def _odd(found: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the only code that begins otherwise than at least three others, None where there is none."""
    for first in "35":
        apart = [match for match in found if match["code"][0] == first]
        if len(apart) == 1 and len(found) > _FEW:
            return apart[0]
    return None


def _code(name: str, first: str) -> str | None:
    codes = {item.code for item in classification.lookup_name(name) if item.code[0] == first and len(item.code) == _FEW}
    return codes.pop() if len(codes) == 1 else None
