"""The views that people and their tools open: names, columns and what they mean.

Their SQL stands in the migrations; a test compares its columns with these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class View:
    """A view: what one row of it is, and the meaning of its columns, in their order."""

    name: str
    row: str
    columns: Mapping[str, str]


VIEWS = (
    View(
        "articles",
        "One row an article, in its newest words.",
        MappingProxyType(
            {
                "id": "the article's id; `article.key`",
                "source": "the outlet's short name",
                "outlet": "the outlet's name as it prints it",
                "url": "the canonical address",
                "title": "the newest version's title, or what it was corrected to",
                "body": "the newest version's text, without dateline and byline",
                "published": "when it was published, ISO at the precision that is known",
                "published_at": "the same as an instant: the first moment of the day, "
                "month or year where no time is known",
                "published_precision": "second, minute, hour, day, month or year",
                "section": "the section the outlet puts it in",
                "dateline_place": "the place in the dateline",
                "regency": "the regency or city the story plays in",
                "byline": "the byline as printed",
                "state": "how it stands at its source: live, gone or withdrawn",
                "first_seen_at": "when the archive first read it",
                "last_checked_at": "when its source was last asked for it",
                "versions": "how many wordings are kept",
                "story": "the id of its story; empty when no other article tells it",
                "story_role": "its part in the story: first, copy or rewrite",
                "story_size": "how many articles the story has",
                "content_sha256": "a hash of its title and text",
                "withheld": "export or held where exports, or the public, do not get it",
            }
        ),
    ),
    View(
        "bylines",
        "One row a credit: a person or desk that signs an article.",
        MappingProxyType(
            {
                "article": "the article's id",
                "source": "the outlet's short name",
                "outlet": "the outlet's name",
                "published": "when the article was published, as in `articles`",
                "published_at": "the same as an instant",
                "position": "the place in the byline, from 0",
                "name": "the name as printed",
                "role": "reporter, editor, contributor or photographer",
                "agency": "the agency or desk that is named with it",
                "person": "the id of the person the name means at this outlet",
            }
        ),
    ),
    View(
        "stories",
        "One row a story: articles that tell one event out of one press release.",
        MappingProxyType(
            {
                "id": "the story's id",
                "size": "how many articles it has",
                "first_article": "the id of the earliest",
                "first_outlet": "the outlet of the earliest",
                "first_published": "when the earliest was published, as in `articles`",
                "first_published_at": "the same as an instant",
                "outlets": "how many outlets tell it",
                "copies": "how many of the articles are copies of the earliest",
                "rewrites": "how many of the articles tell it in other words",
            }
        ),
    ),
    View(
        "coverage",
        "One row an outlet and day by the clocks of Asia/Jakarta on which something "
        "was published, first seen or crawled, or which lies between two runs. A day "
        "without a row has nothing of these, which does not say that nothing happened.",
        MappingProxyType(
            {
                "source": "the outlet's short name",
                "outlet": "the outlet's name",
                "day": "the day, as text",
                "published": "articles published that day; not those whose date is known "
                "to the month or year only",
                "first_seen": "articles the archive first read that day",
                "runs": "runs begun that day",
                "runs_done": "of these: done",
                "runs_incomplete": "of these: incomplete",
                "runs_interrupted": "of these: stopped by the operator",
                "runs_killed": "of these: ended without a word",
                "runs_running": "of these: not ended",
                "state": "stored, nothing published, blocked, down, broken or not run; "
                "empty where no run judged the day",
                "reason": "why the day's articles are missing",
            }
        ),
    ),
    View(
        "withheld",
        "One row an article and what keeps it from somebody; what reads articles asks it.",
        MappingProxyType(
            {
                "article_id": "`article.id`",
                "scope": "from whom: all, export, or held (from the public)",
                "suppression": "`suppression.uid`; empty for what waits for a review",
            }
        ),
    ),
)
