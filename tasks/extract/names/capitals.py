"""Names that only their capitals tell of: proper nouns that the recogniser left out, alone or beside a name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tasks.extract.names.gender import of_given_name
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import BEFORE_PERSONS, CAPITALISED_WORDS, CLUBS, HEAD_WORDS, HONOURS, ROLES, SEAT, SHIPS
from tasks.extract.roles.words import ROLES as OCCUPATIONS


def add_heads(tokens: Tokens, found: Found) -> None:
    """Proper nouns right after a name that end in a head word belong to it: "Harbour Workers" and "Trade Union".

    Not in a headline what is a common noun below it: "Marnish Team Says".
    """
    common = {text for text in tokens.texts if text.islower()}
    after = dict(uncovered_proper_nouns(tokens, found))
    for name in found:
        end = after.get(name.end)
        if tokens.texts[name.end : name.end + 1] in (["TV"], ["FM"]):  # to the tagger also a noun
            end = None if name.label in ("NORP", "GPE") else name.end + 1
        if end is None or not tokens.spaced[name.end - 1]:
            continue
        if name.label == "PERSON" and (name.size > 1 or tokens.texts[end - 1] not in CLUBS):
            continue  # "Elston United", of which the recogniser has Elston
        label = HEAD_WORDS.get(tokens.texts[end - 1])
        if end - 1 in tokens.headlines and tokens.lower[end - 1] in common:
            continue
        if label is not None and not any(tokens.bare(at) in ROLES for at in range(name.end, end)):
            found.put(Name(name.start, end, label))


def join_phrases(tokens: Tokens, found: Found) -> None:
    """ "Siege of Savannah", "Club for Growth": a capitalised head, "of" or "for", and a name are one name."""
    heads = {end: start for start, end in uncovered_proper_nouns(tokens, found)}
    for name in found:
        at = name.start - 1
        if at > 0 and tokens.lower[at] == "the":
            at -= 1
        if at < 1 or tokens.lower[at] not in ("of", "for") or at not in heads:
            continue
        start = heads[at]
        while start < at and tokens.bare(start) in BEFORE_PERSONS:
            start += 1
        if start == at or any(tokens.bare(word) in ROLES or word in tokens.headlines for word in range(start, at)):
            continue
        if of_office(tokens, start):
            continue  # "Minister of State for East Asia"
        if tokens.begins_sentence(start) and at - start == 1 and tokens.texts[start] not in HEAD_WORDS:
            continue
        found.put(Name(start, name.end, HEAD_WORDS.get(tokens.texts[at - 1], "ORG")))


def add_capitalised(tokens: Tokens, found: Found) -> None:
    """Capitalised proper nouns that nothing covers are names, unless their capitals have another reason.

    Such reasons are a headline, a sentence's start, an office, a word in capitals that is also a common one here.
    """
    common = {text for text in tokens.texts if text.islower()}
    inside = {
        text for at, text in enumerate(tokens.texts) if tokens.pos[at] == "PROPN" and not tokens.begins_sentence(at)
    }
    persons = {
        word
        for name in found
        if name.label == "PERSON"
        for word in tokens.texts[name.start : name.end]
        if len(word) > 2 and not word.isupper()
    }
    stretches = dict(uncovered_proper_nouns(tokens, found))
    for start, end in stretches.items():
        before = found.at.get(start - 1)
        if start in found.at or (before is not None and before.label == "PERSON" and tokens.bare(start) in HONOURS):
            continue
        if tokens.texts[start] in SHIPS and end - start > 1:
            found.put(Name(start, end, "PRODUCT"))
            continue
        if of_office(tokens, start):
            continue  # "Minister of Foreign Affairs"
        after = found.at.get(end)
        if after is not None and after.label == "PERSON" and tokens.lower[end - 1] in OCCUPATIONS:
            continue  # "Author Ada Osborn"
        while start < end and (tokens.bare(start) in BEFORE_PERSONS or tokens.bare(start) in ROLES):
            start += 1
        if start == end or start in tokens.headlines or tokens.bare(end - 1) in ROLES or of_office(tokens, start):
            continue
        words = tokens.texts[start:end]
        if any(at in tokens.numbers for at in range(start, end)) or not all(map(may_be_name, words)):
            continue
        if all(word.lower() in common for word in words) or is_shouted(tokens, start, end):
            continue
        if end < len(tokens) and tokens.texts[end] == "-" and not tokens.spaced[end] and not tokens.spaced[end - 1]:
            continue  # "Socio-economic", "Game-Changing"
        opening = tokens.begins_sentence(start) and end - start == 1
        if opening and words[0] not in inside and not is_subject(tokens, start):
            continue
        known = all(word in persons for word in words)
        label = "PERSON" if known else likely_label(tokens, start, end, common)
        if words[-1] in HEAD_WORDS and end + 1 in stretches and tokens.lower[end] == "of":
            end = stretches[end + 1]  # "Siege of Vantor"
        found.put(Name(start, end, label))
        if label == "PERSON":
            persons.update(words)


def is_subject(tokens: Tokens, at: int) -> bool:
    """The Walhi of "Walhi, the largest of them, reported", the Tolo of "Tolo said": told of, so that it is a name."""
    apposed = tokens.texts[at + 1 : at + 2] == [","] and tokens.lower[at + 2 : at + 3] in (["the"], ["a"], ["an"])
    speaks = tokens.lower[at + 1 : at + 2] in (["said"], ["says"])
    return (apposed or speaks) and not tokens.plural[at] and tokens.lower[at] not in OCCUPATIONS


def may_be_name(word: str) -> bool:
    bare = word.lower().rstrip(".")
    return len(bare) > 1 and word[-1] != "-" and bare not in CAPITALISED_WORDS and not SEAT.match(word)


def is_shouted(tokens: Tokens, start: int, end: int) -> bool:
    """Are these words in capitals among others, or too long for an acronym?"""
    words = tokens.texts[start:end]
    if not all(word.isupper() for word in words):
        return False
    beside = [tokens.texts[at] for at in (start - 1, end) if 0 <= at < len(tokens)]
    return (
        len(words) > 2
        or any(len(word) > 5 for word in words)
        or any(word.isupper() and len(word) > 1 for word in beside)
    )


def of_office(tokens: Tokens, start: int) -> bool:
    """ "State" of "Secretary of State": what an office is for."""
    at = start - 2 if start > 2 and tokens.lower[start - 1] == "the" else start - 1
    return at > 0 and tokens.lower[at] == "of" and tokens.bare(at - 1) in ROLES


def likely_label(tokens: Tokens, start: int, end: int, common: set[str]) -> str:
    """What capitalised words that nothing else tells of name, by their last word and by what stands around them."""
    words = tokens.texts[start:end]
    if words[-1] in HEAD_WORDS:
        return HEAD_WORDS[words[-1]]
    before = tokens.lower[start - 1] if start else ""
    if before in QUOTES and len(words) > 1:
        return "WORK_OF_ART"
    if before in ("in", "near", "from", "outside", "across"):
        return "GPE"
    acronym = sum(char.isupper() for char in words[0]) > 1
    if before == "the" or (len(words) == 1 and acronym):
        return "ORG"
    if tokens.plural[end - 1]:
        return "NORP" if len(words) == 1 else "ORG"  # Millennials, Wounded Warriors
    if tokens.who_follows(end):
        return "PERSON"
    if len(words) == 1 and of_given_name(words[0]) is not None:
        return "PERSON"
    personal = 2 <= len(words) <= 4 and all(word.istitle() and word.lower() not in common for word in words)
    return "PERSON" if personal else "ORG"


def uncovered_proper_nouns(tokens: Tokens, found: Found) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised proper nouns outside all names."""
    free = [
        pos == "PROPN" and text[0].isupper() and at not in found.at
        for at, (pos, text) in enumerate(zip(tokens.pos, tokens.texts, strict=True))
    ]
    start = 0
    for is_free, stretch in groupby(free):
        length = sum(1 for _ in stretch)
        if is_free:
            yield start, start + length
        start += length
