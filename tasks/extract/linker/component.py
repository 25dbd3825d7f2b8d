"""Entity linker: gives a name the id of the thing in the reference table that it means, or none.

A wrong link is worse than none. A name that means one thing wherever it stands is linked by its letters and capitals,
if the recogniser's label agrees. An ambiguous one ("Congress", "Georgia", "SDF") needs evidence in the document: the
thing under a name that is not ambiguous, or the country that it belongs to. An acronym that the document itself
defines means what the document says, and a body of another country's is that country's ("Canada's Senate"). A capital
that stands for its government ("Tokyo said", "talks with Tokyo") is linked to the country (`metonymy`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from tasks.extract.knowledge.reference_table import ReferenceEntity, ReferenceTable, Sense, agrees, written
from tasks.extract.linker.acronyms import abbreviates
from tasks.extract.linker.metonymy import stands_for_government
from tasks.extract.linker.regions import BOROUGHS, is_called_state, named_as_region, regions
from tasks.extract.names.words import PARTIES_OF_SEATS
from tasks.extract.sport import is_about_sport

#: Labels that an ambiguous name must bear: where the name alone does not decide, the recogniser's label has to.
LABELS_OF_AMBIGUOUS = {
    "GPE": frozenset({"GPE"}),
    "LOC": frozenset({"GPE", "LOC"}),
    "ORG": frozenset({"ORG", "NORP"}),
    "LAW": frozenset({"LAW", "ORG"}),
    "FAC": frozenset({"FAC", "ORG"}),
    "NORP": frozenset({"NORP"}),
}
#: Kinds of bodies of which several countries have one of the same name.
OF_COUNTRIES = frozenset({"government_body", "political_party"})
OPENING, CLOSING = frozenset("(["), frozenset(")]")


@Language.factory(
    "onrecord_linker",
    requires=["doc.ents"],  # and the parser's, where there is one
    assigns=["doc.ents", "token.ent_kb_id"],
    default_config={"knowledge": []},
)
def make_linker(nlp: Language, name: str, knowledge: list[str]) -> Linker:
    """`knowledge`: paths of files of your own, as `tasks.extract.knowledge.records` reads them; later ones win."""
    return Linker(ReferenceTable.load(knowledge))


@dataclass
class Evidence:
    """What the names that need none tell about the document."""

    named: set[str] = field(default_factory=set)  #: ids of the things linked
    countries: Counter[str] = field(
        default_factory=Counter
    )  #: ISO code → mentions of the country or of what belongs to it
    places: set[str] = field(default_factory=set)  #: ISO codes of the cities and regions linked
    persons: set[str] = field(default_factory=set)  #: words of persons' full names

    def add(self, entity: ReferenceEntity) -> None:
        self.named.add(entity.entity_id)
        if entity.country_code:
            self.countries[entity.country_code] += 1
            if entity.kind == "place":
                self.places.add(entity.country_code)

    @property
    def foremost_country(self) -> str | None:
        """The country that the document mentions more often than any other."""
        first = self.countries.most_common(2)
        if not first or (len(first) == 2 and first[0][1] == first[1][1]):
            return None
        return first[0][0]


class Linker:
    def __init__(self, table: ReferenceTable) -> None:
        self.table = table

    def __call__(self, doc: Doc) -> Doc:
        names = [ent for ent in doc.ents if not ent.kb_id and ent.label_]
        evidence = Evidence(persons=set(words_of_persons(names)))
        of_sport = is_about_sport([token.lower_ for token in doc])
        senses = {ent.start: self.senses(ent, of_sport) for ent in names}
        self.place(names, senses)
        defined = dict(defined_acronyms(names))
        links: dict[int, ReferenceEntity] = {}
        for ent in names:
            certain = self.certain(ent, senses[ent.start], evidence)
            if certain is not None and written(ent.text) not in defined:
                links[ent.start] = certain
                evidence.add(certain)
        foremost = evidence.foremost_country
        for ent in names:
            if ent.start not in links and written(ent.text) not in defined:
                supported = by_evidence(ent, senses[ent.start], evidence, foremost)
                if supported is not None:
                    links[ent.start] = supported
        drop_foreign_parties(links)
        for ent in names:
            long_form = defined.get(written(ent.text))
            if long_form is not None and long_form.start in links:
                links[ent.start] = links[long_form.start]
        if doc.has_annotation("DEP"):
            for ent in names:
                city = links.get(ent.start)
                if city is not None and city.capital_of and stands_for_government(ent):
                    links[ent.start] = self.table.get(city.capital_of) or city
        for ent in names:
            if ent.start in links:
                for token in ent:
                    token.ent_kb_id_ = links[ent.start].entity_id
        return doc

    def senses(self, ent: Span, of_sport: bool) -> list[Sense]:
        """What a name may mean by its words, its label and whose it is: the "German Bundesbank" is the Bundesbank."""
        found = [sense for sense in self.table.senses(ent.text) if agrees(sense, ent.label_)]
        if ent.label_ == "ORG":  # a club or, in a report of sport, a country's team that is called like it
            found = [sense for sense in found if not is_city(sense) and not (of_sport and sense.label == "GPE")]
        if not found and len(ent) > 1 and (country := self.country(ent[0:1])) is not None:
            rest = self.table.senses(ent[1:].text)
            own = [s for s in rest if agrees(s, ent.label_) and s.entity.country_code == country.country_code]
            return [replace(sense, ambiguous=False) for sense in own if sense.entity.kind in OF_COUNTRIES]
        if ent.start > 1 and ent.doc[ent.start - 1].text == "-" and ent.doc[ent.start - 2].text in PARTIES_OF_SEATS:
            return [replace(sense, ambiguous=False) for sense in found]  # "D-Wash."
        owner = owner_of(ent)
        country = self.country(owner) if owner is not None else None
        if country is None:
            return found
        return [s for s in found if s.entity.kind not in OF_COUNTRIES or s.entity.country_code == country.country_code]

    def place(self, names: Sequence[Span], senses: dict[int, list[Sense]]) -> None:
        """Leave of the senses of places those for which the regions beside them speak.

        A name that is told to lie elsewhere tells nothing where it stands alone.
        """
        unsure: set[str] = set()
        states = [ent for ent in names if is_called_state(ent)]
        placed: set[int] = set()
        for ent, whole in regions(names):
            found = named_as_region(whole, self.table)
            codes = {region.country_code for region in found}
            if codes and any(sense.entity.country_code not in codes for sense in senses[ent.start]):
                senses[ent.start] = [sense for sense in senses[ent.start] if sense.entity.country_code in codes]
                unsure.add(written(ent.text))
                placed.add(ent.start)
            if ent.text not in BOROUGHS:
                states.append(whole)
        for ent in states:
            known = self.table.senses(f"{ent.text} State")
            if known:
                senses[ent.start] = known
        for ent in names:
            if ent.start not in placed and written(ent.text) in unsure:
                senses[ent.start] = []

    def country(self, name: Span) -> ReferenceEntity | None:
        sense = self.table.sense(name.text)
        return sense.entity if sense is not None and sense.entity.kind == "country" else None

    def certain(self, ent: Span, senses: Sequence[Sense], evidence: Evidence) -> ReferenceEntity | None:
        if len(senses) != 1 or senses[0].ambiguous or is_persons_name(ent, senses[0], evidence):
            return None
        return senses[0].entity


def drop_foreign_parties(links: dict[int, ReferenceEntity]) -> None:
    """Several countries have a Democratic Party: it is no other's than one of those that the document speaks of."""
    spoken_of = {entity.country_code for entity in links.values() if entity.kind != "political_party"} - {"", None}
    for start, entity in list(links.items()):
        if entity.kind == "political_party" and spoken_of and entity.country_code not in spoken_of:
            del links[start]


