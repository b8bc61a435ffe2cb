"""The terminals of the grammar: the words by which budgets compare, divide and complete. Meanings, not sentences."""

from __future__ import annotations

import re

_UP = "增加|增长|增幅|增支|增收|超收|超支|超出|上升|提高|上涨|升高|调增|追加|增(?!人|资|量|值|设|效)"
_DOWN = "负增长|减少|下降|减幅|降幅|减支|减收|短收|降低|减低|压减|压缩|缩减|调减|回落|下浮|减(?!免|员|税|排|负|灾)|降(?!温|级)"
_FLAT = "持平|相同|一致|无变化|没有变化|无增减变化|无增减|未发生变化|没有增减|无变动|维持不变|保持不变|不变|相等"
PERIOD_ = r"(?:(?:20|19)\d{2}年度?|上一?年度?|去年度?)"
_TAIL = r"(?:了|额|数|幅度?|率|比例|百分比|金额|变动额)?(?:约|共|共计|合计)?(?:为|达|是|:)?"
CHANGE = re.compile(
    rf"(?P<each>各|均|分别|双双)?(?:预算|支出|收入|经费|资金)?(?P<said>(?P<up>{_UP})|(?P<down>{_DOWN})){_TAIL}$"
)
AGAINST = re.compile(
    rf"(?:(?P<down>小于|少于|低于)|(?P<up>大于|多于|高于|超过))(?P<period>{PERIOD_})?(?:年初|调整|全年)?(?:预算|决算)(?:数|安排数|执行数)?$"
)
# The same without a figure: 决算数小于预算数, 决算数大于预算数的主要原因.
AGAINST_BUDGET = re.compile(
    r"(?:大于|多于|高于|超过|小于|少于|低于)(?:年初|全年)?预算(?:数|安排数)?(?=$|的?主?要?原因)"
)
# More and less than a base that is named: without one, 多 and 少 are no comparison.
MORE_OR_LESS = re.compile(
    r"(?:(?P<up>多|超出)|(?P<down>少|节约|节省|节支))(?:支出|收入|安排|开支|支|收|用)?(?:了)?(?:约|共|共计)?$"
)
CHOICE = re.compile(rf"(?:{_UP})\(?(?:或|/|、|\()?(?:{_DOWN})\)?|(?:{_DOWN})\(?(?:或|/|、|\()?(?:{_UP})\)?")
DIRECTION = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
UNDECIDED = re.compile(rf"(?P<said>变化|变动|增减){_TAIL}$")
# What lies between two amounts just told: 比上年3.01万元少0.07万元; 预算2.95万元，差值为0.90万元.
GAP = re.compile(r"(?:差值|差额|差异额?|相差)(?:约)?(?:为|是|:)?$")
FLAT = re.compile(rf"(?P<near>基本|大致|大体)?(?:上)?(?:{_FLAT})")

