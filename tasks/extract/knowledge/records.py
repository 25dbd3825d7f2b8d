"""Knowledge: things with their names, in CSV, Parquet or JSONL files; ours (`reference/entities.csv`) and users' own.

The columns are those of `ReferenceEntity`, `id` and `country` being other names of `entity_id` and `country_code`; only
`name` and `kind` are required. A list is a list in Parquet and JSONL, or a text with "|" between its items.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.entities import ENTITY_ID_PATTERN, ENTITY_KINDS
from schemas.errors import Errors, OnRecordError
from schemas.ids import local_entity_id
from schemas.mentions import LABELS

LIST_SEPARATOR = "|"
OTHER_NAMES = {"id": "entity_id", "country": "country_code"}
COUNTRY_CODE = re.compile(r"[A-Z]{3}")

#: The label that a kind's names bear, where a file does not say it.
LABEL_OF_KIND = {
    "person": "PERSON",
    "group": "NORP",
    "country": "GPE",
    "place": "GPE",
    "treaty": "LAW",
    "law": "LAW",
    "facility": "FAC",
    "event": "EVENT",
    "product": "PRODUCT",
    "work": "WORK_OF_ART",
    "language": "LANGUAGE",
}


@dataclass(frozen=True, slots=True)
class ReferenceEntity:
    """One thing of the reference table."""

    entity_id: str  #: Wikidata id, or "local:" and a hash of kind and name
    name: str
    kind: str  #: one of schemas.entities.ENTITY_KINDS
    label: str  #: OntoNotes type that its names bear
    country_code: str = ""  #: ISO 3166 alpha-3 of the country that it is or belongs to
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  #: adjectives and nouns for its people: Japanese, Swede
    ambiguous: tuple[str, ...] = ()  #: those of the names above that mean it only where the document says so
    capital_of: str = ""  #: entity_id of the country whose capital it is
    description: str = ""


COLUMNS = ReferenceEntity.__slots__
LISTS = ("aliases", "demonyms", "ambiguous")
#: How the columns lie in Parquet.
ARROW_SCHEMA = pa.schema([(name, pa.list_(pa.string()) if name in LISTS else pa.string()) for name in COLUMNS])


def read(path: Path) -> Iterator[ReferenceEntity]:
    """The rows of one file, told by its ending; an id is made of kind and name where a row has none.

    Raises:
        OnRecordError: OR201, with the line (in Parquet the row, from 1).
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise OnRecordError(Errors.OR201, path=path, line=1, problem=f"it must end in {', '.join(READERS)}")
    line = 1
    try:
        for number, row in reader(path):
            line = number
            yield entity_from(row)
    except UnreadableKnowledgeError as error:
        raise OnRecordError(Errors.OR201, path=path, line=error.line, problem=error.problem) from error
    except (ValueError, TypeError, RecursionError, csv.Error, pa.ArrowException, OSError) as error:
        raise OnRecordError(Errors.OR201, path=path, line=line, problem=error) from error


class UnreadableKnowledgeError(Exception):
    """A line that cannot be read; the reader knows which."""

    def __init__(self, line: int, problem: object) -> None:
        super().__init__(line, problem)
        self.line, self.problem = line, problem


def csv_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        check_columns(rows.fieldnames or ())
        for row in rows:
            yield rows.line_num, row


def parquet_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path, page_checksum_verification=True)
    check_columns(file.schema_arrow.names)
    number = 0
    for batch in file.iter_batches(10_000):
        for row in batch.to_pylist():
            number += 1
            yield number, row


def jsonl_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("a line must be an object")
                check_columns(row)
            except (ValueError, RecursionError) as error:
                raise UnreadableKnowledgeError(number, error) from error
            yield number, row


READERS = {".csv": csv_rows, ".parquet": parquet_rows, ".jsonl": jsonl_rows, ".ndjson": jsonl_rows}


def check_columns(names: Iterable[str]) -> None:
    """
    Raises:
        ValueError: a column that is unknown or given twice, or none for `name` or `kind`.
    """
    given = [OTHER_NAMES.get(name, name) for name in names]
    if set(given) - set(COLUMNS) or not {"name", "kind"} <= set(given) or len(given) > len(set(given)):
        raise ValueError(f"columns must be name, kind and any of {', '.join(COLUMNS)}")


def entity_from(row: Mapping[str, Any]) -> ReferenceEntity:
    """
    Raises:
        ValueError: what is wrong with the row.
    """
    cells = {OTHER_NAMES.get(name, name): cell for name, cell in row.items()}
    name, kind = _text(cells, "name"), _text(cells, "kind")
    if not name or kind not in ENTITY_KINDS:
        raise ValueError(f"a row needs a name, and a kind of: {', '.join(ENTITY_KINDS)}")
    label = _text(cells, "label") or LABEL_OF_KIND.get(kind, "ORG")
    entity_id = _text(cells, "entity_id") or local_entity_id(kind, name)
    country = _text(cells, "country_code")
    if label not in LABELS:
        raise ValueError(f"{label!r} is no label; known are {', '.join(LABELS)}")
    if not re.fullmatch(ENTITY_ID_PATTERN, entity_id):
        raise ValueError(f"{entity_id!r} is neither a Wikidata id nor local: and 16 hexadecimal digits")
    if country and not COUNTRY_CODE.fullmatch(country):
        raise ValueError(f"{country!r} is no ISO 3166 alpha-3 code of a country")
    return ReferenceEntity(
        entity_id,
        name,
        kind,
        label,
        country,
        _list(cells, "aliases"),
        _list(cells, "demonyms"),
        _list(cells, "ambiguous"),
        _text(cells, "capital_of"),
        _text(cells, "description"),
    )


def _text(cells: Mapping[str, Any], column: str) -> str:
    cell = cells.get(column)
    if cell is None:
        return ""
    if not isinstance(cell, str):
        raise ValueError(f"{column} must be a text, not {cell!r}")
    return cell.strip()


def _list(cells: Mapping[str, Any], column: str) -> tuple[str, ...]:
    cell = cells.get(column) or []
    items = cell.split(LIST_SEPARATOR) if isinstance(cell, str) else cell
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(f"{column} must be a list of texts, not {cell!r}")
    return tuple(item.strip() for item in items if item.strip())
