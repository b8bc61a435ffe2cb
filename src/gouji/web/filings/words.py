"""What things of this app are called on pages and in the chain of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django_stubs_ext import StrOrPromise

FIGURES: Mapping[str, StrOrPromise] = {
    "contradicted": _("不符"),
    "disputed": _("存疑"),
    "verified": _("相符"),
    "unrelated": _("未勾稽"),
    "zeros": _("零值"),
    "not_quantity": _("非数量"),
    "masked": _("遮盖"),
    "unread": _("读不准"),
}
"""The states of figures in the order of the account."""

DECISIONS: Mapping[str, StrOrPromise] = {
    Finding.State.CONFIRMED: _("确认为问题"),
    Finding.State.REJECTED: _("不予采纳"),
    Finding.State.SETTLED: _("登记已更正"),
    Finding.State.OPEN: _("重新打开"),
}
"""The words on the button that moves a finding to a state."""

ACTIONS: Mapping[str, StrOrPromise] = {
    "filing.filed": _("上传版本"),
    "filing.moved": _("变动阶段"),
    "filing.secrecy_checked": _("登记保密审查"),
    "filing.released": _("发布到公开门户"),
    "filing.taken_back": _("从公开门户撤下"),
    "check.finished": _("核对完成"),
    "check.failed": _("未能核对"),
    "check.beside": _("因相关材料有变重新核对"),
    "finding.decided": _("处理疑点"),
    "finding.added": _("人工提出疑点"),
    "figure.corrected": _("校正识别"),
    "figure.correction_withdrawn": _("撤销校正"),
    "intake.received": _("收到文件"),
    "intake.unpacked": _("解开压缩包"),
    "intake.placed": _("文件归入材料"),
    "intake.unplaced": _("文件待认领"),
    "intake.refused": _("文件无法读取"),
    "intake.claimed": _("认领文件"),
    "intake.dismissed": _("不收文件"),
    "reply.entered": _("登记批复日期"),
}

_MOST_CITED = 5


def cited_lines(finding: Finding) -> Iterator[str]:
    """Yield what a finding was held against in other documents, a line each, as lists and letters print it."""
    for one in finding.cited[:_MOST_CITED]:
        yield f"与《{one['title']}》{one['where']}的{one['text']}对照"
    if len(finding.cited) > _MOST_CITED:
        yield f"共对照{len(finding.cited)}处"
