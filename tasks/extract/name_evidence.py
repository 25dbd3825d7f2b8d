"""What the rest of a document tells about its names: persons by their full names, names found elsewhere, capitals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from tasks.extract.gender import of_given_name
from tasks.extract.name_tokens import QUOTES, Found, Name, Tokens
from tasks.extract.name_words import BEFORE_PERSONS, FORMS_OF_ADDRESS, HEAD_WORDS, MISTAKEN_FOR_PERSONS, SPEAKING
from tasks.extract.reference_table import ReferenceTable


def add_heads(tokens: Tokens, found: Found) -> None:
    """A capitalised head word right after a name belongs to it: "Harbour Workers" and "Union"."""
    for name in found:
        end = name.end
        if end == len(tokens) or name.label == "PERSON" or end in found.at:
            continue
        if tokens.pos[end] == "PROPN" and tokens.texts[end] in HEAD_WORDS:
            found.put(Name(name.start, end + 1, HEAD_WORDS[tokens.texts[end]]))


def relabel_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "Ada Okafor" taken for a place is a person where she is "Okafor" afterwards."""
    alone = {
        text
        for at, text in enumerate(tokens.texts)
        if tokens.is_whole(at) and (at == 0 or tokens.pos[at - 1] != "DET")
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
