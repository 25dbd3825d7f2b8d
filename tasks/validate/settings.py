"""Settings of the validate room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ValidateSettings:
    chunk_rows: int = 100_000  #: rows that are checked at a time …
    chunk_bytes: int = 64 * 2**20  #: … or fewer, when they are long
    max_rejected_share: float = 0.05  #: a table fails as a whole when more of its rows fail their expectations …
    min_rejected_rows: int = 20  #: … and at least so many do: one bad row among ten is a bad row, not a bad table
    articles_with_claims: int = 100  #: a run fails when it extracted so many articles and found no claim in any
    memory: str = "512MB"  #: what DuckDB may use for keys before it goes to disk
