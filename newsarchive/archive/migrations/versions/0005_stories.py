"""Stories by kinship: what articles are compared by, roles, former names."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _empty()
    op.drop_table("band")
    op.create_table(
        "band",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        *_article("band"),
        sa.PrimaryKeyConstraint("hash", "day", "article_id", name=op.f("pk_band")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_band_article_id"), "band", ["article_id"])
    op.create_table(
        "fingerprint",
        *_article("fingerprint"),
        sa.Column("specifics", sa.Integer(), nullable=False),
        sa.Column("traits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_fingerprint")),
    )
    op.create_table(
        "kinship",
        *_article("kinship"),
        *_article("kinship", "other_id"),
        sa.PrimaryKeyConstraint("article_id", "other_id", name=op.f("pk_kinship")),
    )
    op.create_index(op.f("ix_kinship_other_id"), "kinship", ["other_id"])
    op.create_table(
        "story_alias",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_story_alias_story_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_story_alias")),
    )
    op.create_index(op.f("ix_story_alias_story_id"), "story_alias", ["story_id"])
    with op.batch_alter_table("membership") as membership:
        membership.add_column(sa.Column("role", sa.Text(), nullable=False))


def downgrade() -> None:
    """Go back to the first rule; the articles must be tied by it again."""
    _empty()
    with op.batch_alter_table("membership") as membership:
        membership.drop_column("role")
    for table in ("story_alias", "kinship", "fingerprint", "band"):
        op.drop_table(table)
    op.create_table(
        "band",
        sa.Column("hash", sa.Text(), nullable=False),
        *_article("band"),
        sa.PrimaryKeyConstraint("hash", "article_id", name=op.f("pk_band")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_band_article_id"), "band", ["article_id"])


def _empty() -> None:
    """Leave no story: what ties articles before and after is not the same."""
    for table in ("membership", "story"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)


def _article(
    table: str, column: str = "article_id"
) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Point to an article."""
    return (
        sa.Column(column, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            [column], ["article.id"], name=op.f(f"fk_{table}_{column}")
        ),
    )
