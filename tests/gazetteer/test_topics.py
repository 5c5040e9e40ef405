"""The published vocabulary of topics."""

import re

from newsarchive.gazetteer.topics import topic_words, topics


def test_every_topic_has_an_id_two_labels_and_words() -> None:
    spoken = {one.topic for one in topic_words() if one.weight}
    assert set(topics()) == spoken
    for topic in topics().values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", topic.id)
        assert topic.indonesian != topic.english


def test_what_names_victims_is_marked() -> None:
    assert [topic.id for topic in topics().values() if topic.sensitive] == [
        "kekerasan-seksual"
    ]
