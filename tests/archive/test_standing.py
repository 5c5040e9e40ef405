"""What answers say of the article that was there."""

import pytest

from newsarchive.archive.standing import standing
from newsarchive.run import Outcome

HOME = "https://kabaruji.id/"
GONE, REJECTED = Outcome.GONE, Outcome.REJECTED


@pytest.mark.parametrize(
    ("answer", "ledger", "state"),
    [
        ((GONE, "HTTP 410", None, None), (GONE, "HTTP 410"), ("gone", "HTTP 410")),
        ((GONE, None, None, None), (GONE, None), ("gone", "gone")),
        (
            (GONE, "withdrawn", "the words 'x'", None),
            (GONE, "withdrawn"),
            ("withdrawn", "withdrawn: the words 'x'"),
        ),
        (
            (REJECTED, "withdrawn", "the words 'x'", None),
            (GONE, "withdrawn"),
            ("withdrawn", "withdrawn: the words 'x'"),
        ),
        (
            (REJECTED, "not-found", "body.error404", None),
            (GONE, "soft 404"),
            ("gone", "soft 404: body.error404"),
        ),
        (
            (REJECTED, "list", "body.home", HOME),
            (GONE, "leads to no article"),
            ("gone", f"leads to no article: {HOME}"),
        ),
        (
            (REJECTED, "list", "body.home", None),
            (REJECTED, "list"),
            ("live", "list: body.home"),
        ),
        (
            (REJECTED, "login", "the words 'x'", "https://kabaruji.id/masuk"),
            (REJECTED, "login"),
            ("live", "login: the words 'x'"),
        ),
        (
            (REJECTED, "maintenance", "the words 'x'", None),
            (REJECTED, "maintenance"),
            ("live", "maintenance: the words 'x'"),
        ),
        ((REJECTED, None, None, None), (REJECTED, "rejected"), ("live", "rejected")),
    ],
)
def test_what_an_answer_says(
    answer: tuple[Outcome, str | None, str | None, str | None],
    ledger: tuple[Outcome, str | None],
    state: tuple[str, str],
) -> None:
    told = standing(*answer)
    assert told is not None
    assert (told.outcome, told.reason) == ledger
    assert (told.state, told.evidence) == state


@pytest.mark.parametrize(
    "outcome", [o for o in Outcome if o not in {GONE, REJECTED}], ids=str
)
def test_other_answers_say_nothing_of_it(outcome: Outcome) -> None:
    assert standing(outcome, "HTTP 503", None, HOME) is None
