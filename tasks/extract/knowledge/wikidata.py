"""A Wikidata JSON dump → a knowledge file, one line at a time: memory does not grow with the dump.

The dump (https://www.wikidata.org/wiki/Wikidata:Database_download) is one JSON array with an entity a line. An entity
is taken when it is an instance (P31) of one of the classes asked for; subclasses are not followed, since that needs the
whole dump twice, so name the classes that you want.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.errors import Errors, OnRecordError
from tasks.extract.knowledge.records import ARROW_SCHEMA, COLUMNS, LABEL_OF_KIND, LISTS, ReferenceEntity
from tasks.extract.knowledge.reference_table import ReferenceTable, written

#: Class → kind of thing.
CLASSES = {
    "Q5": "person",
    "Q6256": "country",
    "Q3624078": "country",
    "Q515": "place",
    "Q1549591": "place",
    "Q5119": "place",
    "Q43229": "organisation",
    "Q484652": "organisation",
    "Q245065": "organisation",
    "Q1127126": "alliance",
    "Q327333": "government_body",
    "Q192350": "government_body",
    "Q7278": "political_party",
    "Q4830453": "company",
    "Q783794": "company",
    "Q891723": "company",
    "Q11032": "media",
    "Q192283": "media",
    "Q131569": "treaty",
}
ENGLISH = ("en", "mul", "en-gb", "en-us", "en-ca")
INSTANCE_OF, POSITION_HELD, CITIZENSHIP, COUNTRY, POPULATION, CAPITAL_OF = "P31", "P39", "P27", "P17", "P1082", "P1376"
#: Parquet rows that are written at a time.
ROWS = 10_000
#: Lines between two calls of `progress`.
REPORT_EVERY = 10_000
#: Bytes of one line; the largest entities take a few million.
LONGEST_LINE = 64 * 2**20


@dataclass(frozen=True)
class Filter:
    """What to take of a dump."""

    classes: Mapping[str, str] = field(default_factory=lambda: dict(CLASSES))  #: Wikidata class → kind
    with_position: bool = True  #: of persons, only those who hold or held a position (P39)
    min_population: int = 100_000  #: of places, only those with as many inhabitants


@dataclass
class Conversion:
    """How far a conversion has got."""

    lines: int = 0
    taken: Counter[str] = field(default_factory=Counter)  #: kind → entities
    bad_lines: int = 0
    first_bad: tuple[int, str] | None = None  #: line and what is wrong with it


def convert(
    dump: Path, out: Path, wanted: Filter | None = None, progress: Callable[[Conversion], None] = lambda _: None
) -> Conversion:
    """Write what `wanted` asks for of `dump` (.json, .json.gz, .json.bz2) to `out`, a Parquet file, all or nothing.

    A line that is no entity is counted and passed over; a file without one good line is an error.

    Raises:
        OnRecordError: OR201 the dump is none, is cut short, or has another ending.
    """
    wanted, done = wanted or Filter(), Conversion()
    partial = out.with_name(f".{out.name}.partial")
    try:
        with pq.ParquetWriter(partial, ARROW_SCHEMA, compression="zstd", write_page_checksum=True) as writer:
            for batch in batches(entities(dump, wanted, done, progress)):
                writer.write_batch(batch)
        if done.lines == done.bad_lines:
            problem = done.first_bad[1] if done.first_bad else "it is empty"
            raise OnRecordError(
                Errors.OR201, path=dump, line=1, problem=f"not one line is a Wikidata entity: {problem}"
            )
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return done


def batches(found: Iterable[ReferenceEntity]) -> Iterator[pa.RecordBatch]:
    rows: list[dict[str, Any]] = []
    for entity in found:
        rows.append({name: list(getattr(entity, name)) if name in LISTS else getattr(entity, name) for name in COLUMNS})
        if len(rows) == ROWS:
            yield pa.RecordBatch.from_pylist(rows, ARROW_SCHEMA)
            rows.clear()
    if rows:
        yield pa.RecordBatch.from_pylist(rows, ARROW_SCHEMA)


def entities(
    dump: Path, wanted: Filter, done: Conversion, progress: Callable[[Conversion], None]
) -> Iterator[ReferenceEntity]:
    codes = country_codes()
    # Most lines are of classes that nobody asked for: what does not even hold a class's id is not parsed.
    mentions_class = re.compile(b'"(?:' + b"|".join(sorted(id_.encode() for id_ in wanted.classes)) + b')"')
    for line in entity_lines(dump):
        done.lines += 1
        if done.lines % REPORT_EVERY == 0:
            progress(done)
        if not (line.startswith(b"{") and line.endswith(b"}")):
            _bad(done, "no JSON object")
            continue
        if not mentions_class.search(line):
            continue
        try:
            entity = entity_of(json.loads(line), wanted, codes)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            _bad(done, f"{type(error).__name__}: {error}")
            continue
        if entity is not None:
            done.taken[entity.kind] += 1
            yield entity


def _bad(done: Conversion, problem: str) -> None:
    done.bad_lines += 1
    done.first_bad = done.first_bad or (done.lines, problem)


def entity_lines(dump: Path) -> Iterator[bytes]:
    """The dump's lines without the array's brackets and commas.

    Raises:
        OnRecordError: OR201 it cannot be opened or read to its end, or has another ending.
    """
    number = 0
    try:
        with opened(dump) as file:
            while line := file.readline(LONGEST_LINE):
                number += 1
                content = line.strip().rstrip(b",")
                if content not in (b"", b"[", b"]"):
                    yield content
    except (OSError, EOFError, zlib.error) as error:
        raise OnRecordError(Errors.OR201, path=dump, line=number + 1, problem=f"cannot be read on: {error}") from error


def opened(dump: Path) -> IO[bytes]:
    match dump.suffix.lower():
        case ".gz":
            return gzip.open(dump, "rb")  # type: ignore[return-value]
        case ".bz2":
            return bz2.open(dump, "rb")
        case ".json":
            return dump.open("rb")
    raise OnRecordError(Errors.OR201, path=dump, line=1, problem="a dump ends in .json, .json.gz or .json.bz2")


def country_codes() -> dict[str, str]:
    """Wikidata id of a country → ISO 3166 alpha-3, by our own reference table."""
    return {entity.entity_id: entity.country_code for entity in ReferenceTable.load() if entity.kind == "country"}


def entity_of(item: Mapping[str, Any], wanted: Filter, codes: Mapping[str, str]) -> ReferenceEntity | None:
    """One entity of the dump; null when it is not wanted or has no English name.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is not in the dump's form.
    """
    if item["type"] != "item":
        return None
    claims = item["claims"] or {}  # an entity without claims has an empty list
    kinds = [wanted.classes[id_] for id_ in item_ids(claims, INSTANCE_OF) if id_ in wanted.classes]
    name = in_english(item["labels"] or {})
    if not kinds or not name:
        return None
    kind = kinds[0]
    if kind == "person" and wanted.with_position and not claims.get(POSITION_HELD):
        return None
    if kind == "place" and population(claims) < wanted.min_population:
        return None
    countries = item_ids(claims, CITIZENSHIP if kind == "person" else COUNTRY)
    said = (alias["value"] for language in ENGLISH for alias in (item.get("aliases") or {}).get(language, ()))
    aliases = tuple(dict.fromkeys(alias for alias in map(one_line, said) if alias and alias != name))
    return ReferenceEntity(
        entity_id=item["id"],
        name=name,
        kind=kind,
        label=LABEL_OF_KIND.get(kind, "ORG"),
        country_code=next((codes[id_] for id_ in countries if id_ in codes), ""),
        aliases=aliases,
        ambiguous=tuple(alias for alias in (name, *aliases) if needs_evidence(alias, kind)),
        capital_of=next((id_ for id_ in item_ids(claims, CAPITAL_OF) if id_ in codes), "") if kind == "place" else "",
        description=in_english(item.get("descriptions") or {}),
    )


def item_ids(claims: Mapping[str, Any], name: str) -> list[str]:
    """The items that statements of one property name, the preferred ones first, without the deprecated ones."""
    ranks = {"preferred": 0, "normal": 1}
    statements = [statement for statement in claims.get(name, ()) if statement["rank"] in ranks]
    found = []
    for statement in sorted(statements, key=lambda statement: ranks[statement["rank"]]):
        if statement["mainsnak"]["snaktype"] == "value":
            found.append(statement["mainsnak"]["datavalue"]["value"]["id"])
    return found


def population(claims: Mapping[str, Any]) -> int:
    """The largest number of inhabitants that is stated."""
    stated = (
        int(float(statement["mainsnak"]["datavalue"]["value"]["amount"]))
        for statement in claims.get(POPULATION, ())
        if statement["rank"] != "deprecated" and statement["mainsnak"]["snaktype"] == "value"
    )
    return max(stated, default=0)


def in_english(texts: Mapping[str, Any]) -> str:
    return next((one_line(texts[language]["value"]) for language in ENGLISH if language in texts), "")


def one_line(text: str) -> str:
    return " ".join(text.split())


def needs_evidence(name: str, kind: str) -> bool:
    """Surnames, given names and short acronyms alone mean many things: linked only where the document says so."""
    plain = written(name)
    return (kind == "person" and " " not in plain) or len(plain) <= 3
