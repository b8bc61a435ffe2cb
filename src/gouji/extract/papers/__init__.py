"""The prose of a government's own papers (预算草案、执行情况、预算调整、决算): accounts told in running text.

A report tells an account as a sum (收入…，加上…，收入总计…), a balance (收支相抵，结转下年…) or a division (限额…，其中一般债务…、专项债务…),
for one level (全市, 市本级) and one of the four budgets after the other. ``stream`` lays the amounts out in order with the words
before each, ``accounts`` finds the sums, balances and divisions in them, ``facts`` says which total of which budget an amount is.
``tabled`` says the same of the amounts in its tables; ``ledger`` and ``entries`` are what other papers and the desk take from both.
"""
