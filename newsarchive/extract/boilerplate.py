"""Lines that newsrooms repeat: pointers to other articles, ads, buttons, invitations.

A line falls for what it is as a whole; a sentence that merely holds such words stays.
"""

import re
from dataclasses import dataclass

# Invitations to other articles, in the languages of the themes' users.
_LABEL = re.compile(
    r"[\s(\[>*•»▶✅👉–—-]*"
    r"(?:(?P<strong>"
    r"baca\s+(?:juga|pula|lainnya|selengkapnya|berita(?:\s+(?:lainnya|terkait))?)|"
    r"(?:lihat|simak|tonton|dengar(?:kan)?)\s+(?:juga|pula)|jangan\s+lewatkan|"
    r"(?:artikel|berita|bacaan|topik|konten)\s+(?:terkait|lainnya|pilihan|serupa)|"
    r"pilihan\s+(?:editor|redaksi)|rekomendasi(?:\s+untuk\s+anda)?|"
    r"(?:also\s+read|read\s+also|read\s+more|see\s+also|related(?:\s+(?:articles?|news|"
    r"posts?|stories|topics))?|you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy)|"
    r"don[’']t\s+miss|must\s+read|more\s+(?:from|on\s+this))|"
    r"(?:à\s+)?lire\s+aussi|lea\s+también|lee\s+también|le\s+puede\s+interesar|"
    r"te\s+puede\s+interesar|leia\s+(?:também|mais)|veja\s+também|leggi\s+anche|"
    r"lesen\s+sie\s+auch|mehr\s+zum\s+thema|lees\s+ook|läs\s+(?:också|mer)|les\s+også|"
    r"læs\s+også|czytaj\s+(?:też|także|również)|čtěte\s+také|citește\s+și|"
    r"citiți\s+și|διαβάστε\s+(?:επίσης|ακόμα)|читайте\s+(?:также|також|ещё)|"
    r"прочетете\s+още|xem\s+thêm|đọc\s+thêm|ilginizi\s+çekebilir|ayr\u0131ca\s+bak\u0131n\u0131z|"
    r"اقرأ\s+أيضا[ًَ]?|إقرأ\s+أيضا[ًَ]?|اقرأ\s+أيضًا|مواضيع\s+ذات\s+صلة|"
    r"यह\s+भी\s+पढ़ें|ये\s+भी\s+पढ़ें|আরও\s+পড়ুন|আরো\s+পড়ুন|อ่านเพิ่มเติม|関連記事)"
    r"|(?P<weak>baca|lihat|simak|tonton|klik|read|see|watch))"
    r"(?P<mark>\s*[:\uff1a;|»>–—-]+)?(?=\W|$)\s*",
    re.IGNORECASE,
)
# Lines that are nothing but furniture.
_FURNITURE = re.compile(
    r"(?:"
    r"advertisements?|iklan|advertorial|sponsored|publicidad|publicité|anzeige|"
    r"(?:scroll|gulir|geser|swipe|lanjut|iklan)\b.{0,60}\b(?:melanjutkan|membaca|konten|"
    r"content|berita)\b.{0,40}|better experience in portrait mode\.?|"
    r"\[gambas:.{0,60}\]|simak\s+video\b.{0,160}|spot_?img|font\s?resizer\w{0,3}|"
    r"(?:halaman|page|pages|hal)\s*:?(?:\s*(?:\d{1,3}|dari|of|selanjutnya|berikutnya|"
    r"sebelumnya|semua|«|»|\u203a|\u2039|…|\.\.\.|/))*|"
    r"(?:lihat|baca|tampilkan)?\s*(?:selengkapnya|semua|lebih\s+banyak)|show\s+(?:more|all)|"
    r"load\s+more|view\s+(?:more|all)|continue\s+reading|lanjutkan\s+membaca|"
    r"back\s+to\s+top(?:\s+button)?|kembali\s+ke\s+atas|"
    r"(?:share|bagikan|sebarkan)(?:\s+(?:this|ini|artikel|berita|article|post|news|story|"
    r"dengan|kepada|ke|on|via|the|love|teman|berita\s+ini|artikel\s+ini))*\s*[:!]?|"
    r"(?:share|bagikan|kirim)\s+(?:on|via|ke|di|to)\s+\w{1,20}|click to .{3,60}|"
    r"facebook|twitter|whatsapp|telegram|pinterest|linkedin|tumblr|e-?mail|print|line|"
    r"copy\s+(?:link|url)|salin\s+(?:tautan|link)|url\s+copied|"
    r"(?:post|page)\s+views?\s*:?\s*[\d.,]*|[\d.,]+\s+(?:views?|dibaca)|"
    r"(?:tags?|topik|label|kata\s+kunci)\s*:?|(?:\d+\s+)?(?:komentar|comments?)|"
    r"(?:leave|add|post)\s+a\s+(?:comment|reply)|(?:tinggalkan|beri)\s+(?:komentar|balasan)|"
    r"(?:ikuti|follow|temukan|dapatkan|update|cek|simak|gabung|baca|klik)\b.{0,200}"
    r"\b(?:google\s+news|whatsapp\s+channel|saluran\s+whatsapp|channel\s+whatsapp|"
    r"kanal\s+whatsapp|grup\s+telegram|channel\s+telegram)\b.{0,160}|"
    r"\W*baca\s+berita\s+terkini\s+lainnya\b.{0,80}|baca\s+berita\s+tanpa\s+iklan\b.{0,80}|"
    r"discussion\s+about\s+this\s+post.{0,40}|like\s+this\s*:?|loading\W*|"
    r"reaksi\s+anda\s+terhadap\s+berita\s+ini\W*|last\s+updated\s*:.{0,60}|"
    r"photo\s+of\s+.{0,200}|(?:caption|ket(?:erangan)?\.?\s+(?:foto|gambar))\s*:.{0,280}|this\s+entry\s+was\s+posted\b.{0,200}|"
    r"(?:your\s+browser|browser\s+anda)\b.{0,120}|(?:lihat|zoom)\s+foto|"
    r"[\s|•·_.»«\u203a\u2039–—-]{1,5}"
    r")",
    re.IGNORECASE,
)
# A caption that ends with its credit: "… di lokasi.SUARASEKADAU/SK".
_CREDITED = re.compile(r".*[.!?)”\"]\s*[A-Z][A-Z.]{5,}/[A-Z]{2,4}[\s|]*")
_LINKED = 0.6
_ONLY_LINKED = 0.9
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body: its text, how much of it is link, and to which addresses."""

    text: str
    linked: int = 0
    hrefs: tuple[str, ...] = ()

    @property
    def is_link(self) -> bool:
        """Whether the line is a link and nothing else."""
        return self.linked >= _ONLY_LINKED * max(1, len(self.text))

    @property
    def is_button(self) -> bool:
        """Whether the line is but something to press, which runs a script."""
        scripts = [
            href.strip().lower().startswith("javascript:") for href in self.hrefs
        ]
        return self.is_link and bool(scripts) and all(scripts)


def opens_pointer(text: str) -> bool:
    """Whether a text begins as "Baca juga" and its like do."""
    match = _LABEL.match(text)
    return match is not None and (match["strong"] or match["mark"]) is not None


def is_label(line: Line) -> bool:
    """Whether a line only announces pointers that follow."""
    match = _LABEL.match(line.text)
    if match is None or match["strong"] is None:
        return False
    return not line.text[match.end() :].strip(" :)]")


def is_pointer(line: Line) -> bool:
    """Whether a line points to another article instead of telling something."""
    match = _LABEL.match(line.text)
    if match is None:
        return False
    rest = line.text[match.end() :]
    linked = line.linked >= _LINKED * max(1, len(rest))
    if match["strong"] is None:
        return linked and match["mark"] is not None
    return linked or (match["mark"] is not None and len(rest) <= _LONGEST)


def is_furniture(text: str) -> bool:
    """Whether a line is an ad's, a button's, an invitation's or a caption's words."""
    return len(text) <= _LONGEST and any(
        pattern.fullmatch(text) is not None for pattern in (_FURNITURE, _CREDITED)
    )
