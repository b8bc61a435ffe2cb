"""The index of words beside ``Text``: an FTS5 table on SQLite, a tsvector with GIN on PostgreSQL; written and asked here only.

Both keep for each text the grams of its title and of its body in order, so that both know phrases and can ask for the title
alone. Neither splits words by itself: the grams are made by ``grams`` alone.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.db import connection

from gouji.web.lookup.grams import grams

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SQLITE = (
    """CREATE VIRTUAL TABLE lookup_gram USING fts5(title, body, tokenize="unicode61 remove_diacritics 0 tokenchars '.'")""",
    """CREATE TRIGGER lookup_text_gone AFTER DELETE ON lookup_text
       BEGIN DELETE FROM lookup_gram WHERE rowid = old.id; END""",
)
# No foreign key: whatever empties the texts need not know of this table, its rows go by trigger as on SQLite.
POSTGRESQL = (
    "CREATE TABLE lookup_gram (text_id bigint PRIMARY KEY, grams tsvector NOT NULL)",
    "CREATE INDEX lookup_gram_grams ON lookup_gram USING gin (grams)",
    """CREATE FUNCTION lookup_text_gone() RETURNS trigger AS $$ BEGIN
       IF TG_OP = 'TRUNCATE' THEN TRUNCATE lookup_gram; ELSE DELETE FROM lookup_gram WHERE text_id = OLD.id; END IF;
       RETURN NULL; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER lookup_text_gone AFTER DELETE ON lookup_text
       FOR EACH ROW EXECUTE FUNCTION lookup_text_gone()""",
    """CREATE TRIGGER lookup_text_emptied AFTER TRUNCATE ON lookup_text
       FOR EACH STATEMENT EXECUTE FUNCTION lookup_text_gone()""",
)
UNDO_SQLITE = ("DROP TRIGGER IF EXISTS lookup_text_gone", "DROP TABLE lookup_gram")
UNDO_POSTGRESQL = (
    "DROP TRIGGER lookup_text_gone ON lookup_text",
    "DROP TRIGGER lookup_text_emptied ON lookup_text",
    "DROP FUNCTION lookup_text_gone()",
    "DROP TABLE lookup_gram",
)
_LAST_POSITION = 16_383  # of a tsvector; a longer text keeps its first words
_MOST_OF_ONE = 255


def is_postgresql() -> bool:
    """Whether the desk runs on PostgreSQL."""
    return connection.vendor == "postgresql"


def write(texts: Iterable[tuple[int, str, str]]) -> None:
    """Put the words of new texts into the index: each text's number, title and body."""
    with connection.cursor() as cursor:
        if is_postgresql():
            rows = [(number, _vector(grams(title), grams(body))) for number, title, body in texts]
            cursor.executemany("INSERT INTO lookup_gram (text_id, grams) VALUES (%s, %s::tsvector)", rows)
        else:
            lines = [(number, " ".join(grams(title)), " ".join(grams(body))) for number, title, body in texts]
            cursor.executemany("INSERT INTO lookup_gram (rowid, title, body) VALUES (%s, %s, %s)", lines)


def _vector(title: Sequence[str], body: Sequence[str]) -> str:
    """Return the literal of a tsvector: title words weigh A, and a gap keeps a phrase from running from title to body."""
    places: dict[str, list[str]] = {}
    numbered = chain(enumerate(title, 1), enumerate(body, len(title) + 2))
    for at, gram in numbered:
        if at > _LAST_POSITION:
            break
        of_one = places.setdefault(gram, [])
        if len(of_one) < _MOST_OF_ONE:
            of_one.append(f"{at}A" if at <= len(title) else str(at))
    return " ".join(f"'{gram}':{','.join(at)}" for gram, at in places.items())


def matching(phrases: Sequence[Sequence[str]], *, in_title: bool = False) -> tuple[str, str]:
    """Return the SQL that holds for rows of ``lookup_text`` with all phrases (in the title), and its one parameter."""
    if is_postgresql():
        asked = " & ".join(_tsquery(phrase, "A" if in_title else "") for phrase in phrases)
        return "lookup_text.id IN (SELECT text_id FROM lookup_gram WHERE grams @@ %s::tsquery)", asked
    asked = " AND ".join(_fts5(phrase) for phrase in phrases)
    asked = f"title : ({asked})" if in_title else asked
    return "lookup_text.id IN (SELECT rowid FROM lookup_gram WHERE lookup_gram MATCH %s)", asked


def _tsquery(phrase: Sequence[str], weight: str) -> str:
    flags = weight + ("*" if _is_beginning(phrase) else "")
    after = f":{flags}" if flags else ""
    return "(" + " <-> ".join(f"'{gram}'{after}" for gram in phrase) + ")"


def _fts5(phrase: Sequence[str]) -> str:
    return f'"{" ".join(phrase)}"' + ("*" if _is_beginning(phrase) else "")


def _is_beginning(phrase: Sequence[str]) -> bool:
    """Whether a phrase is one character, which is looked for at the beginning of grams."""
    return len(phrase) == 1 and len(phrase[0]) == 1
