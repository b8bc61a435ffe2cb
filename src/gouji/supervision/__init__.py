"""联网监督, the part without a screen: what a finance system exports, taken in exactly, and what it warns of.

``items`` says which data there is, ``sheets`` opens a file as rows of text, ``mapping`` tells its columns apart, ``intake``
turns rows into facts and sets aside what it cannot take, ``store`` keeps the facts of each load as Parquet and answers
questions over those that are live. Money is DECIMAL in 元 throughout. Needs ``gouji[web]`` (DuckDB); knows nothing of Django.
"""
