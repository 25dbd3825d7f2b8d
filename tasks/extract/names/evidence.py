"""What the rest of a document tells about its names: persons by their full names, names found elsewhere, capitals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from tasks.extract.gender import of_given_name
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import (
    BEFORE_PERSONS,
    CAPITALISED_WORDS,
    FORMS_OF_ADDRESS,
    HEAD_WORDS,
    MISTAKEN_FOR_PERSONS,
    NAME_ENDINGS,
    POSSESSIVES,
    ROLES,
    SHIPS,
    SPEAKING,
    TO_PLACES,
)
from tasks.extract.reference_table import ReferenceTable

BEFORE_TEAMS = frozenset({("of",), ("against",), ("beat",)})


def add_heads(tokens: Tokens, found: Found) -> None:
    """Proper nouns right after a name that end in a head word belong to it: "Harbour Workers" and "Trade Union"."""
    after = dict(uncovered_proper_nouns(tokens, found))
    for name in found:
        end = after.get(name.end)
        if name.label == "PERSON" or end is None or not tokens.spaced[name.end - 1]:
            continue
        label = HEAD_WORDS.get(tokens.texts[end - 1])
        if label is not None and not any(tokens.bare(at) in ROLES for at in range(name.end, end)):
            found.put(Name(name.start, end, label))


def relabel_no_persons(tokens: Tokens, found: Found) -> None:
    """Acronyms, teams and places taken for persons: "SVP", "Vell Rovers", "in Ostrava"."""
    full = {
        word
        for name in found
        if name.label == "PERSON" and name.size > 1
        for word in tokens.texts[name.start : name.end]
    }
    for name in found:
        if name.label != "PERSON":
            continue
        last = tokens.texts[name.end - 1]
        before = tuple(tokens.lower[max(0, name.start - 2) : name.start])
        team = tokens.plural[name.end - 1] and (
            before[-1:] == ("the",) or (before[-1:] in BEFORE_TEAMS and of_given_name(tokens.texts[name.start]) is None)
        )
        if name.size > 1 and (team or last in HEAD_WORDS):
            found.put(name._replace(label=HEAD_WORDS.get(last, "ORG")))
        elif name.size == 1 and last not in full and name.start not in tokens.headlines:
            possesses = name.end < len(tokens) and tokens.texts[name.end] in POSSESSIVES
            titled = name.start > 0 and tokens.bare(name.start - 1) in BEFORE_PERSONS
            if last.isupper() and len(last) > 2 and not titled:
                found.put(name._replace(label="ORG"))
            elif not possesses and (before in TO_PLACES or before[-1:] in TO_PLACES):
                found.put(name._replace(label="GPE"))


def relabel_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "Ada Okafor" taken for a place is a person where she is "Okafor" afterwards."""
    alone = {
        text for at, text in enumerate(tokens.texts) if tokens.is_whole(at) and (at == 0 or tokens.pos[at - 1] != "DET")
    }
    for name in found:
        if name.label not in MISTAKEN_FOR_PERSONS:
            continue
        words = [tokens.texts[at] for at in range(name.start, name.end) if tokens.bare(at) not in BEFORE_PERSONS]
        if len(words) not in (2, 3):
            continue
        plain = all(word.isalpha() or word.endswith(".") for word in words) and words[-1] not in HEAD_WORDS
        known = any(table.senses(text) for text in (tokens.text(name.start, name.end), words[0], words[-1]))
        if plain and not known and words[-1] in alone and of_given_name(words[0]) is not None:
            found.put(Name(name.end - len(words), name.end, "PERSON"))


