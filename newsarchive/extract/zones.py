"""Parts of a page that are not its content, told by tags, classes and ids."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

# Parts around an article or a list: what stands in them leads away.
_AROUND_TAGS = frozenset({"aside", "dialog", "footer", "nav"})
_AROUND = re.compile(
    r"(?:.*[-_])?(?:aside|breaking|breadcrumbs?|comments?|footer|komentar|menu|nav|"
    r"navbar|navigation|newsticker|popular|populer|related|respond|sidebar|sidenav|"
    r"terkait|terpopuler|ticker|topbar|trending)(?:[-_]\d+)?|"
    r"(?:comments?|disqus|footer|menu|nav|navbar|popular|related|sidebar|site-header|"
    r"theme-header|trending|widget)(?:[-_].*)?|.*[-_]sidebar[-_].*|"
    r".*(?:relatedpost|related[-_]post|recommend|rekomendasi|pilihan-?editor|"
    r"berita-?(?:terkait|lain|populer|terpopuler)|most-?(?:popular|read|viewed)).*|"
    r"masthead|colophon|offcanvas|megamenu|lastmenu|mobile[-_]menu.*|"
    r"prev-next.*|post-navigation|nav-(?:previous|next)|about-author|author-?box.*",
    re.IGNORECASE,
)
# Names that look like the above and are layout: an article may well stand inside.
_LAYOUT = re.compile(
    r"(?:has|no|with|without|without-any|is|post|layout|page|content)[-_].*|"
    r"(?:left|right|both|one|two|wide|sticky)[-_]?sidebars?.*|"
    r"sidebar[-_](?:left|right|none|active|enabled|primary-yes|yes|no)|"
    r"penci.*sidebar.*|.*sticky[-_]?sidebar.*|"
    r"menu-?item.*|.*[-_](?:container|wrap|wrapper)",
    re.IGNORECASE,
)

# Parts inside an article's body that are none of its text.
DROP_TAGS = frozenset(
    {
        "audio",
        "button",
        "canvas",
        "dialog",
        "embed",
        "figcaption",
        "figure",
        "footer",
        "form",
        "head",
        "header",
        "iframe",
        "ins",
        "input",
        "map",
        "math",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
_INSIDE = re.compile(
    r"shar(?:e|ing)|share[-_].*|.*[-_]share|.*share[-_]?(?:buttons?|bar|box|links?|icons?)"
    r".*|sharedaddy|sd-.*|addtoany.*|a2a.*|heateor.*|jp-relatedposts|social|social[-_].*|"
    r".*[-_]social(?:[-_].*)?|.*sosmed.*|"
    r"related|related[-_].*|.*[-_]related(?:[-_].*)?|.*relatedposts?|.*terkait.*|"
    r".*baca-?juga.*|.*read-?also.*|.*also-?read.*|.*recommend.*|.*rekomendasi.*|"
    r"yarpp.*|crp_.*|bs-irp.*|linksisip|penci-ilrl.*|"
    r".*newsletter.*|.*subscri.*|mc4wp.*|comments?|comments?[-_].*|komentar.*|disqus.*|"
    r"breadcrumbs?|pagination|page-?links?|post-?pages?|paging.*|pager|.*[-_]pager|"
    r"prevnextpost-links|post-page-numbers|jeg_pagelinks|"
    r"tags|tag-?links|.*tagcloud.*|post-?tags?|.*[-_]tags|tags-.*|tagged.*|"
    r"author-?(?:box|bio|info).*|about-?author.*|.*author-?box.*|post-author.*|"
    r"captions?|.*[-_]captions?|.*caption-?text|wp-caption|tr-caption.*|"
    r"ads?|ads?[-_].*|.*[-_]ads?|.*[-_]ads?[-_].*|adsby.*|.*advert.*|(?:.*[-_])?iklan.*|"
    r"banners?|.*[-_]banner|code-block(?:-.*)?|stream-item.*|td-a-rec.*|td-g-rec.*|"
    r"jeg_ad.*|e3lan.*|parallax.*|noncontent|reserved.*|promo|promo[-_].*|"
    r"widget|widget_.*|sidebar.*|popup.*|modal.*|toc|ez-toc.*|lwptoc.*|toc_container|"
    r"post-?views.*|(?:.*[-_])?rating|entry-(?:footer|meta)|post-(?:footer|meta)|"
    r"post-(?:bottom-)?(?:meta|nav.*)|.*next-prev.*|.*prev-next.*|toggle-post.*|"
    r"more-link|read-?more|screen-reader-text|sr-only|visually-hidden|"
    r"instagram-media|fb-post|tiktok-embed|wp-embedded-content|wp-block-embed.*|"
    r"wp-block-buttons?|wp-block-latest-posts.*|wp-block-query.*|"
    r"check-also-box|go-to-top|post-extra-info|inline-related-post|"
    r"material-(?:icons|symbols).*|addthis.*|ssba.*|essb.*|mashsb.*|swp_.*|gmr-(?:related|social|banner).*",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def _is_around(name: str) -> bool:
    return _AROUND.fullmatch(name) is not None and _LAYOUT.fullmatch(name) is None


@lru_cache(maxsize=20_000)
def _is_inside(name: str) -> bool:
    return _INSIDE.fullmatch(name) is not None


def is_around(element: HtmlElement) -> bool:
    """Whether an element is a menu, sidebar, footer, comment or box of other news."""
    if element.tag in _AROUND_TAGS:
        return True
    if element.tag == "header":
        return not _is_of_entry(element)
    names = names_of(element)
    return any(map(_is_around, names)) and not _holds_article(element, names)


def is_noise(element: HtmlElement) -> bool:
    """Whether an element of a body calls itself an ad, a box, a button or a caption."""
    return any(map(_is_inside, names_of(element)))


def is_hidden(element: HtmlElement) -> bool:
    """Whether readers never see an element."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style") or ""
    return "display:none" in style.replace(" ", "").lower()


def names_of(element: HtmlElement) -> list[str]:
    """List an element's classes and its id."""
    names = (element.get("class") or "").split()
    if element.get("id"):
        names.append(element.get("id", "").strip())
    return names


def stands_around(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element or anything it stands in is around the content."""
    path = []
    answer = False
    current: HtmlElement | None = element
    while current is not None:
        if current in known:
            answer = known[current]
            break
        path.append(current)
        if is_around(current):
            answer = True
            break
        current = current.getparent()
    known.update(dict.fromkeys(path, answer))
    return answer


def _holds_article(element: HtmlElement, names: list[str]) -> bool:
    """Whether an element holds the page's headline, whatever it is called.

    Blogger puts all its posts into a widget called Blog; layouts name columns after
    the sidebar beside them.
    """
    return "Blog" in names or next(element.iter("body", "h1", "main"), None) is not None


def _is_of_entry(header: HtmlElement) -> bool:
    """Whether a <header> is an article's own, not the site's."""
    ancestors = header.iterancestors("article", "li", "main", "section")
    return next(ancestors, None) is not None
