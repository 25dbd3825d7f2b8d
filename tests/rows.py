"""A valid row of every table, on one invented article: tests change what they are about and leave the rest.

article(title="Another")                     a row, as a dict
rows("claims", negated=True)                 the table's valid rows, each with the change
staged(folder)                               a staging folder as ingest and extract leave it
staged(folder, claims=[claim(act="shout")])  the same, with these rows in one table
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import TABLES
from schemas.ids import local_entity_id, stable_id
from schemas.runs import RunStamp

Row = dict[str, Any]

RUN = RunStamp("run-1", datetime(2031, 5, 6, 12, 0, tzinfo=UTC), "0.1.0")
OUTLET, TITLE = "The Linden Courier", "Harbour talks resume"
TEXT = (
    f"{TITLE}\n\n"
    "“We are close,” Mara Okoye told reporters on Monday, “but not there.” She leads the Port Union of Linden.\n\n"
    "The union wants about 50 cranes and opposes the toll."
)
OKOYE, UNION = local_entity_id("person", "Mara Okoye"), local_entity_id("organisation", "Port Union of Linden")


def run_stamp(number: int) -> RunStamp:
    return RunStamp(f"run-{number}", RUN.started_at + timedelta(hours=number), RUN.pipeline_version)


def article_id(number: int = 0) -> str:
    return stable_id("article", number)


def span(text: str, surface: str) -> tuple[int, int]:
    start = text.index(surface)
    return start, start + len(surface)


def at(surface: str, prefix: str = "", text: str = TEXT) -> Row:
    start, end = span(text, surface)
    return {f"{prefix}start_char": start, f"{prefix}end_char": end, f"{prefix}text" if prefix else "text": surface}


def article(number: int = 0, text: str = TEXT, run: RunStamp = RUN, **changes: Any) -> Row:
    row = {
        "article_id": article_id(number),
        "source_uri": f"file:///news/{number}.txt",
        "source_format": "txt",
        "source_record": None,
        "outlet": OUTLET,
        "url": None,
        "title": TITLE,
        "authors": ["Jo Quill"],
        "dateline": None,
        "published_at": datetime(2031, 5, 5, tzinfo=UTC),
        "published_precision": "day",
        "language": "en",
        "text": text,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "word_count": len(text.split()),
        "sentence_count": 3,
        "version_of": None,
        "duplicate_of": None,
        "duplicate_similarity": None,
        "ingested_at": run.started_at,
        "run_id": run.run_id,
        "pipeline_version": run.pipeline_version,
    }
    return row | changes


def copy(number: int, original: int = 0, **changes: Any) -> Row:
    """An exact copy of another article: a row of its own, and none in the other tables."""
    return article(number, duplicate_of=article_id(original), duplicate_similarity=1.0, sentence_count=None) | changes


def mention(surface: str = "Mara Okoye", number: int = 0, **changes: Any) -> Row:
    person = surface in ("Mara Okoye", "She")
    name = "Mara Okoye" if person else "Port Union of Linden"
    row = {
        "mention_id": stable_id("mention", number, surface),
        "article_id": article_id(number),
        "sentence_index": 1,
        **at(surface),
        "label": "PERSON" if person else "ORG",
        "kind": "pronoun" if surface in ("She", "We") else "name",
        "chain_id": stable_id("chain", number, name),
        "entity_id": OKOYE if person else UNION,
        "name": name,
        "confidence": 0.9,
    }
    return row | changes


def entity(name: str = "Mara Okoye", **changes: Any) -> Row:
    kind = "person" if name == "Mara Okoye" else "organisation"
    row = {
        "entity_id": local_entity_id(kind, name),
        "name": name,
        "label": "PERSON" if kind == "person" else "ORG",
        "kind": kind,
        "wikidata_id": None,
        "country_code": None,
        "aliases": [],
        "description": None,
        "article_count": 1,
        "mention_count": 1,
        "first_seen": None,
        "last_seen": None,
    }
    return row | changes


def claim(number: int = 0, **changes: Any) -> Row:
    first, second = span(TEXT, "We are close,"), span(TEXT, "but not there.")
    row = {
        "claim_id": stable_id("claim", number, *first, *second),
        "article_id": article_id(number),
        "sentence_index": 1,
        "speaker_mention_id": stable_id("mention", number, "Mara Okoye"),
        **at("Mara Okoye", "speaker_"),
        "speaker_name": "Mara Okoye",
        "speaker_entity_id": OKOYE,
        "speaker_role": None,
        "speaker_affiliation": "Port Union of Linden",
        **at("told", "cue_"),
        "cue_lemma": "tell",
        "content_text": "We are close, … but not there.",
        "content_start_char": first[0],
        "content_end_char": second[1],
        "content_spans": [
            {"start_char": first[0], "end_char": first[1]},
            {"start_char": second[0], "end_char": second[1]},
        ],
        "quote_kind": "direct",
        "act": "say",
        "negated": False,
        "modality": "asserted",
        "addressee_text": "reporters",
        "venue_text": None,
        "said_on": date(2031, 5, 5),
        "parent_claim_id": None,
        "confidence": 0.8,
    }
    return row | changes


def wish(number: int = 0, **changes: Any) -> Row:
    """The union's wish: an indirect claim in one span, by the other entity."""
    content = "about 50 cranes"
    start, end = span(TEXT, content)
    indirect = {
        "claim_id": stable_id("claim", number, start, end),
        "sentence_index": 3,
        "speaker_mention_id": stable_id("mention", number, "Port Union of Linden"),
        **at("The union", "speaker_"),
        "speaker_name": "Port Union of Linden",
        "speaker_entity_id": UNION,
        "speaker_affiliation": None,
        **at("wants", "cue_"),
        "cue_lemma": "want",
        "content_text": content,
        "content_start_char": start,
        "content_end_char": end,
        "content_spans": [{"start_char": start, "end_char": end}],
        "quote_kind": "indirect",
        "act": "want",
        "addressee_text": None,
        "said_on": None,
    }
    return claim(number) | indirect | changes