def is_city(sense: Sense) -> bool:
    return sense.entity.kind == "place" and sense.label == "GPE"


def owner_of(ent: Span) -> Span | None:
    """The name right before another, or before its "'s": Canada of "Canada's Senate"."""
    doc, end = ent.doc, ent.start
    if end > 1 and doc[end - 1].lower_ in ("'s", "’s"):
        end -= 1
    owner = doc[end - 1 : end]
    return owner if end and owner[0].ent_type_ in ("GPE", "NORP") else None


def by_evidence(ent: Span, senses: Sequence[Sense], evidence: Evidence, foremost: str | None) -> ReferenceEntity | None:
    """The one sense of an ambiguous name for which the document speaks; null when it speaks for none or for several."""
    fitting = [
        sense
        for sense in senses
        if ent.label_ in LABELS_OF_AMBIGUOUS.get(sense.label, {sense.label})
        and not is_persons_name(ent, sense, evidence)
    ]
    named = [sense.entity for sense in fitting if sense.entity.entity_id in evidence.named]
    if named:
        return named[0] if len(named) == 1 else None
    if len(fitting) == 1 and (fitting[0].entity.kind == "country" or fitting[0].label == "LOC"):
        return fitting[0].entity  # "Jordan" that is no person, "Pacific" that is no company
    with_country = any(sense.entity.kind == "country" for sense in fitting)
    supported = [sense.entity for sense in fitting if belongs_here(sense.entity, evidence, foremost, with_country)]
    return supported[0] if len(supported) == 1 else None


def belongs_here(entity: ReferenceEntity, evidence: Evidence, foremost: str | None, beside_country: bool) -> bool:
    """Does the document speak of the country that `entity` belongs to?

    A government's body or a party needs it to be the country that the document is most about: where the United States
    are one of several countries, "the Senate" may be another's. A place needs it to be mentioned; where a country has
    the same name, another place of it ("Georgia" is the state beside Atlanta, the country beside Tbilisi).
    """
    code = entity.country_code
    if entity.kind in ("country", "place"):
        return code in (evidence.places if beside_country else evidence.countries)
    return bool(code) and code == foremost


def is_persons_name(ent: Span, sense: Sense, evidence: Evidence) -> bool:
    """Is a single-word name a word of some person's full name in the document? ("Jordan" beside "Leah Jordan")"""
    place = sense.entity.kind == "place" or sense.ambiguous
    return place and sense.label != "NORP" and " " not in sense.form and sense.form in evidence.persons


def words_of_persons(names: Sequence[Span]) -> Iterator[str]:
    for ent in names:
        if ent.label_ == "PERSON" and len(ent) > 1:
            yield from written(ent.text).split()


def defined_acronyms(names: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Acronym → the long form next to which the document puts it in brackets, in either order."""
    by_start = {ent.start: ent for ent in names}
    for ent in names:
        doc = ent.doc
        if ent.end + 2 >= len(doc) or doc[ent.end].text not in OPENING:
            continue
        inside = by_start.get(ent.end + 1, doc[ent.end + 1 : ent.end + 2])
        if inside.end >= len(doc) or doc[inside.end].text not in CLOSING:
            continue
        if abbreviates(written(inside.text), written(ent.text)):
            yield written(inside.text), ent
        elif abbreviates(written(ent.text), written(inside.text)) and inside.start in by_start:
            yield written(ent.text), inside
