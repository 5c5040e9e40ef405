"""The first tables: sources, runs, ledger, articles with their parts, stories, search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Text on SQLite keeps instants sortable and readable in any tool.
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

# An external-content index: the words stand once, in search_document.
SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
    stems, words, content='search_document', content_rowid='article_id',
    tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER search_document_insert AFTER INSERT ON search_document BEGIN
    INSERT INTO search_index(rowid, stems, words)
    VALUES (new.article_id, new.stems, new.words); END""",
    """CREATE TRIGGER search_document_delete AFTER DELETE ON search_document BEGIN
    INSERT INTO search_index(search_index, rowid, stems, words)
    VALUES ('delete', old.article_id, old.stems, old.words); END""",
    """CREATE TRIGGER search_document_update AFTER UPDATE ON search_document BEGIN
    INSERT INTO search_index(search_index, rowid, stems, words)
    VALUES ('delete', old.article_id, old.stems, old.words);
    INSERT INTO search_index(rowid, stems, words)
    VALUES (new.article_id, new.stems, new.words); END""",
)
POSTGRESQL_SEARCH = (
    """CREATE INDEX search_stems ON search_document
    USING gin (to_tsvector('simple', stems))""",
    """CREATE INDEX search_words ON search_document
    USING gin (to_tsvector('simple', words))""",
)


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("key", name=op.f("uq_story_key")),
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("open_since", INSTANT, nullable=True),
        sa.Column("completed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_listing_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("source_id", "url", name=op.f("uq_listing_source_id_url")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("discovery", sa.JSON(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_run_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_source_id"), "run", ["source_id"], unique=False)
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("published_raw", sa.Text(), nullable=True),
        sa.Column("published_origin", sa.Text(), nullable=True),
        sa.Column("published_flags", sa.JSON(), nullable=False),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("byline_raw", sa.Text(), nullable=True),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.Column("last_checked_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.Column("last_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_run_id"], ["run.id"], name=op.f("fk_article_first_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["last_run_id"], ["run.id"], name=op.f("fk_article_last_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_article_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("key", name=op.f("uq_article_key")),
        sa.UniqueConstraint(
            "source_id", "external_id", name=op.f("uq_article_source_id_external_id")
        ),
    )
    op.create_index(
        op.f("ix_article_published_at"), "article", ["published_at"], unique=False
    )
    op.create_index(
        "ix_article_source_id_content_sha256",
        "article",
        ["source_id", "content_sha256"],
        unique=False,
    )
    op.create_index(
        "ix_article_source_id_last_checked_at",
        "article",
        ["source_id", "last_checked_at"],
        unique=False,
    )
    op.create_table(
        "run_count",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("addresses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_run_count_run_id")
        ),
        sa.PrimaryKeyConstraint(
            "run_id", "outcome", "reason", name=op.f("pk_run_count")
        ),
    )
    op.create_table(
        "article_url",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_url_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_article_url_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", "url", name=op.f("pk_article_url")),
    )
    op.create_index(
        op.f("ix_article_url_article_id"), "article_url", ["article_id"], unique=False
    )
    op.create_table(
        "band",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_band_article_id")
        ),
        sa.PrimaryKeyConstraint("hash", "article_id", name=op.f("pk_band")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_band_article_id"), "band", ["article_id"], unique=False)
    op.create_table(
        "credit",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_credit_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_credit")),
    )
    op.create_index(op.f("ix_credit_name"), "credit", ["name"], unique=False)
    op.create_table(
        "dateline",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("org", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("scheme", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_dateline_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_dateline")),
    )
    op.create_index(op.f("ix_dateline_place"), "dateline", ["place"], unique=False)
    op.create_table(
        "event_date",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_event_date_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_event_date")),
    )
    op.create_index(op.f("ix_event_date_date"), "event_date", ["date"], unique=False)
    op.create_table(
        "image",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_image_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_image")),
    )
    op.create_table(
        "membership",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("overlap", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_membership_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_membership_story_id")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_membership")),
    )
    op.create_index(
        op.f("ix_membership_story_id"), "membership", ["story_id"], unique=False
    )
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("discovered_at", INSTANT, nullable=False),
        sa.Column("discovered_run_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("lastmod", sa.Text(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_page_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["discovered_run_id"], ["run.id"], name=op.f("fk_page_discovered_run_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_page_run_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_page_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("source_id", "url", name=op.f("uq_page_source_id_url")),
    )
    op.create_index(op.f("ix_page_article_id"), "page", ["article_id"], unique=False)
    op.create_index(
        "ix_page_source_id_outcome_id",
        "page",
        ["source_id", "outcome", "id"],
        unique=False,
    )
    op.create_table(
        "search_document",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_search_document_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_search_document")),
    )
    op.create_table(
        "tag",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_tag_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_tag")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_version_article_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_version_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint(
            "article_id", "number", name=op.f("uq_version_article_id_number")
        ),
    )
    if op.get_context().dialect.name == "sqlite":
        for statement in SQLITE_SEARCH:
            op.execute(statement)
    else:
        for statement in POSTGRESQL_SEARCH:
            op.execute(statement)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("version")
    op.drop_table("tag")
    op.drop_table("search_document")
    op.drop_index("ix_page_source_id_outcome_id", table_name="page")
    op.drop_index(op.f("ix_page_article_id"), table_name="page")
    op.drop_table("page")
    op.drop_index(op.f("ix_membership_story_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_table("image")
    op.drop_index(op.f("ix_event_date_date"), table_name="event_date")
    op.drop_table("event_date")
    op.drop_index(op.f("ix_dateline_place"), table_name="dateline")
    op.drop_table("dateline")
    op.drop_index(op.f("ix_credit_name"), table_name="credit")
    op.drop_table("credit")
    op.drop_index(op.f("ix_band_article_id"), table_name="band")
    op.drop_table("band")
    op.drop_index(op.f("ix_article_url_article_id"), table_name="article_url")
    op.drop_table("article_url")
    op.drop_table("run_count")
    op.drop_index("ix_article_source_id_last_checked_at", table_name="article")
    op.drop_index("ix_article_source_id_content_sha256", table_name="article")
    op.drop_index(op.f("ix_article_published_at"), table_name="article")
    op.drop_table("article")
    op.drop_index(op.f("ix_run_source_id"), table_name="run")
    op.drop_table("run")
    op.drop_table("listing")
    op.drop_table("story")
    op.drop_table("source")
