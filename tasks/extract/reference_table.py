"""The reference table: things that the linker knows by id, and the names by which articles call them.

Read from CSV files with the columns of `ReferenceEntity`; lists inside a cell are separated by "|". The files in
`reference/` come with OnRecord (its README says from which sources); users add files of their own.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from schemas.entities import ENTITY_ID_PATTERN, ENTITY_KINDS
from schemas.errors import Errors, OnRecordError
from schemas.ids import local_entity_id
from schemas.mentions import LABELS

REFERENCE = Path(__file__).with_name("reference") / "entities.csv"
MEMBERSHIPS = Path(__file__).with_name("reference") / "memberships.csv"
LIST_SEPARATOR = "|"

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
#: Which labels of the entity recogniser agree with the label of the thing named. A recogniser errs among places,
#: organisations and laws, but a thing that it takes for a person or a number is another thing.
AGREEING_LABELS = {
    "GPE": frozenset({"GPE", "LOC", "NORP", "ORG", "FAC"}),
    "LOC": frozenset({"GPE", "LOC", "ORG", "FAC"}),
    "FAC": frozenset({"FAC", "ORG", "GPE", "LOC"}),
    "ORG": frozenset({"ORG", "NORP", "GPE", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART", "LOC"}),
    "LAW": frozenset({"LAW", "ORG", "EVENT", "PRODUCT", "WORK_OF_ART"}),
    "NORP": frozenset({"NORP"}),
}
_PUNCTUATION = str.maketrans("’‘ʻ`‐‑–—-", "''''     ", ".")
_POSSESSIVE = re.compile(r"'s?$")
_LEADING_ARTICLE = re.compile(r"^[Tt]he ")


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


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name may mean."""

    entity: ReferenceEntity
    form: str  #: the name as `written` gives it: its capitals tell WHO from who
    label: str  #: the entity's label, or NORP for its demonyms
    ambiguous: bool
    rank: int  #: position of its file: later files win


class ReferenceTable:
    """Names → things. Immutable once loaded."""

    def __init__(self, files: Iterable[Iterable[ReferenceEntity]]) -> None:
        ranked = {entity.entity_id: (rank, entity) for rank, file in enumerate(files) for entity in file}
        self._entities = {entity_id: entity for entity_id, (_, entity) in ranked.items()}
        self._senses: dict[str, list[Sense]] = {}
        for rank, entity in ranked.values():
            unsure = {written(name) for name in entity.ambiguous}
            forms = {written(name): entity.label for name in (entity.name, *entity.aliases)}
            forms |= {written(name): "NORP" for name in entity.demonyms if written(name) not in forms}
            for form, label in forms.items():
                self._senses.setdefault(form.casefold(), []).append(Sense(entity, form, label, form in unsure, rank))
        #: Casefolded first words of all names, for whoever searches a text for them.
        self.first_words = frozenset(form.partition(" ")[0] for form in self._senses)

    @classmethod
    def load(cls, paths: Iterable[str | Path] = ()) -> ReferenceTable:
        """OnRecord's table and then `paths`; later files win, by id and by name.

        Raises:
            OnRecordError: OR201 for a file that is not such a table, with its line.
        """
        return _load((str(REFERENCE), *map(str, paths)))

    def __iter__(self) -> Iterator[ReferenceEntity]:
        return iter(self._entities.values())

    def __len__(self) -> int:
        return len(self._entities)

    def get(self, entity_id: str) -> ReferenceEntity | None:
        return self._entities.get(entity_id)

    def senses(self, name: str) -> list[Sense]:
        """All that `name` may mean, by its letters and capitals alone; a possessive ending is no part of it."""
        form = written(name)
        senses = self._senses.get(form.casefold())
        if senses is None:
            form = _POSSESSIVE.sub("", form)
            senses = self._senses.get(form.casefold(), [])
        fitting = [sense for sense in senses if capitals_fit(sense, form)]
        last = max((sense.rank for sense in fitting), default=0)
        return [sense for sense in fitting if sense.rank == last]

    def sense(self, name: str) -> Sense | None:
        """What `name` means in any document; null when it may mean several things, or needs evidence."""
        senses = self.senses(name)
        return senses[0] if len(senses) == 1 and not senses[0].ambiguous else None

    def lookup(self, name: str, label: str | None = None) -> ReferenceEntity | None:
        """The thing that `name` means in any document; null when there is none, or when `label` speaks against it."""
        senses = self.senses(name)
        if len(senses) != 1 or senses[0].ambiguous or (label is not None and not agrees(senses[0], label)):
            return None
        return senses[0].entity


