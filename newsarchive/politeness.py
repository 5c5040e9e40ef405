"""What the network edge and the spiders tell each other of a site that is left alone."""

from scrapy.exceptions import IgnoreRequest

# Marks a request for robots.txt itself.
ROBOTS = "robots"
# Sent with `url` and `reason` for a page that answers 200 and is a refusal.
challenged = object()


class LeftAloneError(IgnoreRequest):
    """The site is left alone for now; the address goes on waiting."""
