"""README.md (a dataset card, too), CITATION.cff and LICENSE-DATA.md of a release."""

from collections.abc import Mapping
from typing import Any

import orjson

from newsarchive.export.package import TITLE, Resource

_README = """---
pretty_name: {title} ({id})
language:
- id
license: other
license_name: see-license-data
license_link: LICENSE-DATA.md
size_categories:
- {size}
tags:
- news
- indonesia
- kalimantan-barat
- police
{configs}---

# {title}

Release `{id}` of the archive of record for police news of Kalimantan Barat, as the archive
stood at {as_of}: {articles} articles of {outlets} outlets. The texts are in profile
`{profile}`.

Rilis `{id}` dari arsip berita kepolisian Kalimantan Barat, keadaan arsip pada {as_of}:
{articles} artikel dari {outlets} media. Teks dalam profil `{profile}`.

## Cite · Kutip

> {citation}

## Files · Berkas

{files}
`manifest.json` has the counts by outlet, month and topic, what was asked for, the crawls and
the known gaps; `CODEBOOK.md` every field in English and Indonesian; `datapackage.json` the
same for programs (Frictionless Data Package); `croissant.json` for machine learning.

`manifest.json` memuat jumlah per media, bulan, dan topik, pilihan, perayapan, serta
kekosongan yang diketahui; `CODEBOOK.md` memuat setiap bidang dalam dua bahasa.

## Check · Periksa

    sha256sum -c SHA256SUMS
    newsarchive export verify .

## Known gaps · Kekosongan yang diketahui

{gaps}
A day without a row in `coverage.csv` was not judged. Nothing that is missing here did not
happen. Articles that must not be shown are left out; `removed.csv` names those that were
taken out: delete them from your copies.

Hari tanpa baris di `coverage.csv` belum dinilai. Yang tidak ada di sini belum tentu tidak
terjadi. Artikel dalam `removed.csv` harus dihapus dari salinan Anda.

## Rights · Hak

See LICENSE-DATA.md. Names of persons in the news are personal data; the presumption of
innocence holds. Lihat LICENSE-DATA.md. Nama orang dalam berita adalah data pribadi; asas
praduga tak bersalah berlaku.
"""
_LICENCE = """# Rights in this data · Hak atas data ini

- **Titles, texts, excerpts and captions** are the works of the outlets that published them
  (`outlet`, `url`). They are not licensed by this release: ask the outlet before you publish
  more than the law lets you quote. *Judul, teks, kutipan, dan keterangan gambar adalah karya
  media yang menerbitkannya; mintalah izin media sebelum menerbitkan lebih dari yang boleh
  dikutip.*
- **Place names and codes** (`places.csv`, `places`, `regency`, `dateline.code`) contain
  information from idn-area-data, made available under the Open Database License (ODbL) 1.0,
  https://opendatacommons.org/licenses/odbl/1-0/; rights in individual contents are licensed
  under the Database Contents License. Keep this notice. *Kode tempat: ODbL 1.0.*
- **Codes of BPS** (`places.csv`, column `bps`): api-wilayah-indonesia, MIT.
- **Topics, police units, the schema and this documentation** were written for newsarchive
  and are under the MIT licence. *Topik, satuan polisi, skema, dan dokumentasi: MIT.*
- **Persons**: what is withdrawn later is told by `removed.csv` of later releases; whoever
  keeps a copy must take it out there, too (UU 27/2022). *Yang ditarik kemudian tercantum di
  `removed.csv` rilis berikutnya dan harus dihapus dari salinan.*
"""
_SIZES = (
    (1000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
)


def citation_of(manifest: Mapping[str, Any]) -> str:
    """Suggest how a release is cited."""
    counts = manifest["counts"]
    return (
        f"newsarchive ({manifest['as_of'][:4]}). {TITLE}, release {manifest['id']} "
        f"[data set]. {counts['articles']} articles, profile "
        f"{manifest['asked']['profile']}; sha256 of the articles' index "
        f"{manifest['index_sha256'][:16]}."
    )


def readme(manifest: Mapping[str, Any], listed: list[Resource]) -> str:
    """Write the README, whose head is the data set's card for Hugging Face."""
    counts, gaps = manifest["counts"], manifest["gaps"]
    number = counts["articles"]
    size = next((name for most, name in _SIZES if number < most), "1M<n<10M")
    files = [f"| {_path(one)} | {_rows(one)} | {one.description} |" for one in listed]
    missing = [
        f"- {source}: {sum(days.values())} days ("
        + ", ".join(f"{state} {number}" for state, number in days.items())
        + ")"
        for source, days in gaps.items()
    ]
    return _README.format(
        title=TITLE,
        id=manifest["id"],
        as_of=manifest["as_of"],
        profile=manifest["asked"]["profile"],
        articles=number,
        outlets=len(counts["by_outlet"]),
        size=size,
        citation=citation_of(manifest),
        configs=_configs(listed),
        files="\n".join(["| file | rows | |", "|---|---|---|", *files, ""]),
        gaps="\n".join(
            [*(missing or ["None is known. Tidak ada yang diketahui."]), ""]
        ),
    )


def citation(manifest: Mapping[str, Any]) -> str:
    """Write CITATION.cff; its values are JSON strings, which YAML reads."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it with its release.",
        "type": "dataset",
        "title": TITLE,
        "version": manifest["id"],
        "date-released": manifest["as_of"][:10],
        "abstract": citation_of(manifest),
    }
    lines = [f"{name}: {orjson.dumps(value).decode()}" for name, value in told.items()]
    lines += ["authors:", '  - name: "newsarchive"', "keywords:"]
    lines += [
        f'  - "{word}"' for word in ("indonesia", "kalimantan barat", "news", "police")
    ]
    return "\n".join([*lines, ""])


def licence() -> str:
    """Write what is known of the rights in the data."""
    return _LICENCE


def _configs(listed: list[Resource]) -> str:
    """Tell Hugging Face which files are data of which kind."""
    found = [one for one in listed if one.name == "articles"] or [
        one for one in listed if one.name == "articles-parquet"
    ]
    return "".join(
        f"configs:\n- config_name: articles\n  data_files: {_path(one)}\n"
        for one in found
    )


def _path(one: Resource) -> str:
    if len(one.paths) == 1 and "=" not in str(one.paths[0]):
        return one.paths[0].name
    return "articles/**/*.parquet"


def _rows(one: Resource) -> str:
    return str(one.rows) if one.rows is not None else ""
