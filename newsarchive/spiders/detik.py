"""detikcom."""

from newsarchive.source import Source
from newsarchive.spiders.transmedia import TransMediaSpider


class Detik(TransMediaSpider):
    """detikcom, detikKalimantan."""

    name = "detik"
    source = Source(
        title="detikcom",
        domain="detik.com",
        sections=("https://www.detik.com/kalimantan/indeks",),
        names=("detikKalimantan", "detikNews", "detikcom"),
        article_path=r"/d-(?P<id>\d+)/[a-z0-9-]+$|^/read/(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/\d{6}/\d+/\d+/",
        day_paging="?page={page}&date={day:%m/%d/%Y}",
        boilerplate=("SCROLL TO CONTINUE WITH CONTENT",),
        confidence="high",
        inferred=("sections", "day_paging"),
    )
