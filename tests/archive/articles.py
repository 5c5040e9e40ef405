"""Articles made for tests: invented words, everything else as a newsroom has it."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsarchive.items import Article, Evidence, Image, Published
from newsarchive.source import Source
from newsarchive.text.byline import Byline, Credit
from newsarchive.text.dateline import Dateline
from newsarchive.text.dates import parse_date
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.findings import find_all
from newsarchive.text.fingerprint import content_hash

SOURCE = Source(
    title="Kabar Uji",
    domain="kabaruji.id",
    desks=("UJI",),
    sections=("https://kabaruji.id/kalbar/",),
)
OTHER = Source(
    title="Suara Uji", domain="suarauji.id", sections=("https://suarauji.id/kalbar/",)
)
FETCHED = datetime(2023, 10, 22, 3, 0, tzinfo=UTC)
_SYLLABLES = [first + last for first in "bklmrst" for last in "aei"]


def words(seed: str, number: int = 120) -> str:
    """Give as many words as asked; other seeds give other words."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(number))


def article(slug: str = "patroli", **changes: Any) -> Article:
    """Make an article at https://kabaruji.id/<slug>/ with words of its own.

    `body`, `published` (ISO) and `external_id` are the changes most wanted; `named` is a
    text that names places, units and topics.
    """
    domain = changes.pop("domain", SOURCE.domain)
    url = changes.pop("url", f"https://{domain}/{slug}/")
    body = changes.pop("body", words(slug))
    title = changes.pop("title", f"Berita {slug}")
    raw = changes.pop("published", "2023-10-21T09:14:07+07:00")
    text = f"KABAR UJI, SEKADAU – {body} (Aji/UJI)"
    named = find_all(
        None, changes.pop("named", "Patroli malam Polsek Belitang Hilir: patroli.")
    )
    made = Article(
        source="kabaruji",
        requested=url,
        url=url,
        urls=(url,),
        external_id=None,
        title=title,
        text=text,
        body=body,
        language="id",
        section="Kalbar",
        tags=("polsek", "patroli"),
        published=published(raw),
        modified=None,
        authors=(Evidence("admin", "json-ld", "author.name"),),
        dateline=Dateline(
            raw="KABAR UJI, SEKADAU –",
            outlet="Kabar Uji",
            org=None,
            place="Sekadau",
            region=None,
            code="61.09",
        ),
        byline=Byline(
            raw="(Aji/UJI)",
            credits=(Credit(name="Aji", role="reporter", agency="UJI"),),
        ),
        event_dates=find_event_dates(
            "Jumat (20/10/2023)", published=FETCHED, zone=SOURCE.zone
        ),
        images=(Image("https://kabaruji.id/a.jpg", "Petugas", "Dok. Polsek"),),
        fetched_at=FETCHED,
        places=named.places,
        regency=named.regency,
        units=named.units,
        topics=named.topics,
        content_sha256=content_hash(title, text),
        origins={"title": "json-ld headline"},
        etag='"e1"',
    )
    return replace(made, **changes)


def published(raw: str | None) -> Published | None:
    """Make the date of an article from ISO 8601."""
    if raw is None:
        return None
    return Published(
        date=parse_date(raw, reference=FETCHED, zone=SOURCE.zone),
        origin="meta",
        rule="article:published_time",
        candidates=(
            Evidence(raw, "meta", "article:published_time", "taken: the best"),
        ),
    )
