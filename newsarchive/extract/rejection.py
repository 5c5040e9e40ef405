"""Pages that answer but are no article: why, told by their marks and their words."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from newsarchive.extract import zones
from newsarchive.extract.document import Document
from newsarchive.extract.identity import is_list_address, is_list_query
from newsarchive.extract.jsonld import LIST_TYPES, Node

REASONS = MappingProxyType(
    {
        "attachment": "a page that shows one picture or file",
        "blocked": "a provider's or the state's notice instead of the site",
        "challenge": "a check of the visitor's browser",
        "embed": "an article's teaser for other sites",
        "empty": "an article without text",
        "error": "the site's own error message, answered as if all were well",
        "list": "a section, label, archive or home page",
        "login": "only for readers who are logged in",
        "maintenance": "the site is being repaired",
        "noarchive": "the page asks not to be archived",
        "not-article": "a page that nothing marks as an article",
        "not-found": "an error page answered as if all were well",
        "not-html": "something other than an HTML page",
        "parked": "the domain is for sale",
        "password": "only for readers who have a password",
        "paywall": "a teaser; the text is for subscribers",
        "search": "results of a search",
        "suspended": "the site's provider has closed it",
        "withdrawn": "the newsroom's notice that it has taken the article back",
    }
)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a page is not stored as an article: one of REASONS, and what showed it."""

    reason: str
    detail: str

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is none of the documented reasons")


