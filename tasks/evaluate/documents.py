"""Documents whose mentions, chains and dates people annotated, in one JSON file; `DOCUMENTS_LAYOUT` shows it.

GUM (Zeldes 2017) marks whole noun phrases, "the Duke of Vell, who left in 1911"; a reader of names wants "Duke of Vell"
(`GoldMention.name`). So names are scored on that core, which `name_core` tells from capital letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from schemas.errors import Errors, OnRecordError
from tasks.evaluate.gold import Span

DOCUMENTS_FILE = "gold.json"
DOCUMENTS_LAYOUT = """\
GOLD_DIR/gold.json, UTF-8; offsets count code points, ends are exclusive:
  {"a-life": {"date": "2019-07-20", "text": "Ada Osborn left in May. She …",
     "mentions": [{"start": 0, "end": 10, "type": "person", "group": "1", "identity": "Ada_Osborn",
                   "name": true, "pronoun": false}, …],
     "dates": [{"start": 19, "end": 22, "when": "2019-05"}]}}
  group: mentions of one thing share it. identity: title of its Wikipedia article, or "". name: it holds a name.
  when: ISO 8601, as far as known.
"""

_DETERMINER = re.compile(r"(?i)(?:the|an?|this|that|these|those|my|your|his|her|its|our|their|both|all)\s+")
_NAME = re.compile(
    r"[A-Z][\w&'’./-]*"
    r"(?:\s+(?:(?:of|and|for|de|del|della|der|den|di|du|da|van|von|al|bin|ibn|&)\s+)?(?:(?:the|la|le)\s+)?[A-Z\d][\w&'’./-]*)*"
)
#: After a name these open a phrase about it; any other small word makes the name an attribute ("the Vellish painter").
_ATTRIBUTE = re.compile(r"\s+(?!(?:who|whom|whose|which|that|where|when|as|at|by|from|in|of|on|with|to|or|and)\b)[a-z]")
_AND = re.compile(r"\sand\s+")
_POSSESSIVE = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True)
class GoldMention:
    start: int
    end: int
    kind: str  #: person, place, organization, time, event, object, abstract …
    chain: str  #: mentions of one thing share it
    identity: str | None  #: title of its Wikipedia article
    pronoun: bool
    holds_name: bool  #: a name stands somewhere in it
    name: Span | None  #: the name that it is, if it is one


@dataclass(frozen=True, slots=True)
class GoldDate:
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    name: str
    text: str
    published: date | None
    mentions: tuple[GoldMention, ...]
    dates: tuple[GoldDate, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A predicted mention, with its thing's fullest name in the document and its name as an entity."""

    start: int
    end: int
    kind: str  #: name, nominal or pronoun
    chain: str | None = None
    name: str | None = None
    entity_id: str | None = None
    entity_name: str | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A predicted date."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in one document."""

    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()


def is_document_corpus(folder: Path) -> bool:
    return (folder / DOCUMENTS_FILE).is_file()


def read_documents(folder: Path) -> list[GoldDocument]:
    """The documents of `folder`, by name.

    Raises:
        OnRecordError: OR506 the file is not JSON of that form, or a span lies outside its text.
    """
    path = folder / DOCUMENTS_FILE
    try:
        documents = json.loads(path.read_bytes().decode("utf-8"))
        if not documents:
            raise ValueError("it holds no documents")
        return [document(name, documents[name]) for name in sorted(documents)]
    except KeyError as error:
        raise OnRecordError(Errors.OR506, path=path, problem=f"a document or mention lacks {error}") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise OnRecordError(Errors.OR506, path=path, problem=error) from error


def document(name: str, row: Mapping[str, Any]) -> GoldDocument:
    text = row["text"]
    for span in (*row["mentions"], *row["dates"]):
        if not 0 <= span["start"] < span["end"] <= len(text):
            raise ValueError(f"{name}: {span['start']} to {span['end']} is no span of {len(text)} characters")
    starts = {mention["start"] for mention in row["mentions"]}
    mentions = (
        GoldMention(
            start=mention["start"],
            end=mention["end"],
            kind=mention["type"],
            chain=mention["group"],
            identity=mention["identity"].replace("_", " ") or None,
            pronoun=mention["pronoun"],
            holds_name=mention["name"],
            name=name_core(text, mention["start"], mention["end"], starts) if mention["name"] else None,
        )
        for mention in row["mentions"]
    )
    dates = (GoldDate(found["start"], found["end"], found["when"]) for found in row["dates"])
    published = date.fromisoformat(row["date"]) if row.get("date") else None
    return GoldDocument(name, text, published, tuple(mentions), tuple(dates))


def name_core(text: str, start: int, end: int, mention_starts: frozenset[int] | set[int] = frozenset()) -> Span | None:
    """The name that a noun phrase is, without its determiner, possessive mark and what follows; None if it is none.

    "the Duke of Vell, who left" is the name "Duke of Vell"; "the Vellish painter" and "the mayor of Vell" are none. A
    list of names ("Ada Osborn and Bo Lind", the second a mention of its own) is none either.
    """
    # One letter for one, so that offsets hold: re has no class for the capitals beyond ASCII.
    phrase = "".join(c if c.isascii() or not c.isalpha() else "A" if c.isupper() else "a" for c in text[start:end])
    determiner = _DETERMINER.match(phrase)
    name = _NAME.match(phrase, determiner.end() if determiner else 0)
    if name is None or _ATTRIBUTE.match(phrase, name.end()):
        return None
    if any(start + second.end() in mention_starts for second in _AND.finditer(phrase, *name.span())):
        return None
    possessive = _POSSESSIVE.search(name[0])
    if possessive and phrase[name.end() :].strip():
        return None
    stop = name.start() + (possessive.start() if possessive else len(name[0]))
    return start + name.start(), start + stop