def stance(number: int = 0, **changes: Any) -> Row:
    row = {
        "stance_id": stable_id("stance", number),
        "claim_id": wish(number)["claim_id"],
        "article_id": article_id(number),
        "holder_entity_id": UNION,
        "holder_name": "Port Union of Linden",
        "target_kind": "issue",
        "target_entity_id": None,
        **at("the toll", "target_"),
        "stance": "oppose",
        "score": -0.7,
        "said_on": None,
    }
    return row | changes


def relation(number: int = 0, **changes: Any) -> Row:
    start, end = span(TEXT, "She leads the Port Union of Linden")
    row = {
        "relation_id": stable_id("relation", number),
        "article_id": article_id(number),
        "sentence_index": 2,
        "subject_mention_id": stable_id("mention", number, "She"),
        "subject_entity_id": OKOYE,
        "subject_name": "Mara Okoye",
        "predicate": "leads",
        "object_mention_id": stable_id("mention", number, "Port Union of Linden"),
        "object_entity_id": UNION,
        "object_text": "Port Union of Linden",
        "status": "asserted",
        "start_char": start,
        "end_char": end,
        "claim_id": None,
        "confidence": 0.9,
    }
    return row | changes


def date_row(number: int = 0, **changes: Any) -> Row:
    row = {
        "date_id": stable_id("date", number),
        "article_id": article_id(number),
        "sentence_index": 1,
        **at("Monday"),
        "value": "2031-05-05",
        "earliest": date(2031, 5, 5),
        "latest": date(2031, 5, 5),
        "kind": "date",
    }
    return row | changes


def quantity(number: int = 0, **changes: Any) -> Row:
    row = {
        "quantity_id": stable_id("quantity", number),
        "article_id": article_id(number),
        "sentence_index": 3,
        **at("about 50 cranes"),
        "value": 50.0,
        "value_max": None,
        "unit": "cranes",
        "currency": None,
        "modifier": "about",
        "kind": "cardinal",
    }
    return row | changes


