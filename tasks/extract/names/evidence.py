"""What the rest of a document tells about its names: the same string elsewhere, owners, languages, namesakes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.joints import double_barrelled
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import (
    BEFORE_PERSONS,
    DISEASES,
    HEAD_WORDS,
    HONOURS,
    LANGUAGES,
    MISTAKEN_FOR_PERSONS,
    RELATIVES_ADDRESSED,
    ROLES,
    SPEAKING,
)
from tasks.extract.roles.words import ROLES as OCCUPATIONS


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
    double = double_barrelled(tokens, found)
    for form in double:
        known[form]["PERSON"] += len(tokens)  # outweighs whatever the surname alone was taken for
        lengths[form[0]].add(len(form))
    shouted = {tuple(word.upper() for word in form): labels for form, labels in known.items()}
    for start, end in shouted_lines(tokens):
        for at in range(start, end):
            for length in range(min(4, end - at), 0, -1):
                labels = shouted.get(tuple(tokens.texts[at : at + length]))
                if labels is not None and not found.touching(at, at + length):
                    found.put(Name(at, at + length, labels.most_common(1)[0][0]))
                    break
    common = {text for text in tokens.texts if text.islower()}
    for at, text in enumerate(tokens.texts):
        if text not in surnames and text not in lengths:
            continue
        touched = found.at.get(at)
        headlines_own = (
            touched is not None and at in headlines and tokens.text(touched.start, touched.end) not in in_body
        )
        doubled = tokens.is_joint(at + 1) and tuple(tokens.texts[at : at + 3]) in double
        if (
            text in surnames
            and not doubled
            and ((touched is not None and touched.size == 1) or tokens.pos[at] in ("PROPN", "NOUN", "ADJ", "X"))
        ):
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
            whole = tokens.is_whole(at) or before_office(tokens, at)
            single = not others and (
                whole or (text.lower() not in common and (at in headlines or is_opening(tokens, at)))
            )
            if (inside or headlines_own) and (length > 1 or single):
                found.put(Name(at, end, labels.most_common(1)[0][0]))
            break


def before_office(tokens: Tokens, at: int) -> bool:
    """The Belcore of "Belcore Chief Executive Ada Osborn"."""
    if at + 1 >= len(tokens) or tokens.pos[at] != "PROPN" or not tokens.is_capitalised(at + 1):
        return False
    follows = at > 0 and tokens.pos[at - 1] == "PROPN"
    return not follows and at not in tokens.headlines and tokens.bare(at + 1) in ROLES


def is_opening(tokens: Tokens, at: int) -> bool:
    """The second Belcore of "They told Belcore. Belcore said so", which the tagger takes for a common noun."""
    opens = tokens.begins_sentence(at) and at not in tokens.headlines and tokens.pos[at] in ("NOUN", "ADJ", "X", "ADV")
    return opens and tokens.pos[at + 1 : at + 2] in (["VERB"], ["AUX"])


def shouted_lines(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Lines of three words or more all in capitals."""
    for start, end in tokens.lines():
        words = [text for text in tokens.texts[start:end] if text.isalpha()]
        if len(words) > 2 and all(word.isupper() for word in words):
            yield start, end


