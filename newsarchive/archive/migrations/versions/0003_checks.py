"""Live looks at outlets: what was found of what their files declare."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Text on SQLite keeps instants sortable and readable in any tool.
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "source_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("verified", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_check_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_check")),
    )
    op.create_index(
        op.f("ix_source_check_source_id"), "source_check", ["source_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_source_check_source_id"), table_name="source_check")
    op.drop_table("source_check")
