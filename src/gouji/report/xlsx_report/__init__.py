"""The 问题清单 as a workbook: the list as offices print and follow it up, and a summary by unit with the figure account."""

from gouji.report.xlsx_report.rows import Row, UnitLine
from gouji.report.xlsx_report.workbook import list_of, report

__all__ = ["Row", "UnitLine", "list_of", "report"]
