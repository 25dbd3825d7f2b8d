"""Words that tell where names begin and end, and of what kind they are."""

from __future__ import annotations

from schemas.mentions import LABELS
from tasks.extract.gender import TITLES
from tasks.extract.lexicon import words

NAME_LABELS = frozenset(LABELS)
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
#: Titles of office-holders, which also part a country from its president ("Japan PM Ishiba").
OFFICES = words(
    """
    president premier chancellor minister pm secretary senator governor ambassador king queen prince princess pope
    mayor lawmaker ceo spokesman spokeswoman spokesperson chairman chairwoman
    """
)
BEFORE_PERSONS = (
    TITLES
    | OFFICES
    | {"mp", "mep", "cfo", "incoming", "outgoing", "acting", "by", "ex", "elect", "pastor", "sens", "reps"}
)
#: Titles that stand before nothing but a person's name.
FORMS_OF_ADDRESS = words("mr mrs ms miss dr sen rep gov gen lt col sgt capt sir dame prof")
SPEAKING = ("speak", "spoke", "learn", "taught", "teach", "understand")
#: Words that end the names of one kind of thing, or begin them ("Bank of …").
HEAD_WORDS = {
    **dict.fromkeys(
        words(
            """
            Party Council Ministry Group Institute University Committee Commission Agency Bank Court Department Office
            Bureau Association Federation Union Foundation Authority Corporation Company Parliament Assembly Senate
            Congress Army Navy Alliance Coalition Initiative College School Hospital Center Centre Organization
            Organisation
            """
        ),
        "ORG",
    ),
    **dict.fromkeys(words("Act Treaty Agreement Accord Accords Convention Protocol Constitution"), "LAW"),
    **dict.fromkeys(words("Airport Bridge Palace Stadium Tower Cathedral"), "FAC"),
    **dict.fromkeys(words("River Sea Ocean Mountains Islands Strait Peninsula Valley"), "LOC"),
}
#: Labels that the recogniser gives to a surname alone.
MISTAKEN_FOR_PERSONS = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW"})
PARTICLES = frozenset({"de", "da", "di", "von", "van", "der", "den", "bin", "al", "el", "la", "le", "of", "del", "dos"})
#: Labels of things whose titles may begin with an article.
TITLED_WORKS = frozenset({"WORK_OF_ART", "PRODUCT"})
POSSESSED = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM", "X"})
NEVER_NAMES = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "INTJ", "PART"})
