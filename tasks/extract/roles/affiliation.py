"""To what body, place or person an office belongs."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.verbs import APPOINT
from tasks.extract.roles.words import STAFF


def affiliation(mentioned: Mentioned, phrase: Span, head: Token, chain: int | None) -> int | None:
    """The organisation that the phrase names, else the country, party or place, else whose staff it is.

    chain: the person's own.
    """
    mentions = mentioned.mentions
    found = []
    for token in phrase:
        number = mentioned.mention_at.get(token.i)
        if (
            number is None
            or mentions[number].chain == chain
            or mentions[number].label not in ("ORG", "FAC", "GPE", "NORP")
        ):
            continue
        start = mentioned.spans[number].start
        is_place = mentions[number].label == "GPE" and mentioned.spans[number].text != "State"
        if (
            not is_place
            and start >= 2
            and mentioned.doc[start - 1].lower_ == "of"
            and mentioned.doc[start - 2].lemma_.casefold() in ("secretary", "minister")
        ):
            continue  # "Secretary of State" names an office, not a state
        body = mentions[number].label in ("ORG", "FAC")
        found.append((not body, mentions[number].label == "NORP", number))
    if found and not min(found)[0]:
        return min(found)[2]
    employer = _employer(mentioned, head, chain)  # of "an aide to French Prime Minister Henry Tane" not France
    return min(found)[2] if found and employer is None else employer


def appointer(mentioned: Mentioned, verb: Token) -> int | None:
    """The body that gives an office in itself: "the Vell Group named Ada Osborn chief executive"."""
    if verb.lemma_.casefold() not in APPOINT:
        return None
    subject = next((token for token in verb.lefts if token.dep_ == "nsubj"), None)
    number = None if subject is None else mentioned.mention_at.get(subject.i)
    return number if number is not None and mentioned.mentions[number].label == "ORG" else None


def _employer(mentioned: Mentioned, head: Token, chain: int | None) -> int | None:
    """The person of "Osborn's spokesman", "her spokesman", "Osborn spokesman Lind"; the body of "its head"."""
    for token in head.lefts:
        number = _possessor(mentioned, token) if token.dep_ in ("poss", "compound", "nmod") else None
        if number is not None and mentioned.mentions[number].chain not in (None, chain):
            label = mentioned.mentions[number].label
            staff = label == "PERSON" and head.lemma_.casefold() in STAFF
            return number if staff or label in ("ORG", "FAC") else None
    return _principal(mentioned, head, chain) if head.lemma_.casefold() in STAFF else None


def _principal(mentioned: Mentioned, head: Token, chain: int | None) -> int | None:
    """The Osborn of "a top aide to Mayor Ada Osborn"."""
    for preposition in head.rights:
        if preposition.i > head.i + 1 or preposition.lower_ not in ("to", "for", "of"):
            return None
        for whom in preposition.rights:
            number = mentioned.mention_at.get(whom.i)
            if number is not None and mentioned.mentions[number].chain not in (None, chain):
                named = mentioned.mentions[number].label == "PERSON" and mentioned.spans[number].root.i == whom.i
                return number if named else None
    return None


def _possessor(mentioned: Mentioned, token: Token) -> int | None:
    if token.tag_ == "WP$" and token.i > 1:  # "the Vell Group, whose chairman"
        return mentioned.mention_at.get(token.i - 1 - (token.nbor(-1).text == ","))
    return mentioned.mention_at.get(token.i, mentioned.pronoun_at.get(token.i))
