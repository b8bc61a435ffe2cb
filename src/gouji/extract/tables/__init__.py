"""Tables understood: caption, header tree, lines and their tree, side-by-side blocks; the sums that the form itself states.

``grids`` turns the tables of a document into ``Grid`` values; ``sheets`` joins continued pages and blocks, so that the
relations in ``rowsums`` and ``colsums`` see a form as its author did. Nothing here judges: rules make the claims.
"""

from gouji.extract.tables.grid import Units, grids

__all__ = ["Units", "grids"]
