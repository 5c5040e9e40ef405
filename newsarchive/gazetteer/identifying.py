"""Words by which an article may identify a child or the victim of a sexual crime."""

from functools import cache

from newsarchive.gazetteer.tables import read_table


@cache
def identifying_words() -> tuple[tuple[str, str], ...]:
    """Give pairs of words and what they speak of: sexual, child, role or victim."""
    return tuple((row["words"], row["part"]) for row in read_table("identifying.tsv"))
