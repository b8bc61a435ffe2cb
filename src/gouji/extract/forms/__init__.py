"""Which official form a table is, and which of its cells the form's relations speak of.

A table is taken for a form only by caption and header together, with its unit known; every other table stays what its
structure says. Nothing here judges: rules make the claims.
"""

from gouji.extract.forms.match import Filled, filled_forms

__all__ = ["Filled", "filled_forms"]