def add_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Capitalised words that no name covers, after a title ("Mr. Adeyemi") or beginning with a given name.

    What is also a common word here, a surname or a place is no given name ("Press Secretary", "Florida Sens.").
    """
    other_words = {text.capitalize() for text in tokens.texts if text.islower()}
    other_words.update(tokens.texts[name.end - 1] for name in found if name.label == "PERSON")
    for start, end in uncovered_proper_nouns(tokens, found):
        while start < end and tokens.bare(start) in BEFORE_PERSONS:
            start += 1
        if not 1 <= end - start <= 3 or start in tokens.headlines or tokens.bare(end - 1) in BEFORE_PERSONS:
            continue
        if any(text in HEAD_WORDS for text in tokens.texts[start:end]):
            continue
        first = tokens.texts[start]
        titled = start > 0 and tokens.bare(start - 1) in FORMS_OF_ADDRESS
        given = end - start > 1 and first not in other_words and of_given_name(first) is not None
        if titled or (given and not table.senses(first)):
            found.put(Name(start, end, "PERSON"))


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


def split_owners(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Lasry and Avenue Fund of "Lasry's Avenue Fund", where the document or the reference table knows the owner."""
    known = {tokens.text(name.start, name.end): name.label for name in found}
    surnames = {tokens.texts[name.end - 1] for name in found if name.label == "PERSON" and name.size > 1}
    for name in found:
        for mark in range(name.start + 1, name.end - 1):
            if tokens.lower[mark] not in ("'s", "’s"):
                continue
            owner = tokens.text(name.start, mark)
            sense = table.sense(owner)
            label = "PERSON" if owner in surnames else sense.label if sense else known.get(owner)
            if label is None:
                break
            rest = mark + 2 if tokens.lower[mark + 1] == "the" and name.end - mark > 2 else mark + 1
            found.put(Name(name.start, mark, label))
            found.put(Name(rest, name.end, name.label))
            break


def complete_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """The rest of a person's name that the recogniser left out: "Ada" of "Ada Okafor", "Jr.", "Jean-" of "Jean-Luc"."""
    for name in found:
        if name.label != "PERSON" or name.start in tokens.headlines:
            continue
        start, end = name.start, name.end
        while belongs_before(tokens, found, table, start):
            start -= 2 if tokens.texts[start - 1] == "-" else 1
        while belongs_after(tokens, found, end):
            end += 2 if tokens.texts[end] == "-" else 1
        if (start, end) != (name.start, name.end):
            found.put(Name(start, end, "PERSON"))


def belongs_before(tokens: Tokens, found: Found, table: ReferenceTable, start: int) -> bool:
    """Is the word before a person's name the person's, too?"""
    at = start - 1
    if at > 0 and tokens.texts[at] == "-" and not tokens.spaced[at] and not tokens.spaced[at - 1]:
        return is_name_word(tokens, found, at - 1)
    if at < 0 or not tokens.spaced[at] or not is_name_word(tokens, found, at):
        return False
    if tokens.bare(at) in BEFORE_PERSONS or tokens.bare(at) in ROLES or table.senses(tokens.texts[at]):
        return False
    return of_given_name(tokens.texts[at]) is not None


def belongs_after(tokens: Tokens, found: Found, end: int) -> bool:
    """Is the word after a person's name the person's, too?"""
    if end >= len(tokens):
        return False
    if tokens.texts[end] == "-" and not tokens.spaced[end] and not tokens.spaced[end - 1]:
        return end + 1 < len(tokens) and is_name_word(tokens, found, end + 1)
    if not tokens.spaced[end - 1] or end in found.at:
        return False
    if tokens.bare(end) in NAME_ENDINGS:
        return True
    return is_name_word(tokens, found, end) and tokens.bare(end) not in ROLES


def is_name_word(tokens: Tokens, found: Found, at: int) -> bool:
    """A capitalised proper noun that no name covers, and no acronym."""
    text = tokens.texts[at]
    return (
        at not in found.at
        and at not in tokens.numbers
        and text[0].isupper()
        and not (text.isupper() and len(text) > 2)
        and text not in HEAD_WORDS
        and (tokens.pos[at] == "PROPN" or "’" in text[1:-1] or "'" in text[1:-1])
    )


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
        if start in found.at:
            continue
        if tokens.texts[start] in SHIPS and end - start > 1:
            found.put(Name(start, end, "PRODUCT"))
            continue
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
        if tokens.begins_sentence(start) and end - start == 1 and words[0] not in inside:
            continue
        known = all(word in persons for word in words)
        label = "PERSON" if known else likely_label(tokens, start, end, common)
        if words[-1] in HEAD_WORDS and end + 1 in stretches and tokens.lower[end] == "of":
            end = stretches[end + 1]  # "Siege of Vantor"
        found.put(Name(start, end, label))
        if label == "PERSON":
            persons.update(words)


def may_be_name(word: str) -> bool:
    return len(word.rstrip(".")) > 1 and word[-1] != "-" and word.lower().rstrip(".") not in CAPITALISED_WORDS


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
    if end + 1 < len(tokens) and tokens.lower[end] == "," and tokens.lower[end + 1] in ("who", "whose"):
        return "PERSON"
    if len(words) == 1 and of_given_name(words[0]) is not None:
        return "PERSON"
    personal = 2 <= len(words) <= 4 and all(word.istitle() and word.lower() not in common for word in words)
    return "PERSON" if personal else "ORG"


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
        if tokens.begins_sentence(start) and at - start == 1 and tokens.texts[start] not in HEAD_WORDS:
            continue
        found.put(Name(start, name.end, HEAD_WORDS.get(tokens.texts[at - 1], "ORG")))


