from newsarchive.demo.rest_rows import post_row, section_rows, tag_rows
from newsarchive.demo.site import Site


def test_post_row(kabar: Site) -> None:
    article = kabar.articles()[-1]
    row = post_row(kabar, article)

    assert row["date"] == "2023-10-06T15:42:10"
    assert row["date_gmt"] == "2023-10-06T08:42:10"
    assert row["link"] == kabar.address_of(article)
    assert row["content"]["rendered"].startswith("<p><strong>Kabar Sekayam, SEKADAU")
    assert len(row["tags"]) == len(article.tags)


def test_a_protected_row_has_no_text(kabar: Site) -> None:
    article = next(item for item in kabar.articles() if item.password)
    row = post_row(kabar, article)

    assert row["content"] == row["excerpt"] == {"rendered": "", "protected": True}
    assert row["title"] == {"rendered": article.title}


def test_section_rows(kabar: Site) -> None:
    rows = {row["slug"]: row for row in section_rows(kabar)}

    assert rows["sekadau"]["parent"] == rows["kalimantan-barat"]["id"]
    assert rows["nasional"]["parent"] == 0
    assert rows["kalimantan-barat"]["count"] == 1
    assert rows["sekadau"]["link"].endswith("/category/kalimantan-barat/sekadau/")


def test_tag_rows(kabar: Site) -> None:
    rows = tag_rows(kabar)

    assert len({row["id"] for row in rows}) == len(rows)
    assert {"narkoba", "karhutla"} <= {row["slug"] for row in rows}
