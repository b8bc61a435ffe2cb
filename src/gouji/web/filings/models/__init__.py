"""Filings (报送材料), their versions and originals, checks, findings (疑点) and the decisions about them."""

from gouji.web.filings.models.check import Check, Correction
from gouji.web.filings.models.filing import MOST_OF_A_KIND, SEVERAL, Filing, Kind, Original, Stage, StageMove, Version
from gouji.web.filings.models.finding import Decision, Finding
from gouji.web.filings.models.intake import Intake
from gouji.web.filings.models.ledger import Ledger
from gouji.web.filings.models.publication import Reply

__all__ = [
    "MOST_OF_A_KIND",
    "SEVERAL",
    "Check",
    "Correction",
    "Decision",
    "Filing",
    "Finding",
    "Intake",
    "Kind",
    "Ledger",
    "Original",
    "Reply",
    "Stage",
    "StageMove",
    "Version",
]
