"""Settings of the extract room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ExtractSettings:
    pipeline: str | None = None  #: path of a spaCy config; null for the one that comes with OnRecord
    knowledge: tuple[str, ...] = ()  #: CSV, Parquet or JSONL files of entities of your own, later ones win
    batch_words: int = 20_000  #: words a batch: about six seconds of extraction
