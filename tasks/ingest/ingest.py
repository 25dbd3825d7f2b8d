"""Bytes to articles: every input, and every record in it, becomes an article or a quarantine row exactly once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.runs import RunStamp
from tasks.ingest.links import link_articles
from tasks.ingest.reading import Reading
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import find_sources
from tasks.ingest.staging import stage_articles, stage_inputs, stage_rejections, stage_reread


@dataclass(frozen=True)
class IngestCounts:
    inputs: int  #: files and archive members looked at
    articles_new: int  #: read for the first time, near copies and new versions included
    articles_duplicate: int  #: exact copies
    articles_seen: int  #: published by earlier runs, whether their file was read again or not
    quarantined: int
    words: int  #: of the new articles


def ingest(
    paths: Sequence[str],
    staging: Path,
    published: Path | None,
    settings: IngestSettings,
    run: RunStamp,
    force: Collection[str] = (),
    reprocess: bool = False,
    progress: Callable[[int], None] = lambda read: None,
) -> IngestCounts:
    """Read what is new under the paths and stage it; neither of the two passes holds more than a part in memory.

    Writes into `staging`: `ingested/` (ARTICLES), `fingerprints/`, `inputs/` (a row for each source that was looked
    into, which replaces the published one), `quarantine/ingest-*.parquet`, and `reread.json`: under `quarantine` the
    sources whose published quarantine rows are void, under `articles` those whose published articles the staged ones
    replace, save the article ids under `kept`, which are versions that no source holds any more.

    Args:
        paths: files, folders, `file:` URIs, or `-` for standard input.
        published: the last snapshot, or null.
        force: URIs of sources, or of archives, to read though nothing about them changed.
        reprocess: read every source again.
        progress: called with the number of articles or rejected records just read.
    """
    work = staging / "ingest-work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        reading = Reading(work, published, settings, run, progress)
        for source in find_sources(paths, work, settings):
            reading.take(source, again=reprocess or source.uri in force or source.uri.split("!/")[0] in force)
        reading.close()
        withdrawn = [rejected.source_uri or "" for rejected in reading.withdrawn]
        with link_articles(reading.articles.paths, published, settings, work, withdrawn, reading.replaced) as links:
            stage_articles(reading, links, staging, settings.part_articles)
            stage_inputs(reading, staging)
            stage_reread(reading, links, staging)
            return _counts(reading, links, quarantined=stage_rejections(reading, staging))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _counts(reading: Reading, links: duckdb.DuckDBPyConnection, quarantined: int) -> IngestCounts:
    new, copies, words, seen = links.execute("""
        SELECT count(*) FILTER (similarity IS DISTINCT FROM 1), count(*) FILTER (similarity = 1),
            coalesce(sum(word_count) FILTER (similarity IS DISTINCT FROM 1), 0)::BIGINT, (SELECT count(*) FROM seen)
        FROM links JOIN fresh USING (row)
    """).fetchall()[0]
    return IngestCounts(
        inputs=reading.looked_at,
        articles_new=new,
        articles_duplicate=copies,
        articles_seen=reading.unread_articles + seen,
        quarantined=quarantined,
        words=words,
    )
