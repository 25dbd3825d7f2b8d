"""Of what kind a thing is that no reference table knows: by its label, and a body by a word of its name.

And which nouns take up things of a kind: "the bank" a company.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.knowledge.records import ReferenceEntity
from tasks.extract.lexicon import words

#: OntoNotes label → kind of thing.
KINDS = {
    "PERSON": "person",
    "NORP": "group",
    "FAC": "facility",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "LANGUAGE": "language",
}
#: What the names of bodies end in, by kind: those words that hardly ever end another kind's.
_ENDINGS = {
    "political_party": words("party"),
    "government_body": words(
        """
        administration authority commission court department directorate legislature ministry navy parliament police
        senate tribunal
        """
    ),
    "company": words(
        """
        ag airlines airways asa bancorp bhd brothers capital co corp corporation gmbh holdings inc incorporated
        industries insurance limited llc ltd motors nv oyj partners petroleum pharmaceuticals pjsc plc sa spa studios
        technologies
        """
    ),
    "media": words("broadcasting chronicle courier gazette herald magazine news radio television times tribune tv"),
}
#: What parties are called, in many countries, without the word.
_PARTIES = words("democrat democrats greens labour socialists")
#: What else they are called when one of the adjectives stands before it: "National Democratic Congress".
_MOVEMENTS = words("alliance bloc coalition congress front league movement rally union")
_POLITICAL = words("communist conservative democratic labour liberal nationalist progressive republican socialist")
#: What they begin with before "of" or "for".
_BEGINNINGS = words("court department legislature ministry parliament senate")
_BODY_OF = words("of for")
#: Kind of thing (schemas.entities.ENTITY_KINDS) → nouns that take it up. A body of which no more is known is no
#: ministry or board: those say so in their names.
_TAKEN_UP_BY = {
    "person": words("old"),  # "the 34-year-old"
    "country": words("country nation republic kingdom state"),
    "place": words(
        """
        city town capital village municipality metropolis county province district state territory region island
        """
    ),
    "organisation": words(
        """
        organisation organization group company firm corporation business manufacturer maker retailer carmaker
        automaker airline bank lender brand party union alliance bloc coalition agency body institution institute
        committee commission council court bureau association federation foundation charity league team club side
        university college school academy hospital museum newspaper magazine broadcaster network channel station
        site website publisher militia army force regulator watchdog authority
        operator insurer utility developer supplier chain fund exchange start-up startup conglomerate chipmaker
        drugmaker society
        """
    ),
    "company": words(
        """
        company firm corporation business group giant manufacturer maker retailer carmaker automaker airline bank
        lender brand platform operator insurer utility developer supplier chain fund start-up startup conglomerate
        chipmaker drugmaker airline builder
        """
    ),
    "government_body": words(
        """
        agency body committee commission council court ministry department bureau board parliament assembly senate
        chamber legislature cabinet office army force regulator watchdog authority
        """
    ),
    "political_party": words("party group movement"),
    "media": words("newspaper paper magazine broadcaster network channel station agency site website outlet company"),
    "alliance": words(
        "alliance bloc union coalition organisation organization group body pact partnership forum grouping"
    ),
    "treaty": words("treaty agreement accord pact deal convention protocol"),
    "facility": words("bridge airport stadium building tower prison hospital museum centre center station plant base"),
    "event": words(
        """
        war battle conflict storm hurricane cyclone typhoon earthquake election tournament festival event games summit
        conference
        """
    ),
    "product": words(
        """
        spacecraft satellite probe orbiter lander telescope ship vessel ferry boat tanker submarine aircraft plane jet
        rocket missile car phone device drug vaccine jab pill treatment app software system
        """
    ),
    "work": words("film movie series show novel book album song play story poem painting report study"),
    "law": words("law act bill legislation treaty agreement accord constitution amendment statute"),
}
#: Noun → the kinds of thing that it takes up.
KINDS_OF = {
    noun: frozenset(kind for kind, taken in _TAKEN_UP_BY.items() if noun in taken)
    for nouns in _TAKEN_UP_BY.values()
    for noun in nouns
}


#: The first words of what the reference table says of a place.
_CITIES, _REGIONS = words("capital city"), words("province region republic state territory")
_NO_CITIES = words("state county province territory region island")
_NO_REGIONS = words("city town capital village municipality metropolis")


def never_called(known: Sequence[ReferenceEntity | None]) -> list[frozenset[str]]:
    """Of each thing the nouns that don't take it up: no city is "the state", nor is a country beside a state of its."""
    places = [entity for entity in known if entity and entity.kind == "place"]
    first = {entity.entity_id: entity.description.partition(" ")[0].casefold() for entity in places}
    states = {entity.country_code for entity in places if first[entity.entity_id] == "state"}

    def never(entity: ReferenceEntity | None) -> frozenset[str]:
        if entity is None:
            return frozenset()
        told = first.get(entity.entity_id)
        if told is None:
            return frozenset({"state"} if entity.kind == "country" and entity.country_code in states else ())
        return _NO_CITIES if told in _CITIES else _NO_REGIONS if told in _REGIONS else frozenset()

    return [never(entity) for entity in known]


def kind_by_name(label: str, name: str) -> str:
    """ "Vell Party" is a party and the "Ministry of Justice" a government body; any other ORG is an organisation."""
    parts = name.casefold().replace(".", "").split()
    if label in ("ORG", "NORP") and parts[-1] in _PARTIES:
        return "political_party"
    if label == "ORG" and parts[-1] in _MOVEMENTS and _POLITICAL & set(parts):
        return "political_party"
    if label != "ORG" or len(parts) < 2:
        return KINDS[label]
    if parts[0] in _BEGINNINGS and parts[1] in _BODY_OF:
        return "government_body"
    return next((kind for kind, endings in _ENDINGS.items() if parts[-1] in endings), KINDS[label])
