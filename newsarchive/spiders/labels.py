"""Discovery by Blogger's Atom feeds: every post of the blog, or of a label.

What the parameters mean is Blogger's: https://developers.google.com/blogger/docs/2.0/reference#Parameters
"""

from datetime import datetime, timedelta
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

from newsarchive.archive.api import Lead
from newsarchive.extract.feed import FeedEntry, FeedError, read_feed
from newsarchive.spiders.turning import Turning
from newsarchive.spiders.walk import Section, Walk, WayError

WAY = "blogger"
# Blogger gives fewer when it likes; the next page begins behind what it gave.
PER_PAGE = 150
# Edits made while the last walk was under way are asked for again.
OVERLAP = timedelta(days=2)
_LABEL = "/search/label/"


async def by_labels(walk: Walk, section: Section) -> None:
    """Walk through the posts of a section; later only through those changed since."""
    root, bounds = feed_of(section.url), _bounds(walk, section)
    start, turning = 1, Turning(walk, root)
    while True:
        url = f"{root}?{urlencode({**bounds, 'max-results': PER_PAGE, 'start-index': start})}"
        response = await walk.get(url)
        try:
            entries = read_feed(response.body, url).entries
        except FeedError as error:
            raise WayError(f"{url}: {error}") from error
        if start == 1 and not entries and not bounds:
            raise WayError(f"{url} is empty")
        if not entries:
            return
        leads = [_lead(walk, entry) for entry in entries]
        goes_on = turning.goes_on(entry.url for entry in entries)
        if not walk.met(section, filter(None, leads), WAY) or not goes_on:
            return
        start += len(entries)


def is_label(section: str) -> bool:
    """Whether a section is a label's page, which Blogger's robots.txt closes to all."""
    return urlsplit(section).path.startswith(_LABEL)


def feed_of(section: str) -> str:
    """Build the address of the feed of a label's page, or of the whole blog."""
    path = urlsplit(section).path
    feed = urljoin(section, "/feeds/posts/default")
    if not is_label(section):
        return feed
    label = unquote(path.removeprefix(_LABEL).strip("/"))
    return f"{feed}/-/{quote(label)}"


def _bounds(walk: Walk, section: Section) -> dict[str, str]:
    """Bound a feed by publication in a backfill, else by what changed since last time."""
    if walk.window is not None:
        return {
            "published-min": _stamp(walk.window.begins),
            "published-max": _stamp(walk.window.ends),
        }
    if section.state.completed_at is None:
        return {}
    since = section.state.completed_at - OVERLAP
    # Blogger heeds updated-min only in this order.
    return {"orderby": "updated", "updated-min": _stamp(since)}


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _lead(walk: Walk, entry: FeedEntry) -> Lead | None:
    told = entry.published.value if entry.published is not None else None
    return walk.lead(entry.url, entry.updated, published=told)
