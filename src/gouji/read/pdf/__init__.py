"""PDF with a text layer to Document: characters, words, lines, ruling grid, tables, flow of paragraphs.

A page is read in these steps, one module each: ``chars`` (boxes of all characters), ``words`` (stretches without a gap),
``rulings`` (drawn lines), ``grid`` (cells between rulings), ``ruled`` and ``unruled`` (tables), ``page`` (all of one page);
then over all pages ``furniture`` (running heads and page numbers), ``continued`` (tables over pages), ``flow``
(paragraphs) and ``emit`` (the Document). Geometry is in floats, points from the page's top left, as it is read upright.
"""