_ARTICLE_CLASSES = frozenset(
    {"single", "single-post", "item", "item-view", "item-page"}
)
_LIST_CLASSES = frozenset(
    {
        "archive",
        "author",
        "blog",
        "category",
        "date",
        "home",
        "tag",
        "tax",
        "index-page",
    }
)
# Selectors that show by themselves what a page is.
_MARKS = (
    ("form.post-password-form", "password"),
    ("body.error404", "not-found"),
    ("body.attachment", "attachment"),
    ("body.search-results", "search"),
    ("body.search-no-results", "search"),
    ("div.wp-embed", "embed"),
    # Blogger's own themes, whose lists print the JSON-LD of every post.
    ("body.feed-view", "list"),
    ("#challenge-form", "challenge"),
    ("#cf-wrapper", "challenge"),
    ("#challenge-running", "challenge"),
)
_PAYWALL = re.compile(r"(?:^|[-_ ])paywall(?:$|[-_ ])", re.IGNORECASE)
# A page with more text than this tells of such things; it is not one of them.
_SHORT = 700
# "Hingga berita ini diturunkan, laporan belum dicabut" is no such notice: nothing may stand
# between the article and what became of it. Of "berita tersebut" other newsrooms tell.
_THIS = r"(?:berita|artikel|tulisan|konten|pemberitaan)\s+(?:ini|yang\s+anda\s+cari)"
_NOW = r"(?:\s+(?:telah|sudah|kini|resmi|secara\s+resmi|terpaksa|kami))*"
_WITHDRAWN = re.compile(
    rf"\b{_THIS}{_NOW}\s+(?:di)?(?:cabut|tarik)\b|"
    rf"\b{_THIS}{_NOW}\s+(?:di)?hapus\s+(?:oleh\s+redaksi|atas\s+permintaan|karena|demi)\b|"
    rf"\b(?:redaksi|kami){_NOW}\s+(?:mencabut|menarik)\s+{_THIS}\b|"
    r"^\W*(?:berita|artikel)(?:\s+ini)?(?:\s+telah)?\s+(?:dicabut|ditarik)\W*$|"
    r"^\s*[\[(](?:dicabut|ditarik|retracted|withdrawn)[\])]|"
    r"\bthis\s+(?:article|story|report)\s+has\s+been\s+(?:withdrawn|retracted|"
    r"(?:removed|taken\s+down)\s+(?:at\s+the\s+request|by\s+the\s+editors?))\b",
    re.IGNORECASE | re.MULTILINE,
)
_WORDS = (
    ("withdrawn", _WITHDRAWN),
    (
        "not-found",
        re.compile(
            r"^\W*(?:404|oops)\b|halaman\s+(?:yang\s+anda\s+cari\s+)?(?:ini\s+)?tidak\s+"
            r"(?:dapat\s+)?(?:di)?temukan|(?:page|article|post)\s+not\s+found|"
            r"(?:halaman|berita|artikel)\s+yang\s+anda\s+cari\s+(?:sudah\s+)?(?:tidak|"
            r"telah|di)|tidak\s+ada\s+yang\s+ditemukan|nothing\s+(?:was\s+)?found|"
            r"(?:page|content)\s+(?:you\s+\S+\s+looking\s+for\s+)?(?:does\s+not|doesn[’']t|"
            r"no\s+longer)\s+exist|can[’']t\s+be\s+found|seite\s+nicht\s+gefunden|"
            r"página\s+no\s+encontrada|page\s+introuvable|página\s+não\s+encontrada",
            re.IGNORECASE,
        ),
    ),
    (
        "search",
        re.compile(
            r"^\W*(?:hasil\s+pencarian|search\s+results|pencarian\s*:|you\s+searched\s+for)",
            re.IGNORECASE,
        ),
    ),
    (
        "challenge",
        re.compile(
            r"^\W*just\s+a\s+moment|checking\s+(?:if|your)\s+(?:the\s+site|browser)|"
            r"verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human|"
            r"enable\s+javascript\s+and\s+cookies|attention\s+required!|ddos\s+protection",
            re.IGNORECASE,
        ),
    ),
    (
        "suspended",
        re.compile(
            r"account\s+(?:has\s+been\s+)?suspended|(?:akun|hosting)\s+ini\s+"
            r"(?:telah\s+)?ditangguhkan|bandwidth\s+limit\s+exceeded",
            re.IGNORECASE,
        ),
    ),
    (
        "blocked",
        re.compile(
            r"internet\s+positif|trust\s*positif|access\s+denied|403\s+forbidden|"
            r"you\s+have\s+been\s+blocked|akses\s+(?:ke\s+situs\s+ini\s+)?(?:ditolak|diblokir)",
            re.IGNORECASE,
        ),
    ),
    (
        "parked",
        re.compile(
            r"domain\s+(?:\S+\s+)?(?:is|may\s+be)\s+for\s+sale|\bis\s+for\s+sale\b|"
            r"buy\s+this\s+domain|domain\s+(?:has\s+)?expired|domain\s+ini\s+dijual",
            re.IGNORECASE,
        ),
    ),
    (
        "maintenance",
        re.compile(
            r"(?:situs|website|web)\b.{0,40}(?:dalam|sedang)\s+(?:tahap\s+)?"
            r"(?:pemeliharaan|perbaikan|maintenance)|under\s+(?:maintenance|construction)|"
            r"scheduled\s+maintenance|sedang\s+dalam\s+(?:perbaikan|pemeliharaan)",
            re.IGNORECASE,
        ),
    ),
    (
        "error",
        re.compile(
            r"error\s+establishing\s+a\s+database\s+connection|"
            r"there\s+has\s+been\s+a\s+critical\s+error|fatal\s+error:|"
            r"internal\s+server\s+error|bad\s+gateway|service\s+(?:temporarily\s+)?unavailable",
            re.IGNORECASE,
        ),
    ),
    (
        "login",
        re.compile(
            r"silakan\s+(?:login|masuk|log\s+in)\b|(?:login|masuk|daftar)\s+untuk\s+"
            r"(?:melanjutkan|membaca)|please\s+(?:log\s*in|sign\s+in)|"
            r"(?:log\s*in|sign\s+in)\s+to\s+(?:continue|read)",
            re.IGNORECASE,
        ),
    ),
    (
        "paywall",
        re.compile(
            r"khusus\s+(?:pelanggan|member|anggota)|berlangganan\s+(?:mulai|untuk|sekarang)|"
            r"subscribe\s+to\s+(?:continue|read)|for\s+subscribers\s+only|"
            r"subscribers[- ]only",
            re.IGNORECASE,
        ),
    ),
)


