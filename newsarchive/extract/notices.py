"""What pages say that stand in an article's place, and how news sounds that tells of it."""

import re

# "Hingga berita ini diturunkan, laporan belum dicabut" is no such notice: nothing may stand
# between the article and what became of it. Of "berita tersebut" other newsrooms tell.
_THIS = r"(?:berita|artikel|tulisan|konten|pemberitaan)\s+(?:ini|yang\s+anda\s+cari)"
_NOW = r"(?:\s+(?:telah|sudah|kini|resmi|secara\s+resmi|terpaksa|kami))*"
WITHDRAWN = re.compile(
    rf"\b{_THIS}{_NOW}\s+(?:di)?(?:cabut|tarik)\b|"
    rf"\b{_THIS}{_NOW}\s+(?:di)?hapus\s+(?:oleh\s+redaksi|atas\s+permintaan|karena|demi)\b|"
    rf"\b(?:redaksi|kami){_NOW}\s+(?:mencabut|menarik)\s+{_THIS}\b|"
    r"^\W*(?:berita|artikel)(?:\s+ini)?(?:\s+telah)?\s+(?:dicabut|ditarik)\W*$|"
    r"^\s*[\[(](?:dicabut|ditarik|retracted|withdrawn)[\])]|"
    r"\bthis\s+(?:article|story|report)\s+has\s+been\s+(?:withdrawn|retracted|"
    r"(?:removed|taken\s+down)\s+(?:at\s+the\s+request|by\s+the\s+editors?))\b",
    re.IGNORECASE | re.MULTILINE,
)


Notices = tuple[tuple[str, re.Pattern[str]], ...]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PAGE = r"(?:halaman|laman|berita|artikel|konten|tulisan|url|alamat|page|post|article)"
_YOURS = r"(?:\s+(?:yang\s+)?(?:anda|kamu|kalian)\s+(?:cari|minta|tuju|maksud|masukkan|akses|buka))?"
_LOST = (
    r"(?:(?:tidak|tak|nggak|gak|belum)\s+(?:dapat\s+|bisa\s+)?(?:ditemukan|tersedia|ada)|"
    r"hilang|(?:telah|sudah)?\s*(?:dihapus|dipindahkan|terhapus)|salah)"
)
_READ_ON = (
    r"(?:(?:melanjutkan|lanjut|terus)\s+(?:mem)?baca|(?:mem)?baca\s+(?:berita|artikel|konten|"
    r"tulisan|selengkapnya|lebih\s+lanjut)|mengakses\s+(?:berita|artikel|konten)|continue\s+reading|read\s+(?:more|on|the\s+full))"
)
_SIGN_UP = r"(?:log\s*in|masuk|daftar|mendaftar|registrasi|sign\s+(?:in|up)|register)"
_PAY = r"(?:berlangganan|langganan|subscribe|upgrade)"
_PAYING = r"(?:pelanggan|member|anggota|subscribers?)"

