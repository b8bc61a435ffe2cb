"""Prose to statements: a grammar over clauses, not a list of sentences.

A paragraph is cut into clauses by punctuation and figures (``lexer``). What stands before a figure, its lead, says what the
figure is: a value, a change, a rate, a share, a completion, last year's value, the budget (``leads``). The ``parser`` keeps
the focus (who is spoken of), the open lists (其中, 包括, brackets) and the outline (一、（一）1.) and builds the tree.
"""
