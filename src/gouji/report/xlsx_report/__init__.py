"""The 问题清单 as a workbook: the list as offices print and follow it up, and a summary by unit with the figure account."""

from gouji.report.xlsx_report.workbook import report

__all__ = ["report"]