def quarantined(number: int = 0, run: RunStamp = RUN, **changes: Any) -> Row:
    row = {
        "quarantine_id": stable_id("quarantine", number, run.run_id),
        "run_id": run.run_id,
        "stage": "ingest",
        "source_uri": f"file:///news/empty-{number}.txt",
        "source_record": None,
        "article_id": None,
        "table_name": None,
        "reason_code": "empty",
        "message": "The file or record holds no text.",
        "payload": None,
        "quarantined_at": run.started_at,
    }
    return row | changes


def input_row(number: int = 0, run: RunStamp = RUN, **changes: Any) -> Row:
    row = {
        "source_uri": f"file:///news/{number}.txt",
        "byte_size": 300,
        "modified_ns": 1,
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "articles": 1,
        "run_id": run.run_id,
    }
    return row | changes


def fingerprint(number: int = 0, text: str = TEXT, **changes: Any) -> Row:
    sha = hashlib.sha256(text.encode()).hexdigest()
    return {"article_id": article_id(number), "text_sha256": sha, "minhash": [1, 2, 3]} | changes


def run_row(run: RunStamp = RUN, **changes: Any) -> Row:
    row = {
        "run_id": run.run_id,
        "started_at": run.started_at,
        "finished_at": run.started_at + timedelta(seconds=9),
        "status": "done",
        "inputs": 2,
        "articles_new": 1,
        "articles_duplicate": 0,
        "articles_seen": 0,
        "quarantined": 1,
        "claims": 2,
        "words": 40,
        "seconds": 9.0,
        "pipeline_version": run.pipeline_version,
        "model_versions": ["en_core_web_sm=3.8.0"],
        "flow_run_id": None,
    }
    return row | changes


def rows(table: str, number: int = 0, run: RunStamp = RUN, **changes: Any) -> list[Row]:
    """Valid rows of one table for the article with this number."""
    mentions = [mention(surface, number) for surface in ("We", "Mara Okoye", "She", "Port Union of Linden")]
    found: dict[str, list[Row]] = {
        "articles": [article(number, run=run)],
        "mentions": mentions,
        "entities": [entity(), entity("Port Union of Linden")],
        "claims": [claim(number), wish(number)],
        "stances": [stance(number)],
        "relations": [relation(number)],
        "dates": [date_row(number)],
        "quantities": [quantity(number)],
        "quarantine": [quarantined(number, run)],
        "inputs": [
            input_row(number, run),
            input_row(number, run, source_uri=f"file:///news/empty-{number}.txt", articles=0),
        ],
        "fingerprints": [fingerprint(number)],
        "runs": [run_row(run)],
    }
    return [row | changes for row in found[table]]


STAGED = tuple(name for name in TABLES if name != "runs")


def write_rows(folder: Path, table: str, some: list[Row], stem: str = "part-00000") -> Path:
    path = folder / table / f"{stem}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = pa.schema([field.with_nullable(True) for field in TABLES[table].arrow_schema])
    pq.write_table(pa.Table.from_pylist(some, schema=schema), path)
    return path


def staged(
    folder: Path,
    numbers: Iterable[int] = (0,),
    run: RunStamp = RUN,
    only: Collection[str] = STAGED,
    **tables: list[Row],
) -> Path:
    """A staging folder as ingest and extract leave it: the valid rows of these articles, or those given for a table.

    Each article's rows are a batch of their own. Nulls are written even where the schema forbids them. Tables that are
    neither given nor in `only` stay empty, which saves the time to check them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in [name for name in STAGED if name in only or name in tables]:
        stems = {"quarantine": "ingest-"}.get(name, "")
        if name in tables:
            write_rows(folder, name, tables[name], f"{stems}given")
            continue
        for number in numbers:
            write_rows(folder, name, rows(name, number, run), f"{stems}{number:05d}")
    (folder / "reread.json").write_text(json.dumps({"quarantine": [], "articles": []}))
    return folder
