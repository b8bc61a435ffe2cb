"""The indicators (指标), one module each, found by walking: ``<CODE>_<what_it_watches>.py`` (codes: two letters, three digits).

A module has one ``INDICATOR``. Its docstring is its page: what it says, the formula, where the threshold comes from, when a
signal is no fault. Nothing else is edited to add one; one generic test runs every module's own examples.
"""