def mark_languages(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Demonyms that name a language: "in German", "speaks Polish and some Danish", "(French: …", before no noun.

    What the table knows as a place alone ("in Punjab") is no demonym.
    """
    for name in found:
        if name.size == 1 and tokens.texts[name.start] in LANGUAGES:
            found.put(Name(name.start, name.end, "LANGUAGE"))
            continue
        if name.label != "NORP" or name.size != 1 or name.start == 0:
            continue
        if table.is_place(tokens.texts[name.start]):
            continue
        before = name.start - 1
        if tokens.lower[before] == "some" and before > 0:
            before -= 1
        beside = found.at.get(before - 1) if tokens.lower[before] in ("and", "or", ",") else None
        noun_follows = name.end < len(tokens) and tokens.pos[name.end] in ("NOUN", "PROPN", "ADJ")
        speaks = tokens.lower[before] in ("in", "into") or (
            tokens.pos[before] == "VERB" and tokens.lower[before].startswith(SPEAKING)
        )
        speaks = speaks or (beside is not None and beside.label == "LANGUAGE")
        if tokens.texts[before] in ("(", ";") and name.end < len(tokens) and tokens.texts[name.end] == ":":
            speaks = True
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


def trim_headlines(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Of a name that only the headline has, what the body has too, or the reference table: the Chile of "Buy Chile".

    Where all words have capitals, a name runs on into its neighbours, verbs and common nouns: "Vell Seafood Agrees".
    """
    common = {text for text in tokens.texts if text.islower()}
    in_body: dict[tuple[str, ...], str] = {}
    for name in found:
        if name.start not in tokens.headlines:
            in_body.setdefault(tuple(tokens.texts[name.start : name.end]), name.label)
    starts = {form[:length] for form in in_body for length in range(1, len(form) + 1)}
    for name in found:
        form = tuple(tokens.texts[name.start : name.end])
        if name.start not in tokens.headlines or name.size == 1 or form in starts or table.senses(" ".join(form)):
            continue
        loose = [word.lower() in common or tokens.pos[name.start + at] == "VERB" for at, word in enumerate(form)]
        if name.size > _LONGEST_TRIMMED or not any(loose) or form[-1] in HEAD_WORDS:
            continue
        pieces = (
            (start, start + size) for size in range(name.size - 1, 0, -1) for start in range(name.size - size + 1)
        )
        for start, end in pieces:
            text = tokens.text(name.start + start, name.start + end)
            sense = table.sense(text)
            if not any(loose[start:end]) and (form[start:end] in starts or sense is not None):
                label = sense.label if sense else in_body.get(form[start:end], name.label)
                found.put(Name(name.start + start, name.start + end, label))
                break


def drop_from_title(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """What the title alone has, no word of it below, is no name: "Minister Quits Over Dam Plan".

    In 60 of PolNeAR's articles 6 of 7 such are none.
    """
    end = next(tokens.lines())[1]
    if not tokens.headlines.issuperset(range(end)):
        return
    below = {text for text in tokens.texts[end:] if text[0].isupper()}
    for name in found if len(below) > _TOLD_BELOW else ():
        led = name.start > 0 and tokens.bare(name.start - 1) in BEFORE_PERSONS | ROLES | {"in"}
        known = table.senses(tokens.text(name.start, name.end)) or of_given_name(tokens.texts[name.start]) is not None
        if name.start < end and not (known or led) and below.isdisjoint(tokens.texts[name.start : name.end]):
            found.remove(name)


def drop_no_names(tokens: Tokens, found: Found) -> None:
    """Capitalised words that name nothing here: a species, a disease, a mother, a sum, a sentence's first word."""
    genera = {tokens.texts[at + 1] for at in range(len(tokens) - 1) if tokens.lower[at] in _TAXA}
    inside = {text for at, text in enumerate(tokens.texts) if text[0].isupper() and not tokens.begins_sentence(at)}
    for name in found:
        if name.size == 1:
            first = tokens.texts[name.start]
            opening = tokens.begins_sentence(name.start) and first not in inside
            dropped = first in genera or is_no_single(tokens, name) or follows_person(tokens, name, found)
            dropped = dropped or (opening and is_only_opening(tokens, name))
        else:
            dropped = False
        after = tokens.lower[name.end : name.end + 2]
        disease = after[:1] in (["'s"], ["’s"]) and bool(DISEASES & set(after[1:]))
        money = any(char in "$€£¥" for char in tokens.text(name.start, name.end))
        if dropped or disease or money:
            found.remove(name)


def follows_person(tokens: Tokens, name: Name, found: Found) -> bool:
    """The honour of "Osei KC"."""
    person = found.at.get(name.start - 1)
    return tokens.bare(name.start) in HONOURS and person is not None and person.label == "PERSON"


def is_no_single(tokens: Tokens, name: Name) -> bool:
    """A species or its first letter ("L. grunniens"), a mother, a unit, a transcript's stage direction."""
    first, before = tokens.texts[name.start], tokens.lower[name.start - 1] if name.start else ""
    latin = name.end < len(tokens) and tokens.is_lower(name.end)
    initial = latin and len(first) == 2 and first.endswith(".")
    named = latin and before in ("named", "called") and _LATIN.fullmatch(tokens.lower[name.end]) is not None
    species = named or (latin and is_species(tokens, name.end))
    addressed = tokens.bare(name.start) in RELATIVES_ADDRESSED
    return initial or species or addressed or is_unit(tokens, name) or is_stage_direction(tokens, name)


def is_only_opening(tokens: Tokens, name: Name) -> bool:
    """A word that has its capital from the sentence: "Defending, they", "Marine biologist", a noun."""
    first, after = tokens.texts[name.start], tokens.lower[name.end] if name.end < len(tokens) else ""
    if first.endswith("ing") and after == "," and name.start not in tokens.headlines:
        return True
    if tokens.pos[name.start] == "ADJ" and name.label != "NORP":
        return is_occupation(after)
    seldom = name.label in _SELDOM or (name.label == "PERSON" and of_given_name(first) is None)
    return tokens.pos[name.start] == "NOUN" and seldom and not first.isupper()


def is_species(tokens: Tokens, at: int) -> bool:
    """The rest of a Latin name that brackets or commas enclose: "the frog, Atelopus calima, was found"."""
    before = tokens.texts[at - 2] if at > 1 else ""
    closing = tokens.texts[at + 1 : at + 2]
    enclosed = (before, closing) in ((",", [","]), (",", ["."]), ("(", [")"]))
    return enclosed and _LATIN.fullmatch(tokens.lower[at]) is not None


def is_occupation(word: str) -> bool:
    return word in OCCUPATIONS or word.endswith(("ologist", "grapher", "scientist", "engineer"))


def is_unit(tokens: Tokens, name: Name) -> bool:
    """ "44 degrees Celsius", "5.8 on the Richter scale"."""
    after = tokens.lower[name.end : name.end + 1]
    before = tokens.lower[name.start - 1] if name.start else ""
    degrees = before in ("degrees", "degree") or before[-1:].isdigit()
    measured = tokens.lower[name.start] in _UNITS and (degrees or after in (["scale"], ["degrees"]))
    return name.size == 1 and measured


def is_stage_direction(tokens: Tokens, name: Name) -> bool:
    """ "(Laughter.)": a transcript's word in brackets."""
    opening = tokens.texts[name.start - 1] if name.start else ""
    return name.size == 1 and opening in ("(", "[") and tokens.lower[name.start] in _HEARD


_UNITS = words("celsius fahrenheit kelvin richter mercalli beaufort centigrade")
_HEARD = words(
    "laughter laughs laughing applause cheers cheering crosstalk inaudible music boos chuckles pause silence"
)
_LONGEST_TRIMMED = 8  #: tokens
_TOLD_BELOW = 10  #: different capitalised words below a title from which on they repeat its names
_TAXA = frozenset({"genus", "subspecies"})
_LATIN = re.compile(r"[a-z]{3,}(?:us|is|a|um|ae|i|ens|ans|ops)")
_SELDOM = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC"})
