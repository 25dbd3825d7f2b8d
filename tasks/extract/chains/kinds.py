"""Of what kind a thing is that no reference table knows: by its label, and a body by a word of its name."""

from __future__ import annotations

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
