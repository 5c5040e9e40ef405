"""Captures: where each answer is kept, which words and which states it is proof of."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# Text on SQLite keeps instants sortable and readable in any tool.
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("requested", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("payload_id", sa.Integer(), nullable=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_capture_source_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_capture_run_id")),
        sa.ForeignKeyConstraint(
            ["page_id"], ["page.id"], name=op.f("fk_capture_page_id")
        ),
        sa.ForeignKeyConstraint(
            ["payload_id"], ["capture.id"], name=op.f("fk_capture_payload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint("file", "offset", name=op.f("uq_capture_file_offset")),
    )
    for columns in (["page_id"], ["sha256"], ["source_id", "fetched_at"]):
        name = op.f(f"ix_capture_{'_'.join(columns)}")
        op.create_index(name, "capture", columns)
    op.create_table(
        "state_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_state_change_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_state_change_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["capture.id"], name=op.f("fk_state_change_capture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_change")),
    )
    op.create_index(op.f("ix_state_change_article_id"), "state_change", ["article_id"])
    op.add_column("version", sa.Column("cause", sa.Text(), nullable=True))
    op.add_column("version", sa.Column("findings", sa.JSON(), nullable=True))
    op.execute(
        "UPDATE version SET cause = CASE number WHEN 1 THEN 'first' ELSE 'edit' END"
    )
    with op.batch_alter_table("version") as version:
        version.alter_column("cause", existing_type=sa.Text(), nullable=False)
        version.add_column(sa.Column("capture_id", sa.Integer(), nullable=True))
        version.create_foreign_key(
            op.f("fk_version_capture_id"), "capture", ["capture_id"], ["id"]
        )
        version.create_index(op.f("ix_version_capture_id"), ["capture_id"])


def downgrade() -> None:
    with op.batch_alter_table("version") as version:
        version.drop_index(op.f("ix_version_capture_id"))
        version.drop_constraint(op.f("fk_version_capture_id"), type_="foreignkey")
        for name in ("capture_id", "findings", "cause"):
            version.drop_column(name)
    op.drop_table("state_change")
    op.drop_table("capture")