PERIOD = r"(?:十[一二三四五六七八九]五(?:时期|期间)?的?|(?:20|19)\d{2}年度?|上一?年度?|去年度?|前一?年度?|上期|(?:上年|去年)?同期)"
_BASIS = r"(?:年初|调整后?|全年|当年|本年)?(?:部门|单位|财政拨款)?(?:预算|决算|执行|批复|实际|完成|支出|收入)?[^，。;:()增减上下提降升持相]{0,14}?"
BASE = re.compile(
    rf"(?:与|相?比|相?较|同|和|对比)(?:(?P<period>{PERIOD}){_BASIS}|(?P<budget>(?:年初|调整后?|全年|当年|批复)?的?预算(?:数|安排数|安排)?|年初数|年初))"
    r"(?:相比较?|比较|对比|相)?"
    r"|(?P<yearly>同比)"
)
ENDING_BASE = re.compile(f"(?![和同])(?:{BASE.pattern})的?$")
_CARRIED = r"(?!(?:年末|末|底)?(?:财政拨款|项目)?结[转余])"  # 上年结转 is a name, no period
LEADING_PERIOD = re.compile(rf"^(?:截至|截止|至|到|在)?(?P<period>{PERIOD}{_CARRIED})(?:末|底|初)?")
ANY_PERIOD = re.compile(f"{PERIOD}{_CARRIED}")
SHARE = re.compile(
    r"(?:占比|占(?P<whole>[^占]*?)(?:的)?(?:比重|比例|比率|百分比|比)?)(?:的)?(?:分别)?(?:约)?(?:为|达到?|是)?$"
)
JOINING = frozenset({"、", "，", "和", "及", "与"})
APART = re.compile(r"分别占")  # one share for each of the things before: which is whose the words alone do not say
COMPLETION = re.compile(
    r"(?:完成|占|为|达到?|实现)(?P<basis>(?:本年|当年|全年|年初|调整后?|变动|汇总|收入|支出|年度)*预算)(?:数|安排数|的|任务|目标|收入|支出|执行|调整数|金额)*(?:的|为)?$"
    r"|(?:预算|资金|支出)?(?:执行率|完成率|执行进度|支出进度)(?:为|达到?|是)?$"
)
OF_BUDGET = re.compile(r"(?:完成|为|占)(?P<basis>(?:当年|全年|年初|调整后?|本年)*预算)(?:数)?(?:为|是)?$")
TO_PRIOR = re.compile(rf"(?:为|是|占|相当于)(?:{PERIOD})[^，。]{{0,12}}的$")
BUDGET_VALUE = re.compile(
    r"(?:年初|全年|调整后?|当年|本年|批复|支出|收入|年度)*预算(?:数|安排|批复)?(?:调整)?(?:数)?(?:安排)?(?:共|共计)?(?:为|是)?$"
)
EXCLUDING = re.compile(r"扣除|剔除|不含|不包括|同口径")
LIKE_FOR_LIKE = re.compile(r"(?:同|可比)口径")
YEARLY = re.compile(r"年均|年平均|平均每年|每年平均|复合增")  # a growth by year over several: no rate of what changed
NAMED_BUDGET = re.compile(r"年初预算|全年预算|调整(?:后)?预算|批复预算")
ADJUSTED = re.compile(r"全年预算|调整(?:后)?预算")
UNNAMED = re.compile(r"^(?:预算|决算|安排|数|当年|年初|全年|执行|调整|后|预计|实际|经费|资金|金额|年|度|的)*$")
WHICH_FIGURE = re.compile(
    r"预算|决算|执行|安排|[总合]计|总额|数|^本?(?:部门|单位)"
)  # which of an item's figures is meant, not another item
STATED_AGAIN = re.compile(r"\d{4}年|预算|决算|执行")
FROM = re.compile(r"(?<![理事缘])[从由]$")
TO = re.compile(rf"(?:{_UP}|{_DOWN}|升|扩大|缩小|调整)(?:到|至|为)")  # 从29人降为16人
ADJUSTED_TO = re.compile(r"调整(?:为|到|至)$")
# A change against the budget by its own word; a rate behind it is of the same only if its word says so too.
OF_PLAN = re.compile(r"调[增减整]|超收|短收")
EXTENT = re.compile(rf"{OF_PLAN.pattern}|[增减降]幅")
FLOW = re.compile(r"收入|支出")
DATED = re.compile(r"(?:截至|截止到?|至|到)(?P<year>20\d{2}年)(?:度?末|底|12月|12月31日|12月底|\d{1,2}月\d{1,2}日)?")
AMONG = re.compile(r"(?<!其)中$")
SPENT = re.compile(r"执行|实际|支出|决算|完成|使用|支付")
CARRIED_OUT = re.compile(
    r"执行|实际|决算|完成|使用|支付"
)  # spent beyond doubt: 支出 alone may be the other side of 收入
PLANNED = re.compile(r"预算|安排|下达|批复|计划|到位")
REASON = re.compile(
    r"主要?原因(?:是|为|:)?|原因(?:是|为|:)|主要(?:是|系|为)(?:因为|由于)?|由于|因为|系因|变动情况|增减变化|(?<!主要)用于(?!以下)|主要用于(?!以下)|主要用途"
)
BY = re.compile(r"按[^，。:]{2,12}?(?:划分|分类|分)$")  # by what line a whole is divided
OPENER = re.compile(
    r"(?P<strong>(?:主要)?用于以下(?:几个?)?(?:方面)?(?:的?支出)?)"
    r"|(?P<weak>主要(?:包括|包含|有)|重点(?:是|包括)|含|例如|主要是)"
    rf"|(?P<strong2>其中|(?P<by>{BY.pattern})|包括|包含|分别(?:为|是)|由以下|其?(?:组成|构成)(?:为|是)|(?:具体|主要)内容(?:为|是|包括|有)|具体(?:为|包括)|分为|(?P<again>分项(?:情况|数据|数)?(?:是|为)|具体(?:情况)?如下|(?:情况|明细|构成|组成)?如下))"
)
SOME = re.compile(r"重点|主要|部分|民生|刚性")  # 各项重点支出得到保障，其中：a list of some, not of the whole
ENUMERATED = re.compile(r"^第?[一二三四五六七八九十]+(?:是|方面)")

