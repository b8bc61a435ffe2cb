"""The made-up county (虚构) that ``gouji serve --demo`` shows: people, documents with planted defects, matters in every state.

Nothing of it exists. It is loaded through the same services that real work uses, by days counted back from today, so that
deadlines are near, met and missed whenever it is looked at.
"""
