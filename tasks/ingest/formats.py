"""Which reader a source goes to: by its extension, else by what its first bytes look like."""

from __future__ import annotations

import json
import re

from schemas.articles import FORMATS
from schemas.quarantine import ReasonCode
from tasks.ingest.decoding import HEAD_BYTES, byte_order_mark, check_is_text
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source

EXTENSIONS = {name: name for name in FORMATS} | {
    "text": "txt",
    "htm": "html",
    "xhtml": "html",
    "ndjson": "jsonl",
    "tsv": "csv",
    "pq": "parquet",
}
ARCHIVES = {"zip", "gz"}
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL
)


def identify_format(source: Source, settings: IngestSettings) -> str:
    """One of `FORMATS`.

    Raises:
        OSError: it cannot be read.
        Refused: EMPTY, UNKNOWN_FORMAT, or BINARY when the bytes belie the extension.
    """
    extension = source.extension
    if extension in ARCHIVES:
        raise Refused(ReasonCode.UNKNOWN_FORMAT, "archives inside archives are not opened")
    if extension and extension not in EXTENSIONS:
        raise Refused(ReasonCode.UNKNOWN_FORMAT, f"no reader for .{extension} files")
    with source.open() as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip():
        raise Refused(ReasonCode.EMPTY, "no bytes but white space")
    named = EXTENSIONS.get(extension)
    if named == "parquet" or (named is None and head.startswith(b"PAR1")):
        return "parquet"
    check_is_text(head)
    text = head.decode(byte_order_mark(head) or "utf-8", errors="replace")
    if named in (None, "txt") and HTML.match(text):
        return "html"  # a saved page, whatever it is called
    return named or _format_of(text, settings)


def _format_of(text: str, settings: IngestSettings) -> str:
    """The format of a text without a name."""
    from tasks.ingest.readers.csv import names_its_text

    first, _, rest = text.strip().partition("\n")
    if first.startswith("[") and _opens_json_array(first + rest[:200]):
        return "json"
    if first.startswith("{"):
        return "jsonl" if _is_json(first) and rest.lstrip().startswith("{") else "json"
    if rest and names_its_text(first, settings):
        return "csv"
    return "txt"


def _opens_json_array(text: str) -> bool:
    """Not every text that opens a bracket is JSON: "[Updated] The minister …"."""
    return text[1:].lstrip().startswith(("{", "]"))


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
