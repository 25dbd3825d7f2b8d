"""The reference table: things that the linker knows by id, and the names by which articles call them.

The files in `reference/` come with OnRecord (its README says from which sources); users add files of their own
(`knowledge`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.ids import without_accents
from schemas.mentions import LABELS
from tasks.extract.knowledge.records import ReferenceEntity, read

REFERENCE = Path(__file__).parents[1] / "reference" / "entities.csv"
MEMBERSHIPS = Path(__file__).parents[1] / "reference" / "memberships.csv"

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

    def is_place(self, name: str) -> bool:
        """Whether it is the name of one or several countries, regions or cities, and means nothing else."""
        senses = self.senses(name)
        return bool(senses) and all(sense.label == "GPE" for sense in senses)

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
    name = without_accents(name)
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