def written(name: str) -> str:
    """`name` without what writers vary: accents, dots, hyphens, kinds of apostrophe, white space, a leading "the"."""
    if not name.isascii():
        name = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _LEADING_ARTICLE.sub("", " ".join(name.translate(_PUNCTUATION).split()))


def capitals_fit(sense: Sense, form: str) -> bool:
    """Do the capitals of `form` allow this sense? "us" is not US; but "Nato" is NATO, "JAPAN" Japan."""
    if form == sense.form:
        return True
    if sense.ambiguous or not form[:1].isupper():
        return False
    if len(sense.form) <= 3:
        return False
    return " " in form or form.isupper() or (sense.form.isupper() and form.istitle())


def agrees(sense: Sense, label: str) -> bool:
    """Does the recogniser's label agree with this sense? Acronyms and names of several words speak for themselves."""
    if label in AGREEING_LABELS.get(sense.label, {sense.label}):
        return True
    distinctive = not sense.ambiguous and (" " in sense.form or (sense.form.isupper() and len(sense.form) > 2))
    return distinctive and label in LABELS and sense.label != "NORP"


@cache
def _load(paths: tuple[str, ...]) -> ReferenceTable:
    return ReferenceTable([list(read(Path(path))) for path in paths])


def read(path: Path) -> Iterator[ReferenceEntity]:
    """The rows of one file. Only `name` and `kind` are required; an id is made of them where the file has none.

    Raises:
        OnRecordError: OR201, with the line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        unknown = set(rows.fieldnames or ()) - set(ReferenceEntity.__slots__)
        if unknown or not {"name", "kind"} <= set(rows.fieldnames or ()):
            problem = f"columns must be name, kind and any of {', '.join(ReferenceEntity.__slots__)}"
            raise OnRecordError(Errors.OR201, path=path, line=1, problem=problem)
        for row in rows:
            try:
                yield entity_from(row)
            except ValueError as error:
                raise OnRecordError(Errors.OR201, path=path, line=rows.line_num, problem=error) from error


def entity_from(row: dict[str, str]) -> ReferenceEntity:
    """
    Raises:
        ValueError: what is wrong with the row.
    """
    name, kind = row["name"], row["kind"]
    if not name or kind not in ENTITY_KINDS:
        raise ValueError(f"a row needs a name, and a kind of: {', '.join(ENTITY_KINDS)}")
    label = row.get("label") or LABEL_OF_KIND.get(kind, "ORG")
    entity_id = row.get("entity_id") or local_entity_id(kind, name)
    if label not in LABELS:
        raise ValueError(f"{label!r} is no label; known are {', '.join(LABELS)}")
    if not re.fullmatch(ENTITY_ID_PATTERN, entity_id):
        raise ValueError(f"{entity_id!r} is neither a Wikidata id nor local: and 16 hexadecimal digits")
    return ReferenceEntity(
        entity_id,
        name,
        kind,
        label,
        row.get("country_code") or "",
        _list(row, "aliases"),
        _list(row, "demonyms"),
        _list(row, "ambiguous"),
        row.get("capital_of") or "",
        row.get("description") or "",
    )


def _list(row: dict[str, str], column: Literal["aliases", "demonyms", "ambiguous"]) -> tuple[str, ...]:
    cell = row.get(column)
    return tuple(cell.split(LIST_SEPARATOR)) if cell else ()