# What stands under the first lines of an article that is not shown whole.
WALLS: Notices = (
    ("withdrawn", WITHDRAWN),
    (
        "paywall",
        _any(
            rf"\b(?:konten|artikel|berita|tulisan)\s+(?:ini\s+)?(?:hanya\s+|eksklusif\s+)*(?:khusus|untuk|bagi)\s+{_PAYING}",
            rf"{_READ_ON}.{{0,40}}\b{_PAY}",
            rf"\b{_PAY}.{{0,30}}\b(?:untuk|to)\s+.{{0,10}}{_READ_ON}",
            r"\bkonten\s+premium\b",
            r"\bfor\s+subscribers\s+only|subscribers[- ]only",
        ),
    ),
    (
        "login",
        _any(
            rf"{_READ_ON}.{{0,40}}\b{_SIGN_UP}\b",
            rf"\b{_SIGN_UP}\b.{{0,30}}\b(?:untuk|to)\s+.{{0,10}}{_READ_ON}",
        ),
    ),
)
NOTICES: Notices = (
    ("withdrawn", WITHDRAWN),
    (
        "not-found",
        _any(
            r"^\W*(?:404|oops|ups|whoops\W*$)\b|\berror\s+404\b|\b404\s+(?:error|not\s+found)",
            rf"\b{_PAGE}(?:\s+(?:ini|tersebut|itu))?{_YOURS}\s+(?:mungkin\s+)?{_LOST}",
            r"^\W*(?:tidak\s+ditemukan|not\s+found)\W*$",
            r"(?:page|article|post|url)\s+.{0,30}not\s+found|\bcould\s*n[o’']t\s+be\s+found",
            r"tidak\s+ada\s+yang\s+ditemukan|nothing\s+(?:was\s+)?found",
            r"(?:page|content)\s+(?:you\s+\S+\s+looking\s+for\s+)?(?:does\s+not|doesn[’']t|no\s+longer)\s+exist",
            r"can[’']t\s+be\s+found|seite\s+nicht\s+gefunden|página\s+no\s+encontrada|page\s+introuvable|página\s+não\s+encontrada",
        ),
    ),
    (
        "search",
        _any(
            r"^\W*(?:hasil\s+pencarian|search\s+results|pencarian\s*(?::|untuk\b)|cari\s*:|you\s+searched\s+for)",
        ),
    ),
    (
        "challenge",
        _any(
            r"^\W*(?:just\s+a|one)\s+moment|checking\s+(?:if|your)\s+(?:the\s+site|browser)",
            r"verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human|confirm\s+you\s+are\s+(?:a\s+)?human",
            r"enable\s+javascript\s+(?:and\s+cookies|to\s+continue)|aktifkan\s+javascript\s+untuk",
            r"attention\s+required!|ddos[- ](?:protection|guard)|security\s+check\b|\bcaptcha\b",
            r"bukan\s+(?:sebuah\s+)?robot|are\s+you\s+(?:a\s+)?(?:robot|human)|not\s+a\s+(?:ro)?bot\b",
            r"memeriksa\s+(?:peramban|browser)|memverifikasi\s+(?:peramban|browser|bahwa\s+anda)|request\s+is\s+being\s+verified",
            r"access\s+to\s+this\s+page\s+has\s+been\s+denied",
        ),
    ),
    (
        "suspended",
        _any(
            r"(?:account|website|site)\s+(?:has\s+been\s+)?suspended|bandwidth\s+limit\s+exceeded",
            r"(?:akun|hosting|website|situs)\s+(?:\S+\s+)?(?:telah\s+|sedang\s+)?(?:ditangguhkan|disuspend)",
        ),
    ),
    (
        "blocked",
        _any(
            r"internet\s+(?:positif|sehat)|trust\s*positif|access\s+denied|403\s+forbidden",
            r"you\s+have\s+been\s+blocked|akses\s+(?:ke\s+situs\s+ini\s+)?(?:ditolak|diblokir|tidak\s+dapat\s+dilanjutkan)",
            r"situs\s+(?:yang\s+anda\s+akses\s+|ini\s+)(?:telah\s+)?diblokir|tidak\s+memiliki\s+(?:izin|akses)\s+untuk",
        ),
    ),
    (
        "parked",
        _any(
            r"domain\s+(?:\S+\s+)?(?:is|may\s+be)\s+for\s+sale|\bis\s+for\s+sale\b|buy\s+this\s+domain",
            r"domain\s+(?:has\s+|telah\s+|sudah\s+)?(?:expired|kedaluwarsa|kadaluarsa)|domain\s+(?:ini\s+)?dijual",
            r"domain\s+is\s+parked|parked\s+(?:free|domain)|welcome\s+to\s+(?:nginx|apache|caddy)|apache2?\s+\S+\s+default\s+page|^\W*it\s+works!",
        ),
    ),
    (
        "maintenance",
        _any(
            r"(?:situs|website|web|server|sistem)\b.{0,40}(?:dalam|sedang)\s+(?:tahap\s+)?(?:pemeliharaan|perbaikan|diperbaiki|maintenance)",
            r"(?:under(?:going)?|scheduled)\s+(?:scheduled\s+)?(?:maintenance|construction)|maintenance\s+mode|^\W*(?:coming\s+soon|segera\s+(?:kembali|hadir))\W*$",
            r"sedang\s+(?:dalam\s+|melakukan\s+|menjalani\s+)?(?:perbaikan|pemeliharaan)|be\s+(?:right\s+)?back\s+soon|briefly\s+unavailable",
        ),
    ),
    (
        "error",
        _any(
            r"error\s+establishing\s+a\s+database\s+connection|koneksi\s+(?:ke\s+)?(?:database|basis\s+data)\s+(?:gagal|terputus)",
            r"there\s+has\s+been\s+a\s+critical\s+error|(?:fatal|parse)\s+error:|^\W*(?:warning|notice):\s.*\bline\s+\d",
            r"internal\s+server\s+error|bad\s+gateway|gateway\s+time-?out|service\s+(?:temporarily\s+)?unavailable",
            r"something\s+went\s+wrong|terjadi\s+kesalahan|sqlstate\[|too\s+many\s+connections",
        ),
    ),
    (
        "login",
        _any(
            r"sil(?:a|ah)kan\s+(?:login|masuk|log\s+in)\b|(?:login|masuk|daftar)\s+untuk\s+(?:melanjutkan|membaca)",
            r"(?:harus|perlu|wajib)\s+(?:login|masuk|log\s*in|mendaftar)\b|please\s+(?:log\s*in|sign\s+in)",
            r"(?:log\s*in|sign\s+in)\s+to\s+(?:continue|read)|must\s+be\s+logged\s+in|^\W*(?:log\s*in|sign\s+in)\W*$",
            rf"{_READ_ON}.{{0,40}}\b{_SIGN_UP}\b|\b{_SIGN_UP}\b.{{0,30}}\b(?:untuk|to)\s+.{{0,10}}{_READ_ON}",
        ),
    ),
    (
        "paywall",
        _any(
            rf"khusus\s+{_PAYING}|(?:hanya\s+)?(?:untuk|bagi)\s+{_PAYING}\b|{_PAY}\s+(?:mulai|untuk|sekarang|to)\b",
            rf"{_READ_ON}.{{0,40}}\b{_PAY}|konten\s+premium|subscribers[- ]only",
        ),
    ),
    (
        "consent",
        _any(
            r"(?:menghargai|menjaga|peduli)\s+privasi\s+anda|(?:value|respect)\s+your\s+privacy",
            r"(?:menggunakan|menyimpan|memakai)\s+cookies?\b|\bwe\s+use\s+cookies|store\s+(?:and/or\s+|or\s+)?access\s+information\s+on",
            r"kebijakan\s+cookies?\b|(?:persetujuan|consent)\s+(?:atas\s+)?cookies?\b|before\s+you\s+continue",
        ),
    ),
    ("empty", _any(r"\blorem\s+ipsum\s+dolor\b")),
)

