"""The desk (平台): filings come in, findings become matters, matters are followed until they are answered.

One Django app a domain, each with ``models``, ``services`` (the rules of the work, which never see a request), ``queries``,
``access`` (who may open what) and ``ui``. The engine is called through ``gouji.api`` alone. Needs ``gouji[web]``.
"""