def judge_page(document: Document) -> Rejection | None:
    """Reject a page by its marks, before its text is read."""
    if not document.is_html or document.tree.tag != "html":
        return Rejection("not-html", "no HTML root")
    return (
        _judge_file(document)
        or _judge_robots(document)
        or _judge_marks(document)
        or _judge_classes(document)
    )


def judge_text(document: Document, title: str | None, text: str) -> Rejection | None:
    """Reject a page whose few words say that there is no article."""
    if len(text) > _SHORT:
        return None
    words = f"{title or ''}\n{text}"
    for reason, pattern in _WORDS:
        match = pattern.search(title or "") or pattern.search(words)
        if match is not None:
            return Rejection(reason, f"the words {match[0].strip()[:60]!r}")
    if _shows_paywall(document):
        return Rejection("paywall", "a short text beside a paywall")
    return None


def find_withdrawal(document: Document) -> str | None:
    """Give the words by which a page says that its article was taken back."""
    for css in ("h1", "h2", "p"):
        for text in document.values(css):
            match = _WITHDRAWN.search(text) if len(text) <= _SHORT else None
            if match is not None:
                return f"the words {match[0].strip()[:60]!r}"
    return None


def _shows_paywall(document: Document) -> bool:
    """Whether a box is called a paywall; a script of that name is on every page."""
    if not any(_PAYWALL.search(mark[1:]) for mark in document.marks):
        return False
    return any(
        _PAYWALL.search(name)
        for element in document.tree.iter("aside", "div", "p", "section", "span")
        for name in zones.names_of(element)
    )


def has_evidence(document: Document, node: Node | None, *, dated: bool) -> bool:
    """Whether metadata call the page an article."""
    return (
        node is not None
        or dated
        or (document.meta("og:type") or "").lower()
        in {"article", "news", "newsarticle"}
        or bool(document.body_classes & _ARTICLE_CLASSES)
    )


def _judge_file(document: Document) -> Rejection | None:
    body = document.tree.find("body")
    start = next(iter(body.itertext()), "") if body is not None else ""
    if start.lstrip().startswith(("%PDF-", "PK\x03\x04", "GIF8")):
        return Rejection("not-html", "a file sent as a page")
    return None


def _judge_robots(document: Document) -> Rejection | None:
    values = [
        *document.metas.get("robots", []),
        *document.metas.get("newsarchive", []),
        document.page.headers.get("x-robots-tag", ""),
    ]
    for value in values:
        if "noarchive" in re.split(r"[\s,:;]+", value.lower()):
            return Rejection("noarchive", "robots: noarchive")
    return None


def _judge_marks(document: Document) -> Rejection | None:
    for css, reason in _MARKS:
        if document.find(css):
            return Rejection(reason, css)
    return None


def _judge_classes(document: Document) -> Rejection | None:
    """Reject by what WordPress and Blogger write into the <body> tag, or by the query."""
    classes = document.body_classes
    if classes & _ARTICLE_CLASSES or any(
        name.startswith("postid-") for name in classes
    ):
        return None
    parts = urlsplit(document.page.url)
    folders = parts.path.split("/")
    if "search" in folders or "search" in classes:
        return Rejection("list" if "label" in folders else "search", parts.path)
    if is_list_query(parts.query, parts.path):
        return Rejection("list", f"?{parts.query}")
    return _judge_list_classes(document)


def _judge_list_classes(document: Document) -> Rejection | None:
    classes = document.body_classes
    listed = classes & _LIST_CLASSES
    # El Impulso: the pages of its tags call themselves og:type article.
    is_article = document.graph.article([document.page.url]) is not None or (
        document.meta("og:type") == "article" and not is_list_address(document.page.url)
    )
    if listed and not is_article:
        return Rejection("list", f"body.{min(listed)}")
    if "page" in classes and any(name.startswith("page-id-") for name in classes):
        return Rejection("not-article", "a static page")
    if not is_article and document.graph.of_type(LIST_TYPES):
        return Rejection("list", "JSON-LD of a list")
    return None
