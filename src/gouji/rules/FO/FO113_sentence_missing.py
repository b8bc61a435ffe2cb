"""缺少应说明的事项：如决算有公务接待费，全文没有说接待的批次和人数。

What must be said of a topic comes from data by kind, place and year (``codes/data/forms/required.toml``), much of it only where
there is an amount to speak of. Only a document that treats most topics is asked. An error where the rule of the whole country puts
it in so many words; a note where it is the custom of a place or our reading of the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.codes.sections import sentences
from gouji.extract.numbers import half_width
from gouji.model.finding import Severity
from gouji.rules.FO.FO109_topic_missing import BASIS as TOPIC_BASIS
from gouji.rules.FO.FO109_topic_missing import MOST, missing_topics
from gouji.rules.FO.outline import contents
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.codes.sections import Required
    from gouji.extract.extraction import Extraction, Part
    from gouji.rules.wording import Plain

TITLE = "缺少应说明的事项"
SEVERITY = "note"
SINCE = "0.1"
BASIS = TOPIC_BASIS
_TEXT = """# 虚构市青禾县林业局2024年部门决算

## 一、基本支出

人员经费90.00万元，公用经费10.00万元。

## {}二、“三公”经费

2024年“三公”经费支出决算为2.00万元，比上年减少0.50万元，主要原因是压减接待。其中公务接待费2.00万元{}。

## 三、其他重要事项

机关运行经费、政府采购、国有资产占用（车辆0辆）、政府性基金预算、绩效情况：均无。

## 四、名词解释
"""
GOOD = _TEXT.format("", "，国内公务接待12批次、96人次")
BAD = _TEXT.format("«»", "")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the heading of the topic for each thing that a part does not say of it."""
    part = extraction.parts[0]
    demanded = sentences(part.kind, part.year, part.region)
    if not demanded or len(missing_topics(extraction, part)) > MOST:
        return
    _, body = contents(extraction)
    plains = [plain for plain in body if part.start <= plain.start < part.end]
    whole = half_width("".join(extraction.document.text[part.start : part.end].split()))
    having = _topics(extraction, part)
    for each in demanded:
        if each.when and not any(topic == each.when or topic.startswith(f"{each.when}.") for topic in having):
            continue
        if each.where is None and each.said_in(whole):
            continue
        under = _under(extraction, plains, each)
        text = whole if each.where is None else half_width("".join(plain.text for plain in under))
        if text and not each.said_in(text):
            at = (under[0] if under else plains[0]).start if plains else part.start
            severity = Severity.ERROR if each.clear else None
            message = f"“{each.topic}”部分没有说明{each.says}，请核实是否漏列（依据：{each.basis}）。"
            yield Hit(at, at, message, severity=severity)


def _under(extraction: Extraction, plains: Sequence[Plain], each: Required) -> list[Plain]:
    """Return the running text on a topic: what stands under a title that shows it, and paragraphs that do themselves."""
    where = each.where
    if where is None:
        return [plain for plain in plains if plain.kind == "heading" and each.topic in plain.text][:1]
    spans = [(section.start, section.end) for section in extraction.sections if where.search(section.title)]
    return [
        plain for plain in plains if where.search(plain.text) or any(start <= plain.start < end for start, end in spans)
    ]


def _topics(extraction: Extraction, part: Part) -> set[str]:
    """Return the topics for which the ledger has an amount of the year that is not nothing."""
    own = {"决算"} if part.kind == "final" else {"预算", "年初预算"}
    return {
        subject.topic
        for quantity in extraction.quantities
        for subject in (quantity.subject,)
        if subject.period == str(part.year)
        and subject.measure == "amount"
        and subject.basis in own
        and any(extraction.figures[number].value for number in quantity.mentions)
    }
