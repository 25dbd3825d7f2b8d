"""entities, over everything: one row a thing, counted anew from every valid mention, old and new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from schemas import ENTITIES
from schemas.parquet import PartWriter, parquet_files, read_sql

#: What the reference table knows of a thing comes from one sighting, chosen by a total order, this run's first (the
#: table may have been corrected). Anything else is told from all mentions, since what a batch saw depends on the batch:
#: the name is the fullest one, not in capitals if avoidable, the label that of most of its names.
_CONSOLIDATED = r"""
WITH sighted AS (
    SELECT * EXCLUDE (published) FROM sightings
    QUALIFY row_number() OVER (
        PARTITION BY entity_id
        ORDER BY wikidata_id IS NOT NULL AND published, length(name) DESC, name, label, kind,
                 wikidata_id, country_code, description
    ) = 1
),
fullest AS (
    SELECT entity_id, name FROM mentions WHERE name IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY name = upper(name), length(name) DESC, name) = 1
),
labelled AS (
    SELECT entity_id, label FROM mentions WHERE kind = 'name' AND label IS NOT NULL
    GROUP BY entity_id, label
    QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, label) = 1
),
chosen AS (
    SELECT sighted.* REPLACE (
        CASE WHEN known THEN sighted.name ELSE coalesce(fullest.name, sighted.name) END AS name,
        CASE WHEN known THEN sighted.label ELSE coalesce(labelled.label, sighted.label) END AS label
    )
    FROM (SELECT *, coalesce(wikidata_id, country_code, description) IS NOT NULL AS known FROM sighted) AS sighted
    LEFT JOIN fullest USING (entity_id) LEFT JOIN labelled USING (entity_id)
),
seen AS (
    SELECT mentions.entity_id, count(*) AS mention_count, count(DISTINCT mentions.article_id) AS article_count,
           min(articles.published_at) AS first_seen, max(articles.published_at) AS last_seen
    FROM mentions JOIN articles USING (article_id)
    WHERE mentions.entity_id IS NOT NULL
    GROUP BY mentions.entity_id
),
names AS (
    SELECT DISTINCT entity_id, trim(regexp_replace(said, '\s+', ' ', 'g')) AS said
    FROM (
        SELECT entity_id, text AS said FROM mentions WHERE kind = 'name'
        UNION ALL SELECT entity_id, name AS said FROM mentions
    )
    WHERE entity_id IS NOT NULL AND said IS NOT NULL
),
aliases AS (
    SELECT names.entity_id, list(said ORDER BY said) AS aliases
    FROM names JOIN chosen ON names.entity_id = chosen.entity_id AND said <> chosen.name
    GROUP BY names.entity_id
)
SELECT chosen.entity_id, chosen.name, chosen.label, chosen.kind, chosen.wikidata_id, chosen.country_code,
       coalesce(aliases.aliases, []) AS aliases, chosen.description,
       seen.article_count, seen.mention_count, seen.first_seen, seen.last_seen
FROM chosen JOIN seen USING (entity_id) LEFT JOIN aliases USING (entity_id)
ORDER BY chosen.entity_id
"""


def consolidate(
    db: duckdb.DuckDBPyConnection,
    sightings: Sequence[Path],
    rows: dict[str, list[Path]],
    published: Path | None,
    folder: Path,
) -> list[Path]:
    """Write the whole `entities` table: every thing that a valid mention names, staged or published.

    `sightings` are the valid rows that batches gave for the things they saw; `rows` the files of the valid staged
    mentions and articles. Published rows of the articles in the relation `replaced` do not count.
    """
    _view(db, "mentions", rows["mentions"], published, "article_id, entity_id, kind, label, text, name")
    _view(db, "articles", rows["articles"], published, "article_id, published_at")
    seen = [f"{read_sql(sightings, '*, false AS published')}"] if sightings else []
    known = parquet_files(published and published / "entities")
    seen += [read_sql(known, "*, true AS published")] if known else []
    if not seen:
        return []
    db.execute(f"CREATE OR REPLACE TEMP VIEW sightings AS {' UNION ALL BY NAME '.join(seen)}")
    with PartWriter(folder, ENTITIES) as writer:
        for batch in db.sql(_CONSOLIDATED).to_arrow_reader(100_000):
            writer.write(batch)
    return writer.paths


def _view(
    db: duckdb.DuckDBPyConnection, table: str, staged: Sequence[Path], published: Path | None, columns: str
) -> None:
    parts = [read_sql(staged, columns)] if staged else []
    known = parquet_files(published and published / table)
    parts += [read_sql(known, columns) + " WHERE article_id NOT IN (FROM replaced)"] if known else []
    empty = [f"SELECT {', '.join(f'NULL AS {name}' for name in columns.split(', '))} WHERE false"]
    db.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {' UNION ALL '.join(parts or empty)}")
