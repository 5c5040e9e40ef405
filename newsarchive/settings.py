"""Settings of the crawler: Scrapy's by their own names, ours begin with NEWSARCHIVE_.

The only reader of the environment. Every setting can be given on the command line with
`-s NAME=VALUE`; the defaults here are polite and safe, and a crawl by hand of one's own
test site may loosen them.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from newsarchive import __version__

# Ours

# Where the archive is: sqlite:///file or postgresql://user@host/name.
NEWSARCHIVE_DATABASE_URL = os.environ.get(
    "NEWSARCHIVE_DATABASE_URL", "sqlite:///data/archive.db"
)
# Captures and state.
NEWSARCHIVE_DATA = os.environ.get("NEWSARCHIVE_DATA", "data")
# Where captures are kept, if not below NEWSARCHIVE_DATA: a folder, or an address that
# fsspec knows (s3://bucket/captures), so that several machines share them.
NEWSARCHIVE_CAPTURES = os.environ.get("NEWSARCHIVE_CAPTURES", "")
# Seconds that a search may take; 0: any time.
NEWSARCHIVE_QUERY_SECONDS = os.environ.get("NEWSARCHIVE_QUERY_SECONDS", "10")
# host:port exceptions to the address guard, separated by commas; for test sites.
NEWSARCHIVE_ALLOWED_ADDRESSES = os.environ.get("NEWSARCHIVE_ALLOWED_ADDRESSES", "")
# Fetch articles younger than this again: 30d, 12h; empty: none.
NEWSARCHIVE_RECHECK = ""
# Stop after this many articles; 0: no limit.
NEWSARCHIVE_LIMIT = 0
# Look back: 2022-01-01..2022-12-31; empty: only for what is new. Such a run has a budget
# of its own, so that old news never costs a site more than new: seconds between requests,
# and articles a run and outlet.
NEWSARCHIVE_BACKFILL = ""
NEWSARCHIVE_BACKFILL_DELAY = 3
NEWSARCHIVE_BACKFILL_LIMIT = 5000
# Which answers are kept as WARC below NEWSARCHIVE_DATA/captures: "articles", "all"
# (listings and feeds, too) or "none"; a file that is larger than this is followed by
# another.
NEWSARCHIVE_CAPTURE = "articles"
NEWSARCHIVE_CAPTURE_FILE_MB = 1024
# Who is told of alarms: a command that is given the message on its standard input; mail
# to these addresses by smtp://user@host:587 or smtps://; a webhook, whose SHAPE (ntfy,
# slack, telegram, json) is told by its host where it is not given; not more often than
# every so many minutes.
NEWSARCHIVE_NOTIFY_COMMAND = os.environ.get("NEWSARCHIVE_NOTIFY_COMMAND", "")
NEWSARCHIVE_NOTIFY_EMAIL = os.environ.get("NEWSARCHIVE_NOTIFY_EMAIL", "")
NEWSARCHIVE_NOTIFY_FROM = os.environ.get("NEWSARCHIVE_NOTIFY_FROM", "")
NEWSARCHIVE_NOTIFY_SMTP = os.environ.get("NEWSARCHIVE_NOTIFY_SMTP", "")
NEWSARCHIVE_NOTIFY_SMTP_PASSWORD = os.environ.get(
    "NEWSARCHIVE_NOTIFY_SMTP_PASSWORD", ""
)
NEWSARCHIVE_NOTIFY_WEBHOOK = os.environ.get("NEWSARCHIVE_NOTIFY_WEBHOOK", "")
NEWSARCHIVE_NOTIFY_SHAPE = os.environ.get("NEWSARCHIVE_NOTIFY_SHAPE", "")
NEWSARCHIVE_NOTIFY_CHAT = os.environ.get("NEWSARCHIVE_NOTIFY_CHAT", "")
NEWSARCHIVE_NOTIFY_TOKEN = os.environ.get("NEWSARCHIVE_NOTIFY_TOKEN", "")
NEWSARCHIVE_NOTIFY_EVERY_MINUTES = os.environ.get(
    "NEWSARCHIVE_NOTIFY_EVERY_MINUTES", "60"
)
# Megabytes that must be free where the archive and its captures are, before a crawl and
# while it runs.
NEWSARCHIVE_ROOM_MB = 10
# Longest wait, in seconds, that a Retry-After may ask for before the address is left
# to the next run.
NEWSARCHIVE_RETRY_AFTER_MAX = 120
# Longest delay between requests, in seconds, that robots.txt may ask for (Crawl-delay)
# before the site is left alone.
NEWSARCHIVE_CRAWL_DELAY_MAX = 120
# Hours for which a host that refused five times in a row is left alone, twice as long at
# each further refusal, at most three days; 0: never.
NEWSARCHIVE_BLOCKED_REST = 6
# Processes that crawl, each a share of the outlets; 0: as many as the machine has cores.
NEWSARCHIVE_PROCESSES = 0
# Outlets that one process crawls at once; the next begins when one ends.
NEWSARCHIVE_OUTLETS_AT_ONCE = 16
# Stop after this many seconds, what is left waits for the next run; 0: no limit.
NEWSARCHIVE_TIME_BUDGET = 0
# Seconds that answers on their way have when a crawl is stopped.
NEWSARCHIVE_STOP_SECONDS = 20
# What the log looks like: "text", or "json" for one object a line.
NEWSARCHIVE_LOG_FORMAT = os.environ.get("NEWSARCHIVE_LOG_FORMAT", "text")

# Who we are, and what we look for

BOT_NAME = "newsarchive"
USER_AGENT = os.environ.get(
    "NEWSARCHIVE_USER_AGENT",
    f"newsarchive/{__version__} (archive of police news of Kalimantan Barat; "
    "operator's contact: set NEWSARCHIVE_USER_AGENT)",
)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
    # What a capture can be read in again, with or without Scrapy.
    "Accept-Encoding": "gzip, deflate, br",
}
SPIDER_MODULES = ["newsarchive.spiders"]
NEWSPIDER_MODULE = "newsarchive.spiders"

# Politeness

ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 30
REFERRER_POLICY = "same-origin"

# Safety: nothing listens, nothing but http and https is fetched, nothing is endless

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False  # no session ids; nor does tldextract fetch its list then
METAREFRESH_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "newsarchive.receiving.WholeAnswers",
    "https": "newsarchive.receiving.WholeAnswers",
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
DOWNLOAD_MAXSIZE = 10 * 2**20  # before and after decompression
DOWNLOAD_WARNSIZE = 4 * 2**20
DOWNLOAD_TIMEOUT = 60
REDIRECT_MAX_TIMES = 5
DEPTH_LIMIT = 10
MEMUSAGE_LIMIT_MB = 512
RETRY_TIMES = 5
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]

# How the parts are put together

# The ledger knows which addresses were asked for; a second filter would only grow.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# What of Scrapy's own is used, by name: what is switched off by None is loaded all the
# same, with a web server and a browser's cookies: 8 % of a short crawl.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": 50,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": 300,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
}
DOWNLOADER_MIDDLEWARES = {
    "newsarchive.middlewares.AddressGuard": 30,
    "newsarchive.traps.Traps": 35,
    # Above the retries: it sees what they end in.
    "newsarchive.resting.Resting": 40,
    "newsarchive.robots.Robots": 100,
    "newsarchive.middlewares.PoliteRetry": 550,
    # Below Scrapy's HttpCompression (590): bytes as they came.
    "newsarchive.middlewares.Capturing": 800,
}
EXTENSIONS = {
    "newsarchive.extensions.RunRecorder": 0,
    "newsarchive.safeguards.Safeguards": 10,
    "newsarchive.safeguards.Memory": 20,
}
ITEM_PIPELINES = {
    "newsarchive.pipelines.Normalise": 100,
    "newsarchive.pipelines.Region": 200,
    "newsarchive.pipelines.Archive": 900,
}
TWISTED_DNS_RESOLVER = "newsarchive.middlewares.PublicResolver"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Speed: a news page yields one item; the default of 100 workers a response is waste
# (scrapy#5182: 19 % of a crawl's processor time).
CONCURRENT_ITEMS = 4
FEED_EXPORT_ENCODING = "utf-8"
LOG_FORMATTER = "newsarchive.extensions.ShortLog"
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 60.0


def environment() -> dict[str, str]:
    """Give what the environment says to us: what a scheduled crawl is to be told, too."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("NEWSARCHIVE_")
    }


@contextmanager
def handed_down(given: Mapping[str, str]) -> Iterator[None]:
    """Let the processes that are begun meanwhile find settings in their environment."""
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def home() -> Path:
    """Name the folder of this user's configuration."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".config"