# How news sounds: a place before a dash, a day in brackets, who said so, a signature.
_SIGNS = (
    re.compile(r"^.{0,40}\b[A-Z]{3,}[A-Z ,./-]{0,40}\s*[–—-]\s", re.MULTILINE),
    re.compile(r"\(\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)"),
    re.compile(
        r"\b(?:ujar|ucap|tutur|ungkap|tegas|imbuh|papar|terang|jelas|beber|sebut)(?:nya)?\b|"
        r"\bkatanya\b|\bkata\s+(?!Sandi)[A-Z]|\bmengatakan\b|\bmenjelaskan\b"
    ),
    re.compile(r"\(\s*\w[\w .]{0,30}(?:/\s?\w[\w .]{0,30})?\)\s*$"),
    re.compile(
        r"\b(?:Polres|Polsek|Polda|Kapolres|Kapolsek|Kasat|AKP|AKBP|IPDA|IPTU|Ipda|Iptu|Bripka|Aiptu)\b"
    ),
)
_FEWEST = 120


def is_news(text: str, *, marked: bool) -> bool:
    """Whether a short text reads as news; one whose page calls it that need show less."""
    if len(text) < _FEWEST:
        return False
    signs = sum(sign.search(text) is not None for sign in _SIGNS)
    return signs >= (1 if marked else 2)
