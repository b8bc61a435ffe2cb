"""Classification, forms and legal data by year, as data files with one loader; data by place and year lives only here."""
