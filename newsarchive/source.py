"""What must be declared of an outlet; a declaration checks itself."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet: who it is, where its Kalimantan Barat section stands, how it signs.

    `domain` is the host (with a port where it is not the scheme's own); `desks` are the
    short names in bylines ("BERNAS"); `names` are other spellings of the outlet in
    datelines; `zone` is the one time zone the outlet prints its clock times in; `theme`
    names a row of extract/themes.py, or is None when unknown; `article_path` is a regular
    expression that the path of every article address matches; `boilerplate` are
    paragraphs the outlet repeats under its articles. `confidence` says what is verified.
    """

    title: str
    domain: str
    sections: tuple[str, ...]
    desks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    zone: str = "Asia/Jakarta"
    theme: str | None = None
    article_path: str | None = None
    boilerplate: tuple[str, ...] = ()
    confidence: str = "inferred"

    def __post_init__(self) -> None:
        self._require(bool(self.title.strip()), "title", "give the outlet's name")
        self._require(
            re.fullmatch(r"[a-z0-9.-]+(:\d+)?", self.domain) is not None,
            "domain",
            "write it in lower case without a scheme, like beritanasional.id",
        )
        self._require(bool(self.sections), "sections", "name at least one section")
        for section in self.sections:
            self._require(
                self.owns(section), "sections", f"{section} is not on {self.domain}"
            )
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            message = f"{self.domain}: zone {self.zone!r}: use a name like Asia/Jakarta"
            raise SourceError(message) from error

    def owns(self, url: str) -> bool:
        """Whether an address is http(s) and on this outlet's own hosts."""
        parts = urlsplit(url)
        host = parts.netloc.lower().rpartition("@")[2]
        return parts.scheme in {"http", "https"} and (
            _bare(host) == _bare(self.domain) or host.endswith("." + _bare(self.domain))
        )

    def _require(self, holds: bool, name: str, remedy: str) -> None:  # noqa: FBT001
        if not holds:
            raise SourceError(f"source {self.domain or self.title!r}: {name}: {remedy}")


def _bare(host: str) -> str:
    return host.removeprefix("www.").removesuffix(":80").removesuffix(":443")
