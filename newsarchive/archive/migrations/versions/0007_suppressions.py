"""Suppressions, what they are known again by, and what waits for a review."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
# Whom an article is kept from, and why: what every reader of articles leaves out.
WITHHELD = """
CREATE VIEW withheld AS
SELECT a.id AS article_id, s.scope AS scope, s.uid AS suppression
FROM suppression s
JOIN suppression_mark k ON k.uid = s.uid AND k.kind = 'article'
JOIN article a ON a.key = k.value
WHERE s.lifted_at IS NULL
UNION
SELECT m.article_id, s.scope, s.uid
FROM suppression s
JOIN suppression_mark k ON k.uid = s.uid AND k.kind = 'story'
JOIN (
    SELECT key, id AS story_id FROM story
    UNION ALL SELECT key, story_id FROM story_alias
) n ON n.key = k.value
JOIN membership m ON m.story_id = n.story_id
WHERE s.lifted_at IS NULL
UNION
SELECT r.article_id, 'held', NULL FROM review r WHERE r.released_at IS NULL
"""


def upgrade() -> None:
    op.create_table(
        "suppression",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("erase", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("erased_at", INSTANT, nullable=True),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_suppression")),
    )
    op.create_table(
        "suppression_mark",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["uid"], ["suppression.uid"], name=op.f("fk_suppression_mark_uid")
        ),
        sa.PrimaryKeyConstraint(
            "kind", "value", "uid", name=op.f("pk_suppression_mark")
        ),
    )
    op.create_table(
        "review",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("flagged_at", INSTANT, nullable=False),
        sa.Column("released_at", INSTANT, nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_review_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_review")),
    )
    op.execute(WITHHELD)
    if op.get_context().dialect.name == "postgresql":
        # A run may fetch more than 2 GB.
        op.alter_column("run", "bytes", type_=sa.BigInteger())


def downgrade() -> None:
    op.execute("DROP VIEW withheld")
    for table in ("review", "suppression_mark", "suppression"):
        op.drop_table(table)
