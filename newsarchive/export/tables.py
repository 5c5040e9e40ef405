"""The tables beside the articles: their columns, what they mean in two languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type in a Table Schema, and its meaning."""

    name: str
    type: str
    english: str
    indonesian: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row of it is; the first columns name it."""

    name: str
    english: str
    indonesian: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Name the columns."""
        return [column.name for column in self.columns]


def cells(rows: Iterator[Sequence[Any]]) -> Iterator[list[Any]]:
    """Make cells of rows: instants as text, lists as JSON."""
    return ([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode()
    if hasattr(value, "isoformat"):
        return value.isoformat(timespec="seconds")
    return value


_SOURCE = ("string", "The outlet's short name.", "Nama pendek media.")
_TABLES = (
    Table(
        "stories",
        "One row a story: articles that tell one event out of one press release.",
        "Satu baris per cerita: artikel dari satu rilis tentang satu peristiwa.",
        (
            Column("id", "string", "The story's id.", "Id cerita."),
            Column(
                *("first_article", "string"),
                "The id of its earliest article here.",
                "Id artikel paling awal di sini.",
            ),
            Column(
                *("first_source", "string"),
                "The outlet of the earliest.",
                "Media artikel paling awal.",
            ),
            Column(
                *("first_published", "string"),
                "When the earliest was published, no more precise than its page.",
                "Waktu terbit artikel paling awal, setepat halamannya.",
            ),
            Column("size", "integer", "How many articles.", "Jumlah artikel."),
            Column("outlets", "integer", "How many outlets.", "Jumlah media."),
            Column("copies", "integer", "How many are copies.", "Jumlah salinan."),
            Column(
                *("rewrites", "integer"),
                "How many tell it in other words.",
                "Jumlah yang menulis ulang.",
            ),
        ),
        ("id",),
    ),
    Table(
        "coverage",
        "One row an outlet and day that was judged: what is missing, and why.",
        "Satu baris per media dan hari: apa yang kurang, dan sebabnya.",
        (
            Column("source", *_SOURCE),
            Column("day", "date", "The day, Asia/Jakarta.", "Hari, Asia/Jakarta."),
            Column(
                *("state", "string"),
                "stored, nothing published, blocked, down, broken or not run.",
                "stored (tersimpan), nothing published (tidak terbit), blocked, down, "
                "broken, not run (tidak dijalankan).",
            ),
            Column(
                *("articles", "integer"),
                "Articles of that day in the archive.",
                "Artikel hari itu di arsip.",
            ),
            Column("runs", "integer", "Crawls that day.", "Perayapan hari itu."),
            Column(
                *("reason", "string"),
                "Why articles are missing.",
                "Sebab artikel kurang.",
            ),
        ),
        ("source", "day"),
    ),
    Table(
        "outlets",
        "One row an outlet.",
        "Satu baris per media.",
        (
            Column("source", *_SOURCE),
            Column("outlet", "string", "Its own name.", "Nama media."),
            Column("domain", "string", "Its domain.", "Domainnya."),
            Column("zone", "string", "Its time zone.", "Zona waktunya."),
            Column(
                *("sections", "array"),
                "The sections that are crawled, as JSON.",
                "Rubrik yang dirayapi, sebagai JSON.",
            ),
            Column(
                *("articles", "integer"),
                "Its articles in the archive that may be shown.",
                "Artikelnya di arsip yang boleh ditampilkan.",
            ),
            Column(
                *("first_seen_at", "datetime"),
                "When the archive first read one of them.",
                "Kapan arsip pertama kali membacanya.",
            ),
        ),
        ("source",),
    ),
    Table(
        "places",
        "One row a place of Kalimantan Barat; ODbL 1.0, see LICENSE-DATA.md.",
        "Satu baris per tempat di Kalimantan Barat; ODbL 1.0, lihat LICENSE-DATA.md.",
        (
            Column("code", "string", "Kemendagri's code.", "Kode Kemendagri."),
            Column("scheme", "string", "Whose code.", "Skema kode."),
            Column("name", "string", "Its official name.", "Nama resmi."),
            Column(
                *("level", "string"),
                "regency, district or village.",
                "regency (kabupaten/kota), district (kecamatan), village (desa).",
            ),
            Column("kind", "string", "What it is called.", "Sebutannya."),
            Column("parent", "string", "The code above.", "Kode di atasnya."),
            Column("bps", "string", "The code of BPS (2019).", "Kode BPS (2019)."),
        ),
        ("code",),
    ),
    Table(
        "police_units",
        "One row a police unit of Polda Kalbar.",
        "Satu baris per satuan Polda Kalbar.",
        (
            Column("id", "string", "The unit's id.", "Id satuan."),
            Column("name", "string", "Its name.", "Namanya."),
            Column("level", "string", "Its level.", "Tingkatnya."),
            Column("parent", "string", "The unit above.", "Satuan di atasnya."),
            Column("place", "string", "The code of its place.", "Kode tempatnya."),
            Column(
                *("status", "string"),
                "verified by an article, or derived.",
                "verified (terbukti dari artikel) atau derived (diturunkan).",
            ),
        ),
        ("id",),
    ),
    Table(
        "removed",
        "Tombstones: articles that must not be shown. Delete them from your copies.",
        "Nisan: artikel yang tidak boleh ditampilkan. Hapus dari salinan Anda.",
        (
            Column("id", "string", "The article's id.", "Id artikel."),
            Column("since", "datetime", "Since when.", "Sejak kapan."),
            Column(
                *("reason", "string"),
                "minor, victim, legal, withdrawn or request; empty where it only left "
                "what this export chooses.",
                "minor (anak), victim (korban), legal (hukum), withdrawn (ditarik), "
                "request (permintaan); kosong bila hanya keluar dari pilihan ekspor ini.",
            ),
        ),
        ("id",),
    ),
)
TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}
