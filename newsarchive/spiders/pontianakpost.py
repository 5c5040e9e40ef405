"""Pontianak Post."""

from newsarchive.source import Source
from newsarchive.spiders.promedia import PromediaSpider


class PontianakPost(PromediaSpider):
    """Pontianak Post, sections Daerah and Metropolis."""

    name = "pontianakpost"
    source = Source(
        title="Pontianak Post",
        domain="pontianakpost.jawapos.com",
        sections=(
            "https://pontianakpost.jawapos.com/daerah",
            "https://pontianakpost.jawapos.com/metropolis",
        ),
        hosts=("pontianakpost.co.id",),
        names=("PONTIANAK POST",),
        article_path=r"^/[a-z-]+/(?P<id>\d{10})/[a-z0-9-]+$|/(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})/[a-z0-9-]+/?$",
        confidence="high",
        inferred=("hosts",),
    )
