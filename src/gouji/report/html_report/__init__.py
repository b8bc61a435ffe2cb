"""The HTML report: the document itself with every figure marked by its state and the findings in its margin."""

from gouji.report.html_report.page import report

__all__ = ["report"]
