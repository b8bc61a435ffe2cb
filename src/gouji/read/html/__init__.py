"""Web pages with lxml: the article without the site around it, tables with merged cells, layout tables as text."""