def add_known_names(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Names that the document has elsewhere: of several words anywhere, single ones as proper nouns, surnames.

    In a headline they replace what only the headline has: "Harbour Guild" the "Harbour Guild Shuns".
    """
    headlines = tokens.headlines
    in_body = {tokens.text(name.start, name.end) for name in found if name.start not in headlines}
    known: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    lengths: dict[str, set[int]] = defaultdict(set)  # of the names that begin with a word
    surnames: set[str] = set()
    for name in found:
        if tokens.text(name.start, name.end) not in in_body:
            continue
        form = tuple(tokens.texts[name.start : name.end])
        if len(form) > 1 or tokens.pos[name.start] == "PROPN":
            known[form][name.label] += 1
            lengths[form[0]].add(len(form))
        if len(form) > 1 and name.label == "PERSON" and not table.senses(form[-1]):
            surnames.add(form[-1])
    shouted = {tuple(word.upper() for word in form): labels for form, labels in known.items()}
    for start, end in shouted_lines(tokens):
        for at in range(start, end):
            for length in range(min(4, end - at), 0, -1):
                labels = shouted.get(tuple(tokens.texts[at : at + length]))
                if labels is not None and not found.touching(at, at + length):
                    found.put(Name(at, at + length, labels.most_common(1)[0][0]))
                    break
    for at, text in enumerate(tokens.texts):
        if text not in surnames and text not in lengths:
            continue
        touched = found.at.get(at)
        headlines_own = (
            touched is not None and at in headlines and tokens.text(touched.start, touched.end) not in in_body
        )
        if text in surnames and tokens.pos[at] in ("PROPN", "NOUN", "ADJ", "X"):
            if touched is None or headlines_own or (touched.size == 1 and touched.label in MISTAKEN_FOR_PERSONS):
                found.put(Name(at, at + 1, "PERSON"))
            continue
        for length in sorted(lengths.get(text, ()), reverse=True):
            end = at + length
            labels = known.get(tuple(tokens.texts[at:end]))
            if labels is None:
                continue
            others = found.touching(at, end)
            inside = all(at <= other.start and other.end <= end for other in others)
            if (inside or headlines_own) and (length > 1 or (not others and tokens.is_whole(at))):
                found.put(Name(at, end, labels.most_common(1)[0][0]))
            break


def shouted_lines(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Lines of three words or more all in capitals."""
    for start, end in tokens.lines():
        words = [text for text in tokens.texts[start:end] if text.isalpha()]
        if len(words) > 2 and all(word.isupper() for word in words):
            yield start, end


def mark_languages(tokens: Tokens, found: Found) -> None:
    """Demonyms that name a language: "in German", "speaks Polish", before no noun."""
    for name in found:
        if name.label != "NORP" or name.size != 1 or name.start == 0:
            continue
        before = name.start - 1
        noun_follows = name.end < len(tokens) and tokens.pos[name.end] in ("NOUN", "PROPN", "ADJ")
        speaks = tokens.lower[before] in ("in", "into") or (
            tokens.pos[before] == "VERB" and tokens.lower[before].startswith(SPEAKING)
        )
        if speaks and not noun_follows and not tokens.texts[name.start].endswith("s"):
            found.put(Name(name.start, name.end, "LANGUAGE"))


def merge_analogues(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "an Asian NATO" is no NATO: a body's name that an adjective of place turns into the name of another thing.

    The indefinite article or a quote mark before it tells ("Asian NATO members" may well be NATO's).
    """
    for name in found:
        before = found.at.get(name.start - 1)
        if before is None or before.label not in ("NORP", "LOC", "GPE") or before.start == 0:
            continue
        opening = before.start - 1
        senses = table.senses(tokens.text(name.start, name.end))
        bodies = [sense.entity for sense in senses if sense.label in ("ORG", "LAW")]
        international = bodies and not any(body.country_code for body in bodies)
        if international and (tokens.lower[opening] in ("a", "an") or tokens.texts[opening] in QUOTES):
            found.put(Name(before.start, name.end, "ORG"))
