"""Prose to statements: a grammar over clauses, not a list of sentences.

A paragraph is cut into clauses by punctuation and figures (``lexer``). What stands before a figure, its lead, says what the
figure is: a value, a change, a rate, a share, a completion, last year's value, the budget (``leads``). The ``state``
remembers who is spoken of (the focus), the open lists (其中, 包括, brackets) and the outline (一、（一）1.); ``items`` says which
item a name begins or means, ``placing`` lays each figure down, ``outline`` nests the segments, and the ``parser`` walks the
tokens and builds the tree of ``draft`` statements.
"""
