"""One rule is one file: ``<family>/<CODE>_<fault>.py``; found by walking, nothing else is edited to add one.

Families: SU sums, SH shares, CH change, CO completion, EQ agreement, BO bounds, CN counts, YR years and bases, UN units
and missing figures, CL classification, FO form, LA law, TX wording, PF performance, RD doubts about our own reading.

A rule module defines ``TITLE`` (one Chinese line), ``SEVERITY``, ``SINCE`` (version), ``BASIS`` (legal or formal basis),
``GOOD`` and ``BAD`` (small documents in Markdown; in BAD every expected finding is marked ``«…»`` around its exact span,
``«»`` for something missing) and ``check``; a rule that yields Claims also ``describe``, the words of a
broken one. Its docstring is its page in the manual.

Another distribution adds rules of its own by an entry point of the group ``gouji.rules`` that names a package of such
modules.
"""
