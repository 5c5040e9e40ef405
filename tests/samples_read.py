"""An article's values as expected.json of a sample has them."""

from typing import Any

from newsarchive.items import Article


def told(found: Article) -> dict[str, Any]:
    published = found.published.date if found.published else None
    line, sign = found.dateline, found.byline
    return {
        "title": found.title,
        "published_at": published.value if published else None,
        "published_precision": published.precision if published else None,
        "body": found.body,
        "dateline": line
        and {
            name: getattr(line, name) for name in ("outlet", "org", "place", "region")
        },
        "byline": sign
        and {
            "credits": [
                {"name": one.name, "role": one.role, "agency": one.agency}
                for one in sign.credits
            ]
        },
        "section": found.section,
        "tags": list(found.tags),
        "images": [{"url": one.url, "caption": one.caption} for one in found.images],
        "external_id": found.external_id,
    }
