"""Figures of runs, alarms, who was told of them, and every outlet's days."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# Text on SQLite keeps instants sortable and readable in any tool.
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "run_figures",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("sight", sa.Text(), nullable=False),
        sa.Column("explained", sa.Text(), nullable=True),
        sa.Column("exit_code", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("new_bytes", sa.BigInteger(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("future", sa.Integer(), nullable=False),
        sa.Column("hosts", sa.JSON(), nullable=False),
        sa.Column("slowest", sa.JSON(), nullable=False),
        _key("run_figures", "run_id", "run"),
        _key("run_figures", "source_id", "source"),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run_figures")),
    )
    op.create_index(
        op.f("ix_run_figures_source_id_at"), "run_figures", ["source_id", "at"]
    )
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("monitor", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("raised_run_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_run_id", sa.Integer(), nullable=True),
        sa.Column("acked_at", INSTANT, nullable=True),
        sa.Column("ack_why", sa.Text(), nullable=True),
        sa.Column("ack_until", sa.Text(), nullable=True),
        _key("alarm", "source_id", "source"),
        _key("alarm", "raised_run_id", "run"),
        _key("alarm", "ended_run_id", "run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("standing", name=op.f("uq_alarm_standing")),
    )
    op.create_index(op.f("ix_alarm_raised_run_id"), "alarm", ["raised_run_id"])
    op.create_index(
        op.f("ix_alarm_source_id_ended_at"), "alarm", ["source_id", "ended_at"]
    )
    op.create_table(
        "notice",
        sa.Column("alarm_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        _key("notice", "alarm_id", "alarm"),
        sa.PrimaryKeyConstraint("alarm_id", "channel", "event", name=op.f("pk_notice")),
    )
    op.create_table(
        "coverage_day",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        _key("coverage_day", "source_id", "source"),
        sa.PrimaryKeyConstraint("source_id", "day", name=op.f("pk_coverage_day")),
    )


def downgrade() -> None:
    for table in ("coverage_day", "notice", "alarm", "run_figures"):
        op.drop_table(table)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}")
    )
