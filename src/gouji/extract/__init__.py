"""Document to meaning: sections, figures, prose statements, table grids, subjects, quantities. No rule is judged here."""
