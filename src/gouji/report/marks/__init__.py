"""A document given back with its findings marked in it: Word comments, PDF highlights; the rest of the file as it was."""

from gouji.report.marks.annotate import annotated

__all__ = ["annotated"]
