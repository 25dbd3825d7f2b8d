"""Places of one name, told by where the text says that they lie: "Moscow, Idaho", "the governor of Washington"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from tasks.extract.knowledge.records import ReferenceEntity
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words

_PLACES = frozenset({"GPE", "LOC"})
#: What the reference table says of a region.
_REGIONS = words("autonomous country prefecture province region republic state territory")
_AFTER_REGIONS = frozenset([",", ".", ";", ":", ")", "(", "-", "–", "—", "--"])
#: Of the one city that is called like its state.
BOROUGHS = frozenset({"Bronx", "Brooklyn", "Harlem", "Manhattan", "Queens", "Staten Island"})
_OF_STATES = words("governor state")


def regions(names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """A place and the one behind its comma in which it lies: Moscow and Idaho of "in Moscow, Idaho,", not of a list."""
    by_start = {ent.start: ent for ent in names}
    for ent in names:
        doc, whole = ent.doc, by_start.get(ent.end + 1)
        if whole is None or doc[ent.end].text != "," or not {ent.label_, whole.label_} <= _PLACES:
            continue
        listed = ent.start > 1 and doc[ent.start - 1].text == ","
        listed = listed or whole.end + 1 in by_start
        listed = listed or [token.lower_ for token in doc[whole.end + 1 : whole.end + 2]] in (["and"], ["or"])
        closed = whole.end == len(doc) or doc[whole.end].text in _AFTER_REGIONS or doc[whole.end].is_space
        if closed and not listed:
            yield ent, whole


def named_as_region(name: Span, table: ReferenceTable) -> list[ReferenceEntity]:
    """The countries and regions of that name; of New York the state, where the city is called so, too."""
    senses = table.senses(f"{name.text} State") or table.senses(name.text)
    return [sense.entity for sense in senses if is_region(sense.entity)]


def is_region(entity: ReferenceEntity) -> bool:
    return entity.kind == "country" or entity.description.partition(" ")[0].casefold() in _REGIONS


def is_called_state(name: Span) -> bool:
    """ "Washington state", "the governor of Washington"."""
    doc = name.doc
    if name.end < len(doc) and doc[name.end].lower_ == "state":
        return True
    return name.start > 1 and doc[name.start - 1].lower_ == "of" and doc[name.start - 2].lower_ in _OF_STATES
