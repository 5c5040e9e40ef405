"""Scrapy's own parts: which are used, and what the others would cost."""

import subprocess
import sys

import pytest
from scrapy.settings import default_settings

from newsarchive import settings

LEFT_OUT = {
    # Ours do it instead.
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    "scrapy.extensions.memusage.MemoryUsage",
    # Nothing listens, no site knows a visitor again.
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
}
LOADED = """
import sys
from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings
settings = get_project_settings()
for kind in ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES"):
    for part in settings.get_component_priority_dict_with_base(kind):
        load_object(part)
print({"aiohttp", "requests", "tldextract"} & set(sys.modules))
"""


@pytest.mark.parametrize("name", ["EXTENSIONS_BASE", "DOWNLOADER_MIDDLEWARES_BASE"])
def test_scrapys_parts_stand_where_scrapy_puts_them(name: str) -> None:
    theirs = getattr(default_settings, name)
    kept = {part: place for part, place in theirs.items() if part not in LEFT_OUT}
    assert getattr(settings, name) == kept


def test_a_crawl_loads_no_web_server() -> None:
    command = [sys.executable, "-W", "error", "-c", LOADED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
