"""quarantine: one row a thing that could not go on. Nothing is dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import pyarrow as pa

from schemas.ids import ID_PATTERN, stable_id
from schemas.table import TIMESTAMP, Column, Table

STAGES = ("ingest", "extract", "validate")
#: Characters of the offending input that a row keeps.
PAYLOAD_LIMIT = 2000


class ReasonCode(StrEnum):
    """Why something is in quarantine; `sentence` says it to a person."""

    sentence: str

    def __new__(cls, code: str, sentence: str = "") -> ReasonCode:  # ReasonCode("empty") looks a member up
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member

    EMPTY = "empty", "The file or record holds no text."
    BINARY = "binary", "The file says it is text and is not: it holds bytes that no text has."
    UNKNOWN_FORMAT = "unknown_format", "No reader takes files of this kind."
    UNDECODABLE = "undecodable", "The bytes are text in no encoding that could be told with confidence."
    BROKEN_RECORD = "broken_record", "This record cannot be parsed; the others in its file were read."
    BROKEN_FILE = "broken_file", "The file cannot be parsed as the format that it claims."
    BROKEN_ARCHIVE = "broken_archive", "The archive or compressed file is damaged or cut short."
    ARCHIVE_BOMB = "archive_bomb", "The archive would unpack to more than the limit allows."
    NO_TEXT_FIELD = "no_text_field", "The record has none of the fields that hold an article's text."
    NO_ARTICLE = "no_article", "The page holds no article that could be found."
    TOO_NESTED = "too_nested", "The document is nested deeper than it can be read without loss."
    TOO_LONG = "too_long", "The article is longer than the limit."
    TOO_SHORT = "too_short", "The text is too short to be an article."
    LANGUAGE = "language", "The article is in a language that no model here reads."
    UNREADABLE = "unreadable", "The file vanished or could not be read."
    CHANGED_WHILE_READ = "changed_while_read", "The file changed while it was read; the next run will read it again."
    EXTRACT_FAILED = "extract_failed", "Extraction raised an error on this article alone."
    EXTRACT_TIMEOUT = "extract_timeout", "Extraction of this article alone took longer than the limit."
    EXTRACT_CRASHED = "extract_crashed", "The worker process died on this article alone."
    EXPECTATION = "expectation", "The row fails an expectation; the message names it."
    ORPHAN = "orphan", "The row belongs to a row that is in quarantine."


@dataclass(frozen=True)
class Rejection:
    """A thing that could not go on; becomes one quarantine row."""

    stage: str
    reason: ReasonCode
    message: str
    source_uri: str | None = None
    source_record: int | None = None
    article_id: str | None = None
    table_name: str | None = None
    payload: str | None = None

    def row(self, run_id: str, quarantined_at: datetime) -> dict[str, Any]:
        payload = None if self.payload is None else self.payload[:PAYLOAD_LIMIT]
        return {
            "quarantine_id": stable_id(run_id, self.stage, self.source_uri, self.source_record, self.article_id, self.table_name, self.reason, payload),
            "run_id": run_id,
            "stage": self.stage,
            "source_uri": self.source_uri,
            "source_record": self.source_record,
            "article_id": self.article_id,
            "table_name": self.table_name,
            "reason_code": str(self.reason),
            "message": self.message[:PAYLOAD_LIMIT],
            "payload": payload,
            "quarantined_at": quarantined_at,
        }


QUARANTINE = Table(
    name="quarantine",
    description="One row a thing that could not go on: a file, a record, an article or a row.",
    primary_key="quarantine_id",
    columns=(
        Column("quarantine_id", pa.string(), "Hash of the run, the place and the reason.", pattern=ID_PATTERN),
        Column("run_id", pa.string(), "Run that put it here."),
        Column("stage", pa.string(), "Stage that could not go on with it.", enum=STAGES),
        Column("source_uri", pa.string(), "Where the input lies.", nullable=True),
        Column("source_record", pa.int64(), "Which record of the source, from 0.", nullable=True, minimum=0),
        Column("article_id", pa.string(), "Article concerned, when there is one.", nullable=True),
        Column("table_name", pa.string(), "Table whose row it is, when it is a row.", nullable=True),
        Column("reason_code", pa.string(), "Why, as a code.", enum=tuple(str(code) for code in ReasonCode)),
        Column("message", pa.string(), "Why, in words."),
        Column("payload", pa.string(), f"The thing itself, its first {PAYLOAD_LIMIT} characters.", nullable=True),
        Column("quarantined_at", TIMESTAMP, "When the run that put it here started."),
    ),
)
