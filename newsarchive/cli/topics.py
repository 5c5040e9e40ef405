"""newsarchive topics: the vocabulary, and how many articles speak of each topic."""

from newsarchive.cli.console import output, print_json, table
from newsarchive.cli.options import Database, Json, address


def topics(*, as_json: Json = False, database: Database = None) -> None:
    """List the topics, in Indonesian and English, with their articles."""
    from newsarchive.archive.api import NoArchiveError, Reader  # noqa: PLC0415 (slow to load)
    from newsarchive.gazetteer.topics import topics as known  # noqa: PLC0415 (slow)

    try:
        with Reader.open(address(database)) as reader:
            articles = reader.topics()
    except NoArchiveError:
        articles = {}
    told = [
        {
            "id": topic.id,
            "indonesian": topic.indonesian,
            "english": topic.english,
            "sensitive": topic.sensitive,
            "articles": articles.get(topic.id, 0),
        }
        for topic in known().values()
    ]
    if as_json:
        print_json(told)
        return
    rows = [
        [*map(str, (t["id"], t["indonesian"], t["english"], t["articles"]))]
        for t in told
    ]
    output().print(table(("topic", "Indonesian", "English", "articles"), rows))
