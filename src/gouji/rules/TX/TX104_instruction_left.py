"""模板说明未删：写给填报人的提示（如有）（单位名称）、请删除、仍保留该表格式 等仍留在正文中。

Such words address the writer, not the reader: an order to fill, keep or delete; a bracket that says which name belongs
there; a bracket of body kinds after the own body (局（部、委、办）); a condition with its order (无…的，仍保留…).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "模板说明未删"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式的填写要求"
GOOD = """# 青禾县林业局2026年部门预算

各部（委、办、局）按规定执行。因公出国（境）费0万元，没有填写的事项不作说明。
"""
BAD = """# 青禾县林业局2026年部门预算

2026年局«（部、委、办）»机关因公出国（境）费0万元。

重点绩效评价情况«（如有）»：«（单位名称）»组织评价2个项目。«请根据实际情况填写»。

没有政府性基金收支的，«仍保留该表格式»。
"""
_BODY = "(?:部|委|办|局|厅|院|署|行|中心|部门|单位|委员会)"
_PARTS = (
    r"[（(](?:如有|如无|若有|若无|如没有|若没有|可选|选填|必填|样表|示例|样例|范例|模板|参考)[，,：:]?[^（）()]{0,12}[）)]",
    r"[（(【\[](?:填写|填列|填报|请|此处|注：请|说明：请)[^（）()【】]{1,30}[）)】\]]",
    r"[（(【\[][^（）()【】]{0,12}(?:根据|结合|按照?|据)[^（）()【】，。]{0,6}实[^（）()【】，。]{0,6}(?:填写|填列|填报|修改|补充|增删)[^（）()【】]{0,10}[）)】\]]",
    r"^(?:示例|样例|范例|参考样式|填写说明|填报说明|格式如下)[：:].{0,12}",
    r"[（(](?:请)?(?:部门|单位|主管部门|预算部门|项目|本部门|本单位)(?:全称|名称)[）)]",
    rf"(?<=[局部委办厅院会])[（(]{_BODY}(?:[、，/或]{_BODY})+[）)]",
    r"(?:请|应|可)(?:各?(?:部门|单位))?(?:根据|结合|按照?)[^，。；]{0,10}?实际(?:情况)?[^，。；]{0,4}?(?:填写|填列|填报|修改|补充|调整|增删|删减|删除|撰写|表述)",
    r"(?:请|须|应|可)(?:自行|予以|在公开前|在公开时)?(?:删除|删去|删掉)(?:此|该|本|注释|说明|括号|红字|以上|以下|上述|下述)?[^，。；]{0,8}",
    r"仍(?:须|需|应|要)?(?:请)?保留(?:该|此|本|空)?表[^，。；]{0,6}",
    r"(?:格式|样式|表样|模板|表格)[^，。；]{0,6}不得(?:随意|自行|擅自)?(?:改变|更改|修改|改动|调整)",
    r"请在[^，。；]{1,12}(?:添加|补充|填写|填列|列示|注明)",
    r"(?:此处|这里)(?:应|须|请|需|可)?(?:填写|填列|填报|插入|粘贴|说明|列示)[^，。；]{0,12}",
    r"(?:如无|若无|如没有|若没有|没有|无)[^，。；]{1,24}的?，(?:请|应|须|需|可)(?:填|写明|列示|表述|说明|删|保留|不填|不写)[^，。；]{0,16}",
)
_PATTERN = re.compile("|".join(_PARTS))
_GENERAL = re.compile(r"(?:各|有关|相关|其他|省级|市级|区级|县级|直属|所有|职能)[^，。；、]{0,4}$")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each phrase that addresses the writer."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            if _GENERAL.search(plain.text[: match.start()]):
                continue
            yield Hit(*plain.span(*match.span()), f"“{match[0]}”是写给填报人的模板用语，请按实际情况改写或删去。")
