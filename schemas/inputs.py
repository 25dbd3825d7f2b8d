"""inputs: one row an input that the snapshot covers, so that the next run reads only what is new."""

import pyarrow as pa

from schemas.table import Column, Table

INPUTS = Table(
    name="inputs",
    description="One row an input file (or archive member) that the snapshot covers.",
    primary_key="source_uri",
    columns=(
        Column("source_uri", pa.string(), "Where it lies."),
        Column("byte_size", pa.int64(), "Bytes, when it was read.", minimum=0),
        Column("modified_ns", pa.int64(), "Modification time in nanoseconds: tells only whether to look again, never a date."),
        Column("sha256", pa.string(), "SHA-256 of its bytes.", pattern=r"^[0-9a-f]{64}$"),
        Column("articles", pa.int64(), "Articles that it holds.", minimum=0),
        Column("run_id", pa.string(), "Run that last read it."),
    ),
)
