"""Addresses: one spelling each, so that the ledger meets an article once."""

import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import safe_url_string, url_query_cleaner

# What social networks and mail tools append; never part of an article's address.
_TRACKING = (
    "fbclid",
    "gclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "pgrelated",  # kalbaronline.com, borneoflash: endless related-post queries
    "utm_campaign",
    "utm_content",
    "utm_id",
    "utm_medium",
    "utm_source",
    "utm_term",
    # Numbers of a visit, not of an article; each would be an address of its own.
    "ASPSESSIONID",
    "CFID",
    "CFTOKEN",
    "JSESSIONID",
    "PHPSESSID",
    "jsessionid",
    "phpsessid",
    "session_id",
    "sessionid",
)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


def clean_url(url: str) -> str | None:
    """Spell an absolute http(s) address in one way; None for anything else.

    Host in lower case, no default port, no fragment, no user, no tracking parameters,
    no session's number; path and other parameters as they are.
    """
    try:
        parts = urlsplit(safe_url_string(url.strip()))
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORT or not parts.hostname:
        return None
    host = parts.netloc.rpartition("@")[2].lower()
    host = host.removesuffix(_DEFAULT_PORT[parts.scheme])
    path = _SESSION.sub("", parts.path)
    bare = urlunsplit((parts.scheme, host, path or "/", parts.query, ""))
    if not parts.query:
        return bare
    return url_query_cleaner(bare, _TRACKING, remove=True, unique=False)


def host_of(url: str) -> str:
    """Name the host, with its port where one is written."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def slug_of(host: str) -> str:
    """Make a source name of a host: letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", host.lower().removeprefix("www.")).strip("-")


def in_section(url: str, section: str) -> bool:
    """Whether an article's path carries the section's last part as a folder.

    True only for addresses such as /kalimantan-barat/sekadau/slug/; a sitemap of such
    a site can tell its sections, any other cannot.
    """
    folders = urlsplit(url).path.strip("/").split("/")[:-1]
    names = urlsplit(section).path.strip("/").split("/")
    return bool(names[-1]) and names[-1] in folders
