"""A record as a NewsArticle of schema.org, in JSON-LD."""

from collections.abc import Iterator

from newsarchive.export.records import Record


def article_of(record: Record) -> Record:
    """Make the NewsArticle of a record; what is not known is left out."""
    made = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"urn:newsarchive:{record['id']}",
        "url": record["url"],
        "identifier": record["id"],
        "headline": record["title"],
        "articleBody": record.get("body"),
        "abstract": record.get("excerpt"),
        "inLanguage": record["language"],
        "articleSection": record["section"],
        "keywords": record["tags"],
        "datePublished": record["published_at"],
        "dateModified": record["modified_at"],
        "dateline": (record["dateline"] or {}).get("raw"),
        "version": record["version"],
        "publisher": {"@type": "NewsMediaOrganization", "name": record["outlet"]},
        "author": list(_authors(record)),
        "contentLocation": [_place(one) for one in record["places"]],
        "locationCreated": _written(record),
        "about": [{"@type": "Thing", "name": topic} for topic in record["topics"]],
        "mentions": [
            {"@type": "GovernmentOrganization", "name": one["name"]}
            for one in record["police_units"]
        ],
        "image": list(_images(record)),
        "sameAs": [url for url in record["urls"] if url != record["url"]],
    }
    return {name: value for name, value in made.items() if value not in (None, [])}


def _authors(record: Record) -> Iterator[Record]:
    for one in (record["byline"] or {"credits": []})["credits"]:
        if one["name"]:
            yield {"@type": "Person", "name": one["name"]}
        elif one["agency"]:
            yield {"@type": "Organization", "name": one["agency"]}


def _place(one: Record) -> Record:
    return {
        "@type": "AdministrativeArea",
        "name": one["name"],
        "identifier": f"kemendagri:{one['code']}",
    }


def _written(record: Record) -> Record | None:
    place = (record["dateline"] or {}).get("place")
    return {"@type": "Place", "name": place} if place else None


def _images(record: Record) -> Iterator[Record]:
    for one in record["images"]:
        told = {
            "@type": "ImageObject",
            "url": one["url"],
            "caption": one["caption"],
            "creditText": one["credit"],
        }
        yield {name: value for name, value in told.items() if value is not None}
