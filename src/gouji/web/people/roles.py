"""What each role (角色) may do, as one table; everything that does not stand here is forbidden.

A right counts where the post is held: at a region it reaches the region's units and those of regions below, at a unit the
unit and those below it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(models.TextChoices):
    """The posts of people on the desk. The public has none."""

    OFFICE = "office", _("人大工作人员")
    OFFICE_LEAD = "office_lead", _("人大负责人")
    FINANCE = "finance", _("财政审核")
    ACCOUNTANT = "accountant", _("部门财务")
    UNIT_LEAD = "unit_lead", _("部门负责人")
    DEPUTY = "deputy", _("人大代表")
    AUDITOR = "auditor", _("审计")
    STEWARD = "steward", _("系统管理员")


LEADS = frozenset({Role.OFFICE_LEAD, Role.UNIT_LEAD, Role.STEWARD})
"""Roles that need a second factor."""
AT_A_UNIT = frozenset({Role.ACCOUNTANT, Role.UNIT_LEAD})
"""Roles held at a unit; all others are held at a region."""


class Right(StrEnum):
    """What can be allowed."""

    FILING_READ = "filing.read"  # filings of every stage, with findings
    FILING_SUBMIT = "filing.submit"  # hand in, replace by a new version, correct a misread figure
    FILING_REVIEW = "filing.review"  # confirm or reject findings, add one by hand
    FILING_APPROVE = "filing.approve"  # stage moves: 批复, published, secrecy check
    RELEASE = "release"  # to the public portal
    MATTER_READ = "matter.read"
    MATTER_OPEN = "matter.open"  # start a matter, draft its letter
    MATTER_ANSWER = "matter.answer"  # explain, correct, hand in evidence
    MATTER_REVIEW = "matter.review"  # judge an answer: accept or return
    MATTER_LEAD = "matter.lead"  # sign, close, extend, escalate
    SUGGESTION_RAISE = "suggestion.raise"
    SUGGESTION_RATE = "suggestion.rate"
    DATA_LOAD = "data.load"  # take execution data in, settle what was set aside
    LEDGER_READ = "ledger.read"  # figures of documents not yet public
    AGENDA_READ = "agenda.read"  # the year: meetings, what is due by when
    AGENDA_KEEP = "agenda.keep"  # set meetings, enter what came, prepare their folders
    UNITS_MANAGE = "units.manage"
    PEOPLE_MANAGE = "people.manage"
    AUDIT_READ = "audit.read"


_READ = frozenset({Right.FILING_READ, Right.MATTER_READ, Right.LEDGER_READ, Right.AGENDA_READ})
_OFFICE = _READ | {
    Right.AGENDA_KEEP,
    Right.DATA_LOAD,
    Right.FILING_SUBMIT,
    Right.FILING_REVIEW,
    Right.MATTER_OPEN,
    Right.MATTER_REVIEW,
}

RIGHTS: Mapping[str, frozenset[Right]] = {
    Role.OFFICE: _OFFICE | {Right.FILING_APPROVE},
    Role.OFFICE_LEAD: _OFFICE | {Right.FILING_APPROVE, Right.RELEASE, Right.MATTER_LEAD, Right.AUDIT_READ},
    Role.FINANCE: _READ | {Right.DATA_LOAD, Right.FILING_SUBMIT, Right.FILING_REVIEW, Right.FILING_APPROVE},
    Role.ACCOUNTANT: _READ | {Right.FILING_SUBMIT, Right.MATTER_ANSWER},
    Role.UNIT_LEAD: _READ | {Right.FILING_SUBMIT, Right.MATTER_ANSWER},
    Role.DEPUTY: frozenset({Right.SUGGESTION_RAISE, Right.SUGGESTION_RATE}),
    Role.AUDITOR: _READ | {Right.AUDIT_READ},
    Role.STEWARD: frozenset({Right.UNITS_MANAGE, Right.PEOPLE_MANAGE, Right.AUDIT_READ}),
}
