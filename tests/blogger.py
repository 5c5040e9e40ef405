"""A blog as Blogger serves it: Atom feeds, label pages that print whole posts, ?m=1.

The endpoints and what their parameters mean are Blogger's own documentation's
(developers.google.com/blogger/docs/2.0/reference); the posts are ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from tests.loopback import Answer, Site

WIB = ZoneInfo("Asia/Jakarta")
# What Blogger gives at most in one feed page and on one page of a label.
FEED_PAGE = 150
LABEL_PAGE = 20


@dataclass
class Post:
    number: int
    title: str
    body: str
    published: datetime
    labels: tuple[str, ...]
    updated: datetime | None = None

    @property
    def changed(self) -> datetime:
        return self.updated or self.published

    @property
    def path(self) -> str:
        return f"/{self.published:%Y/%m}/berita-ke-{self.number}.html"


@dataclass
class Blog(Site):
    """`has_feeds` is False where the owner has switched feeds off.

    `robots` is what Blogger serves where the owner has not written another.
    """

    posts: list[Post] = field(default_factory=list)
    has_feeds: bool = True
    feed_page: int = FEED_PAGE
    robots: str = "User-agent: *\nDisallow: /search\nAllow: /\n"

    def fill(self, number: int, first: datetime, step: timedelta) -> None:
        """Publish posts one after the other; every third is Sekadau's."""
        for i in range(number):
            self.posts.append(
                Post(
                    i,
                    f"Polsek Ronda Malam ke-{i}",
                    f"SEKADAU – Anggota Polsek ke-{i} meronda di pasar lama.<br /><br />"
                    f"Ronda ke-{i} berakhir pukul dua dini hari tanpa kejadian.",
                    first + i * step,
                    ("Sekadau", "Hukum & Kriminal") if i % 3 == 0 else ("Sintang",),
                )
            )

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append(path)
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query))
        self.routes["/robots.txt"] = Answer(self.robots, kind="text/plain")
        if parts.path.startswith("/feeds/posts/default"):
            label = unquote(parts.path.removeprefix("/feeds/posts/default/-/"))
            return self._feed(label if "/-/" in parts.path else None, query)
        if parts.path == "/" or parts.path.startswith("/search"):
            label = unquote(parts.path.removeprefix("/search/label/"))
            return self._list(label if "label" in parts.path else None, query)
        for post in self.posts:
            if post.path == parts.path:
                return self._page(post, is_mobile=query.get("m") == "1")
        return super().answer(path, headers)

    def _of(self, label: str | None) -> list[Post]:
        found = [p for p in self.posts if label is None or label in p.labels]
        return sorted(found, key=lambda post: post.published, reverse=True)

    def _feed(self, label: str | None, query: dict[str, str]) -> Answer:
        if not self.has_feeds:
            return Answer("<h1>404</h1>", 404)
        found = list(self._asked_for(self._of(label), query))
        if query.get("orderby") == "updated":
            found.sort(key=lambda post: post.changed, reverse=True)
        start = int(query.get("start-index", "1"))
        size = min(int(query.get("max-results", "25")), self.feed_page)
        entries = "".join(map(self._entry, found[start - 1 : start - 1 + size]))
        return Answer(
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<feed xmlns="http://www.w3.org/2005/Atom" '
            'xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/" '
            'xmlns:gd="http://schemas.google.com/g/2005">'
            f"<id>tag:blogger.com,1999:blog-1</id><title type='text'>Kabar Uji</title>"
            f"<openSearch:totalResults>{len(found)}</openSearch:totalResults>"
            f"<openSearch:startIndex>{start}</openSearch:startIndex>"
            f"<openSearch:itemsPerPage>{size}</openSearch:itemsPerPage>{entries}</feed>",
            kind="application/atom+xml; charset=UTF-8",
        )

    def _asked_for(self, posts: list[Post], query: dict[str, str]) -> Iterator[Post]:
        """Heed the bounds; Blogger heeds those of `updated` only in that order."""
        bounds = {
            name: datetime.fromisoformat(query[name])
            for name in ("published-min", "published-max", "updated-min", "updated-max")
            if name in query
        }
        by_update = query.get("orderby") == "updated"
        for post in posts:
            for name, bound in bounds.items():
                kind, _, end = name.partition("-")
                moment = post.published if kind == "published" else post.changed
                if kind == "updated" and not by_update:
                    continue
                if moment < bound if end == "min" else moment >= bound:
                    break
            else:
                yield post

    def _entry(self, post: Post) -> str:
        labels = "".join(
            f"<category scheme='http://www.blogger.com/atom/ns#' term='{escape(label)}'/>"
            for label in post.labels
        )
        return (
            f"<entry><id>tag:blogger.com,1999:blog-1.post-{10**6 + post.number}</id>"
            f"<published>{post.published.isoformat(timespec='milliseconds')}</published>"
            f"<updated>{post.changed.isoformat(timespec='milliseconds')}</updated>{labels}"
            f"<title type='text'>{escape(post.title)}</title>"
            f"<content type='html'>{escape(post.body)}</content>"
            f"<link rel='replies' type='text/html' href='{self.base}{post.path}#comment-form'/>"
            f"<link rel='edit' type='application/atom+xml' href='{self.base}/feeds/1/posts'/>"
            f"<link rel='alternate' type='text/html' href='{self.base}{post.path}'/>"
            "<author><name>Unknown</name></author></entry>"
        )

    def _list(self, label: str | None, query: dict[str, str]) -> Answer:
        """A label's page prints its posts whole, and leads on by date."""
        found = self._of(label)
        if "updated-max" in query:
            before = datetime.fromisoformat(query["updated-max"])
            found = [post for post in found if post.published < before]
        shown, rest = found[:LABEL_PAGE], found[LABEL_PAGE:]
        posts = "".join(map(self._outer, shown))
        older = quote(shown[-1].published.isoformat()) if shown else ""
        place = f"/search/label/{quote(label)}" if label else "/search"
        pager = (
            "<a class='blog-pager-older-link' id='Blog1_blog-pager-older-link' href="
            f"'{self.base}{place}?updated-max={older}&amp;max-results={LABEL_PAGE}"
            "&amp;by-date=false'>Postingan Lama</a>"
        )
        return Answer(
            self._whole(
                "index", f"{posts}<div class='blog-pager'>{pager * bool(rest)}</div>"
            )
        )

    def _page(self, post: Post, *, is_mobile: bool) -> Answer:
        head = (
            f"<link href='{self.base}{post.path}' rel='canonical'/>"
            f"<meta content='{escape(post.title)}' property='og:title'/>"
        )
        kind = "item" + " mobile" * is_mobile
        return Answer(self._whole(kind, self._outer(post), head))

    def _outer(self, post: Post) -> str:
        return (
            f"<div class='date-outer'><h2 class='date-header'><span>"
            f"{post.published:%d/%m/%Y}</span></h2><div class='post-outer'>"
            "<div class='post hentry uncustomized-post-template'>"
            f"<h3 class='post-title entry-title'><a href='{self.base}{post.path}'>"
            f"{escape(post.title)}</a></h3><div class='post-body entry-content' "
            f"id='post-body-{10**6 + post.number}'>{post.body}</div>"
            "<div class='post-footer'><span class='post-timestamp'><a class='timestamp-link' "
            f"href='{self.base}{post.path}'><abbr class='published' "
            f"title='{post.published.isoformat()}'>{post.published:%H.%M}</abbr></a></span>"
            "</div></div></div></div>"
        )

    def _whole(self, kind: str, main: str, head: str = "") -> str:
        return (
            "<!DOCTYPE html><html dir='ltr' lang='id'><head><title>Kabar Uji</title>"
            "<meta content='blogger' name='generator'/>"
            "<link rel='alternate' type='application/atom+xml' title='Kabar Uji - Atom' "
            f"href='{self.base}/feeds/posts/default' />{head}</head>"
            f"<body class='loading {kind}'><div class='main section' id='main'>"
            f"<div class='blog-posts hfeed'>{main}</div></div></body></html>"
        )


def blog(number: int = 0) -> Blog:
    """A blog with posts twelve hours apart, the last of them some days ago."""
    made = Blog()
    made.fill(number, datetime(2023, 1, 31, 20, 5, tzinfo=WIB), timedelta(hours=12))
    return made
