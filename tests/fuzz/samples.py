"""What is spoilt: the saved pages and feeds of all platforms, and texts with their cases."""

import json
from functools import cache
from itertools import islice
from pathlib import Path

from newsarchive.spiders.registry import spiders

TESTS = Path(__file__).parents[1]
# Pages of one platform differ little.
MOST_PER_PLATFORM = 3

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://kabaruji.id/satu/</loc><lastmod>2023-10-20T09:14:07+07:00</lastmod>
<news:news><news:publication_date>2023-10-20</news:publication_date>
<news:title>Satu &amp; dua</news:title></news:news></url>
<url><loc> https://kabaruji.id/dua/ </loc></url></urlset>"""
SITEMAP_INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://kabaruji.id/post-sitemap1.xml</loc><lastmod>2023-10-20</lastmod>
</sitemap><sitemap><loc>/post-sitemap2.xml.gz</loc></sitemap></sitemapindex>"""
POSTS = b"""[{"id": 7, "link": "https://kabaruji.id/satu/", "date_gmt": "2023-10-20T02:14:07",
"modified_gmt": "2023-10-20T02:14:07", "title": {"rendered": "Satu &#8220;dua&#8221;"},
"content": {"rendered": "<p>KABAR UJI, SEKADAU &#8211; Isi berita.</p>", "protected": false},
"categories": [3, 4], "tags": [], "author": 1, "status": "publish", "type": "post"}]"""
TERMS = b"""[{"id": 3, "parent": 0, "slug": "kalbar", "name": "Kalbar", "count": 9},
{"id": 4, "parent": 3, "slug": "sekadau", "name": "Sekadau", "count": 2}]"""
GRAPH = """{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "@id": "#w"},
{"@type": ["NewsArticle"], "headline": "Satu", "datePublished": "2023-10-20T09:14:07+07:00",
"author": [{"@type": "Person", "name": "Aji"}, {"@id": "#w"}], "mainEntityOfPage":
{"@id": "https://kabaruji.id/satu/"}, "image": ["https://kabaruji.id/a.jpg"],
"articleBody": "KABAR UJI, SEKADAU – Isi berita.", "isAccessibleForFree": true}]}"""
QUERIES = (
    *(
        "curat motor",
        '"sepeda motor" tangkap',
        "Jum’at -emas*",
        "stems:x OR (y NEAR z)",
    ),
    *(
        "kabaruji:931e14f2d92032b5",
        "https://kabaruji.id/motor/?p=1#x",
        "61.09",
        "a' OR 1=1",
    ),
)


@cache
def saved(file: str) -> list[bytes]:
    """Give some saved answers of every platform."""
    by_platform: dict[str, list[bytes]] = {}
    for name, spider in sorted(spiders().items()):
        path = TESTS / "samples" / name / file
        if path.exists():
            kept = by_platform.setdefault(spider.platform or "", [])
            kept.append(path.read_bytes())
    return [
        page
        for kept in by_platform.values()
        for page in islice(kept, MOST_PER_PLATFORM)
    ]


@cache
def texts(kind: str) -> list[str]:
    """Give the texts of a table of cases."""
    lines = (TESTS / "text" / "data" / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line]
