"""What comes over the wire is whole, and not too much of it; else nothing came.

The check stands in the download handler, below all middlewares: half an answer is a
transport error like any other, tried again by PoliteRetry and captured by nobody.
"""

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import Response

from newsarchive.captures.encoding import EncodingError, TooLargeError, require_whole
from newsarchive.politeness import ROBOTS

OK = 200
# Twisted's mark of a body that ended with the connection: its length was not told.
_ENDED_BY_CONNECTION = "partial"
_HTML_ENDS = (b"</html", b"</body")
# The end of a page is looked for in so many of its last bytes.
_TAIL = 4096


class WholeAnswers(HTTP11DownloadHandler):
    """Scrapy's own handler, which takes a gzip stream without its end for complete."""

    async def download_request(self, request: Request) -> Response:
        """Fetch; raise where the answer broke off or unpacks to too much."""
        response = await super().download_request(request)
        largest = request.meta.get("download_maxsize", self._default_maxsize)
        try:
            fault = broken_off(response, largest, is_robots=ROBOTS in request.meta)
        except TooLargeError as error:
            raise DownloadCancelledError(str(error)) from error
        if fault is not None:
            raise ResponseDataLossError(fault)
        return response


def broken_off(response: Response, largest: int, *, is_robots: bool) -> str | None:
    """Say what is missing of an answer; TooLargeError where it unpacks to too much.

    A robots.txt may well be empty, a page is not.
    """
    if response.status != OK:
        return None
    if not response.body:
        return None if is_robots else "the answer is empty"
    headers = [
        ("content-encoding", value.decode("latin-1"))
        for value in response.headers.getlist("Content-Encoding")
    ]
    try:
        require_whole(headers, response.body, largest)
    except TooLargeError:
        raise
    except EncodingError as error:
        return str(error)
    return _cut_page(response) if _ENDED_BY_CONNECTION in response.flags else None


def _cut_page(response: Response) -> str | None:
    """Find no end of a page that ended with its connection, as half of one does."""
    kind = response.headers.get("Content-Type") or b""
    if response.headers.get("Content-Encoding") or b"html" not in kind.lower():
        return None
    tail = response.body[-_TAIL:].lower()
    if any(end in tail for end in _HTML_ENDS):
        return None
    return "the connection ended before the page did"
