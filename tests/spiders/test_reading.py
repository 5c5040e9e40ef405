"""What an answer without a page means for an address."""

from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.http import Response

from newsarchive.archive.api import PageRef
from newsarchive.capture import FETCHED_AT
from newsarchive.run import Outcome
from newsarchive.spiders.reading import answered

URL = "https://kabaruji.id/a/"
AT = datetime(2023, 10, 22, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (304, Outcome.UNCHANGED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (403, Outcome.BLOCKED),
        (429, Outcome.BLOCKED),
        (500, Outcome.FAILED),
        (400, Outcome.FAILED),
    ],
)
def test_what_a_status_means(status: int, outcome: Outcome) -> None:
    found = answered(PageRef(1, URL, '"a"', None, stored=True), response(status))
    assert (found.outcome, found.status, found.at) == (outcome, status, AT)
    assert found.not_before is None


@pytest.mark.parametrize(
    ("etag", "changed", "stored", "outcome"),
    [
        ('"a"', None, True, Outcome.UNCHANGED),
        (None, "Fri, 20 Oct 2023 02:14:07 GMT", True, Outcome.UNCHANGED),
        (None, None, True, Outcome.FAILED),
        ('"a"', None, False, Outcome.FAILED),
    ],
)
def test_not_modified_counts_only_where_we_asked(
    etag: str | None, changed: str | None, stored: bool, outcome: Outcome
) -> None:
    page = PageRef(1, URL, etag, changed, stored=stored)
    assert answered(page, response(304)).outcome == outcome


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("60", timedelta(minutes=1)),
        ("999999999", timedelta(days=1)),
        ("soon", None),
    ],
)
def test_until_when_a_site_asks_us_to_wait(header: str, wait: timedelta | None) -> None:
    found = answered(PageRef(1, URL, None, None, stored=False), response(503, header))
    assert found.not_before == (AT + wait if wait else None)


def response(status: int, retry_after: str | None = None) -> Response:
    headers = {"Retry-After": retry_after} if retry_after else {}
    request = Request(URL, meta={FETCHED_AT: AT})
    return Response(URL, status=status, headers=headers, request=request)
