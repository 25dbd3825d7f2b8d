"""Parquet: one record a row, read some rows at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from shutil import copyfileobj

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.quarantine import ReasonCode, Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.readers.record import article_in
from tasks.ingest.refused import Refused
from tasks.ingest.settings import FIELD_NAMES, MEBIBYTE, IngestSettings, field_key
from tasks.ingest.sources import Source

BATCH_ROWS = 64


def read(source: Source, settings: IngestSettings) -> Iterator[FoundArticle | Rejection]:
    """Each row's article, numbered from 0; only the columns that hold parts of an article are read.

    Raises:
        OSError: it cannot be read.
        Refused: NO_TEXT_FIELD, EMPTY or BROKEN_FILE (with the row at which it broke off), or what unpacking raises.
    """
    index = 0
    with tempfile.TemporaryFile() as file:
        with source.open() as stream:  # Parquet is read from its end, which a packed stream cannot
            copyfileobj(stream, file, MEBIBYTE)
        try:
            parquet = pq.ParquetFile(file, page_checksum_verification=True)
            columns = _columns(parquet.schema_arrow, settings)
            for batch in parquet.iter_batches(batch_size=BATCH_ROWS, columns=columns, use_threads=False):
                for record in batch.to_pylist():
                    try:
                        yield article_in(record, index, settings)
                    except Refused as refused:
                        yield refused.rejection(source.uri, index)
                    index += 1
        except (pa.ArrowException, OSError, ValueError) as error:
            message = f"no Parquet that can be read: {error}"
            raise Refused(ReasonCode.BROKEN_FILE, message, record=index or None) from error
    if index == 0:
        raise Refused(ReasonCode.EMPTY, "no rows")


def _columns(schema: pa.Schema, settings: IngestSettings) -> list[str]:
    keys = {key for part in FIELD_NAMES for key in settings.field_keys(part)}
    columns = [name for name in schema.names if field_key(name) in keys]
    if not any(field_key(name) in settings.field_keys("text") for name in columns):
        raise Refused(ReasonCode.NO_TEXT_FIELD, f"no column for the text among {', '.join(schema.names)[:300]}")
    return columns
