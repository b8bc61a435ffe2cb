"""A comparison for a person or a program: text, JSON, one self-contained HTML page with charts, a workbook."""

from gouji.report.compare_report.json_report import report as as_json
from gouji.report.compare_report.page import report as as_html
from gouji.report.compare_report.text_report import report as as_text
from gouji.report.compare_report.workbook import report as as_xlsx

__all__ = ["as_html", "as_json", "as_text", "as_xlsx"]
