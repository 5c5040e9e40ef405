"""When to look again: listings by what they bring, articles by their age, hosts at rest."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"

# Text on SQLite keeps instants sortable and readable in any tool.
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
# How far back articles were looked at again when this version was written.
HORIZON = timedelta(days=90)


def upgrade() -> None:
    op.create_table(
        "host_rest",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_rest")),
    )
    op.add_column("listing", sa.Column("interval", sa.Integer(), nullable=True))
    op.add_column("listing", sa.Column("next_at", INSTANT, nullable=True))
    op.add_column("page", sa.Column("next_check_at", INSTANT, nullable=True))
    for name in ("listing", "page"):
        op.add_column(
            name, sa.Column("failures", sa.Double(), nullable=False, server_default="0")
        )
        with op.batch_alter_table(name) as table:
            table.alter_column(
                "failures", existing_type=sa.Double(), server_default=None
            )
    op.create_index(
        op.f("ix_page_source_id_next_check_at"), "page", ["source_id", "next_check_at"]
    )
    _schedule()


def _schedule() -> None:
    """Go on trying what failed or was blocked, and look again at young articles."""
    op.execute(
        "UPDATE page SET failures = attempts, next_check_at = fetched_at "
        "WHERE outcome = 'failed' AND attempts < 5"
    )
    op.execute(
        "UPDATE page SET next_check_at = fetched_at "
        "WHERE outcome = 'blocked' AND status IS NOT NULL"
    )
    young = sa.text(
        "UPDATE page SET next_check_at = fetched_at "
        "WHERE outcome IN ('stored', 'unchanged') AND article_id IN ("
        "SELECT id FROM article "
        "WHERE coalesce(published_at, first_seen_at) >= :horizon)"
    )
    op.execute(young.bindparams(horizon=_stored(datetime.now(UTC) - HORIZON)))


def _stored(moment: datetime) -> datetime | str:
    """Write an instant as the database holds it."""
    if op.get_bind().dialect.name == "sqlite":
        return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return moment


def downgrade() -> None:
    with op.batch_alter_table("page") as page:
        page.drop_index(op.f("ix_page_source_id_next_check_at"))
        page.drop_column("next_check_at")
        page.drop_column("failures")
    with op.batch_alter_table("listing") as listing:
        listing.drop_column("failures")
        listing.drop_column("next_at")
        listing.drop_column("interval")
    op.drop_table("host_rest")
