"""Gouji 勾稽: reads a public budget, accounts for every figure, recomputes every relation.

The engine is a pure library. Its only door is ``gouji.api``; the folders are the stages of its spine:
``model`` (values), ``read`` (bytes to Document), ``codes`` (data by year and place), ``extract`` (Document to
figures, statements, tables, quantities), ``rules`` (claims and textual findings), ``diagnose`` (verdicts and causes),
``report`` (outputs).
"""

__version__ = "0.1.0"