MARKER = re.compile(
    r"(?P<part>第[一二三四五六七八九十]+(?:部分|章|篇)[:、]?)"
    r"|(?P<han>[一二三四五六七八九十]{1,3}[、.．])"
    r"|(?P<hanbr>[(（][一二三四五六七八九十]{1,3}[)）][、.]?)"
    r"|(?P<num>\d{1,2}(?:[、．]|\.(?!\d)))"
    r"|(?P<numbr>[(（]\d{1,2}[)）][、.]?)"
    r"|(?P<halfbr>\d{1,2}[)）])"
    r"|(?P<circle>[①-⑳])"
)
RANKS = {"part": 1, "han": 2, "hanbr": 3, "num": 4, "numbr": 5, "halfbr": 6, "circle": 7}

SECTION_TITLE = re.compile(r"(?:情况|说明|概况|变化|信息|总表|如下|内容|部分)$")
_CONJUNCTION = re.compile(
    r"^(?:、|其中|包括|包含|分别|以及|和|及|与|另外?|此外|同时|相比较?|对比|即|则|其(?!他|它)|又|主要包括|主要是|具体为|并|的)+"
)
_VERB = re.compile(
    r"(?:(?:预计)?(?:安排|总?共|共计|累计|实际|合计|为|是|均|达到?|约|(?<!总)计|有|收到|取得|支出了|的|了|数|金额|总额)+)$"
)
_GENERIC = re.compile(
    r"^(?:支出|收入|预算|决算|数|安排|总额|金额|资金|当年|本年|全年|年初|年末|年度|实际|经费|共计|合计|执行|为|是|达|共|约|计|预计|完成|调整|后|批复|部门|单位|总|的|累计|年)*$"
)


_FORMERLY = re.compile(rf"[由从]{PERIOD}$|{FROM.pattern}")
_LAST_LEVEL = re.compile(r".*[(（]\d*[类款项][)）][”\"]?")


def strip_label(text: str) -> str:
    """Return a label without conjunctions before it, its period, and verbs after it."""
    mark = _LAST_LEVEL.match(text)
    if mark and is_generic(LEADING_PERIOD.sub("", text[mark.end() :])):
        text = mark.group()
    before = None
    while before != text:
        before = text
        text = LEADING_PERIOD.sub("", _CONJUNCTION.sub("", text.strip("·-—")))
    return _FORMERLY.sub("", _VERB.sub("", text))


def is_generic(label: str) -> bool:
    """Whether a label names nothing of its own (支出决算, 预算安排), so that it speaks of the focus."""
    return _GENERIC.match(label) is not None
