"""Views for people and their tools: articles, bylines, stories, coverage."""

from string import Template

from alembic import op

revision = "0011"
down_revision = "0010"

# The one place that says which articles the views show: not what nobody may see.
_SHOWN = """(
    SELECT * FROM article
    WHERE id NOT IN (SELECT article_id FROM withheld WHERE scope = 'all')
)"""
# The day of an instant by the region's clocks, as text.
_DAY = {
    "sqlite": "date({}, '+7 hours')",
    "postgresql": "to_char({} AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')",
}

_ARTICLES = """
CREATE VIEW articles AS
SELECT
    a.key AS id,
    o.name AS source,
    o.title AS outlet,
    a.url AS url,
    a.title AS title,
    v.body AS body,
    a.published AS published,
    a.published_at AS published_at,
    a.published_precision AS published_precision,
    a.section AS section,
    d.place AS dateline_place,
    p.name AS regency,
    a.byline_raw AS byline,
    a.state AS state,
    a.first_seen_at AS first_seen_at,
    a.last_checked_at AS last_checked_at,
    a.versions AS versions,
    s.key AS story,
    m.role AS story_role,
    (
        SELECT count(*)
        FROM membership AS mm
        JOIN $shown AS aa ON aa.id = mm.article_id
        WHERE mm.story_id = m.story_id
        HAVING count(*) > 0
    ) AS story_size,
    a.content_sha256 AS content_sha256,
    (
        SELECT min(w.scope) FROM withheld AS w WHERE w.article_id = a.id
    ) AS withheld
FROM $shown AS a
JOIN source AS o ON o.id = a.source_id
JOIN version AS v ON v.article_id = a.id AND v.number = a.versions
LEFT JOIN dateline AS d ON d.article_id = a.id
LEFT JOIN article_place AS ap ON ap.article_id = a.id AND ap.position = 0
LEFT JOIN place AS p ON p.code = ap.code
LEFT JOIN membership AS m ON m.article_id = a.id
LEFT JOIN story AS s ON s.id = m.story_id
"""

_BYLINES = """
CREATE VIEW bylines AS
SELECT
    a.key AS article,
    o.name AS source,
    o.title AS outlet,
    a.published AS published,
    a.published_at AS published_at,
    c.position AS position,
    c.name AS name,
    c.role AS role,
    c.agency AS agency,
    pa.person_id AS person
FROM credit AS c
JOIN $shown AS a ON a.id = c.article_id
JOIN source AS o ON o.id = a.source_id
LEFT JOIN person_alias AS pa ON pa.source_id = a.source_id AND pa.name = c.name
"""

_STORIES = """
CREATE VIEW stories AS
SELECT
    t.story AS id,
    count(*) AS size,
    max(CASE WHEN t.place = 1 THEN t.article END) AS first_article,
    max(CASE WHEN t.place = 1 THEN t.outlet END) AS first_outlet,
    max(CASE WHEN t.place = 1 THEN t.published END) AS first_published,
    max(CASE WHEN t.place = 1 THEN t.published_at END) AS first_published_at,
    count(DISTINCT t.source_id) AS outlets,
    count(CASE WHEN t.role = 'copy' THEN 1 END) AS copies,
    count(CASE WHEN t.role = 'rewrite' THEN 1 END) AS rewrites
FROM (
    SELECT
        s.key AS story,
        a.key AS article,
        a.source_id AS source_id,
        o.title AS outlet,
        a.published AS published,
        a.published_at AS published_at,
        m.role AS role,
        row_number() OVER (
            PARTITION BY m.story_id
            ORDER BY coalesce(a.published_at, a.first_seen_at), a.key
        ) AS place
    FROM membership AS m
    JOIN story AS s ON s.id = m.story_id
    JOIN $shown AS a ON a.id = m.article_id
    JOIN source AS o ON o.id = a.source_id
) AS t
GROUP BY t.story
"""

# A date that is known to the month only was published on no day of it.
_COVERAGE = """
CREATE VIEW coverage AS
SELECT
    o.name AS source,
    o.title AS outlet,
    t.day AS day,
    sum(t.published) AS published,
    sum(t.first_seen) AS first_seen,
    count(t.outcome) AS runs,
    count(CASE WHEN t.outcome = 'done' THEN 1 END) AS runs_done,
    count(CASE WHEN t.outcome = 'incomplete' THEN 1 END) AS runs_incomplete,
    count(CASE WHEN t.outcome = 'interrupted' THEN 1 END) AS runs_interrupted,
    count(CASE WHEN t.outcome = 'killed' THEN 1 END) AS runs_killed,
    count(CASE WHEN t.outcome = 'running' THEN 1 END) AS runs_running,
    max(c.state) AS state,
    max(c.reason) AS reason
FROM (
    SELECT
        a.source_id AS source_id,
        $published_day AS day,
        1 AS published,
        0 AS first_seen,
        CAST(NULL AS text) AS outcome
    FROM $shown AS a
    WHERE a.published_precision IN ('day', 'hour', 'minute', 'second')
    UNION ALL
    SELECT a.source_id, $seen_day, 0, 1, NULL
    FROM $shown AS a
    UNION ALL
    SELECT r.source_id, $run_day, 0, 0, r.outcome
    FROM run AS r
    UNION ALL
    SELECT d.source_id, d.day, 0, 0, NULL
    FROM coverage_day AS d
) AS t
JOIN source AS o ON o.id = t.source_id
LEFT JOIN coverage_day AS c ON c.source_id = t.source_id AND c.day = t.day
GROUP BY o.name, o.title, t.day
"""


def upgrade() -> None:
    day = _DAY[op.get_context().dialect.name]
    for view in (_ARTICLES, _BYLINES, _STORIES, _COVERAGE):
        made = Template(view).substitute(
            shown=_SHOWN,
            published_day=day.format("a.published_at"),
            seen_day=day.format("a.first_seen_at"),
            run_day=day.format("r.started_at"),
        )
        op.execute(made)


def downgrade() -> None:
    for view in ("coverage", "stories", "bylines", "articles"):
        op.execute(f"DROP VIEW {view}")
