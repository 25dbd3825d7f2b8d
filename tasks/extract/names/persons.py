"""Persons: who was taken for something else, what was taken for a person, and the whole of a person's name."""

from __future__ import annotations

from collections import defaultdict

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.capitals import uncovered_proper_nouns
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.tokens import Found, Name, Tokens
from tasks.extract.names.words import (
    ARTICLES,
    BEFORE_PERSONS,
    CAPITALISED_WORDS,
    FORMS_OF_ADDRESS,
    HEAD_WORDS,
    HONOURS,
    JOINING,
    MISTAKEN_FOR_PERSONS,
    NAME_ENDINGS,
    PARTICLES,
    POSSESSIVES,
    ROLES,
    TO_PLACES,
)
from tasks.extract.roles.words import ROLES as OCCUPATIONS

#: Given names that firms, hotels and clubs begin with at least as often.
_ALSO_WORDS = words(
    """
    Royal Sterling Golden Silver Star Blue Grand Prime Summit Ocean River Sky Forest Crystal Diamond Ruby Jade Pearl
    Victory Liberty Freedom Justice Hope Faith Trinity Unity Harmony Genesis Phoenix Atlas Apollo Orion Titan Mercury
    Venus Mars Virgin Morgan Wells Chase Ford Lloyd Merrill Holland Red Major Santa Rice Britannia America
    """
)
#: Pronouns that follow a person's name, and those that follow a body's.
_PERSONAL, _OTHER = words("he she him her his himself herself"), words("it its itself they them their")
#: Before a subject, beside a sentence's beginning: "When Osborn left".
_SUBORDINATING = words("after although and as because before but if since that though unless until when where while")
_SAID = words("said says told added wrote")
_LONGEST_SYLLABLE = 4  #: letters
#: What is as short and makes adjectives of names, "Osei-like", which the tagger takes for names, too.
_COMPOUNDED = words("led era like run born type free wide aged made held area bred plus")
_LONGEST_PERSON = 4  #: words
_REACH = 30  #: tokens after a name in which its pronoun may stand
_PRONOUNS = 2  #: so many must speak for a person, and twice as many as for anything else
BEFORE_TEAMS = frozenset({("of",), ("against",), ("beat",)})


def part_nationals(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """The Belgian and Ada Okafor of "the Belgian Ada Okafor", whatever both were taken for.

    Of whom no list knows the given name, the surname stands alone elsewhere. What may be a given name itself ("Dane")
    is a nationality before a given name and a surname.
    """
    alone = {text for at, text in enumerate(tokens.texts) if tokens.is_whole(at)}
    for name in found:
        person = Name(name.start + 1, name.end, "PERSON")
        words = [tokens.texts[at] for at in range(person.start, person.end) if not tokens.is_joint(at)]
        if not 2 <= len(words) <= _LONGEST_PERSON or name.start in tokens.headlines or words[-1] in HEAD_WORDS:
            continue
        if not is_nationality(tokens, name.start, table) or table.senses(tokens.text(name.start, name.end)):
            continue
        plain = all(word[0].isupper() or word in PARTICLES for word in words) and words[0].lower() not in ROLES
        if plain and (of_given_name(words[0]) is not None or (words[-1] in alone and words[0] not in alone)):
            found.put(person)
            found.put(Name(name.start, person.start, "NORP"))


def relabel_nationals(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """The Dane of "the Dane" and "a 19-year-old Dane", taken for a person, a body or a place."""
    full = (name for name in found if name.label == "PERSON" and name.size > 1)
    in_names = {word for name in full for word in tokens.texts[name.start : name.end]}
    for name in found:
        if name.size > 1 or name.label == "NORP" or tokens.texts[name.start] in in_names:
            continue
        before = tokens.lower[max(0, name.start - 2) : name.start]
        led = before == ["-", "old"] or (before[-1:] != [] and before[-1] in ARTICLES | {"another"})
        follows = tokens.pos[name.end : name.end + 1] in (["NOUN"], ["PROPN"])
        if led and not follows and is_nationality(tokens, name.start, table):
            found.put(name._replace(label="NORP"))


def is_nationality(tokens: Tokens, at: int, table: ReferenceTable) -> bool:
    senses = table.senses(tokens.texts[at])
    return bool(senses) and all(sense.label == "NORP" for sense in senses)


def relabel_no_persons(tokens: Tokens, found: Found) -> None:
    """Acronyms, teams, firms and places taken for persons: "SVP", "Vell Rovers", "in Ostrava".

    An article calls a person by the last name again, a firm by the first: "Umbra Cargo", and then "Umbra".
    """
    alone = {text for at, text in enumerate(tokens.texts) if tokens.is_whole(at)}
    full = {
        word
        for name in found
        if name.label == "PERSON" and name.size > 1
        for word in tokens.texts[name.start : name.end]
    }
    called = called_as_bodies(tokens, found) - full
    firms: set[str] = set()
    for name in found:
        if name.label != "PERSON":
            continue
        last = tokens.texts[name.end - 1]
        before = tuple(tokens.lower[max(0, name.start - 2) : name.start])
        team = tokens.plural[name.end - 1] and (
            before[-1:] == ("the",) or (before[-1:] in BEFORE_TEAMS and of_given_name(tokens.texts[name.start]) is None)
        )
        first = tokens.texts[name.start]
        firm = first in alone and last not in alone and of_given_name(first) is None
        surname = last in alone and first not in alone and of_given_name(first) is not None  # Charlotte Church
        if name.size > 1 and (team or firm or (last in HEAD_WORDS and not surname)):
            found.put(name._replace(label=HEAD_WORDS.get(last, "ORG")))
            firms.update({first} if firm else ())
        elif name.size == 1 and last not in full | called and name.start not in tokens.headlines:
            possesses = name.end < len(tokens) and tokens.texts[name.end] in POSSESSIVES
            titled = name.start > 0 and tokens.bare(name.start - 1) in BEFORE_PERSONS
            if last.isupper() and len(last) > 2 and not titled:
                found.put(name._replace(label="ORG"))
            elif not possesses and (before in TO_PLACES or before[-1:] in TO_PLACES):
                found.put(name._replace(label="GPE"))
    for name in found:
        word = tokens.texts[name.start]
        if name.size == 1 and (word in firms or (name.label == "PERSON" and word in called)):
            found.put(name._replace(label="ORG"))


def called_as_bodies(tokens: Tokens, found: Found) -> set[str]:
    """The Dalton of "Dalton Foods", where Foods never stands alone and nobody is "Mr. Dalton"."""
    alone = {text for at, text in enumerate(tokens.texts) if tokens.is_whole(at)}
    titled = {tokens.texts[at] for at in range(1, len(tokens)) if tokens.bare(at - 1) in BEFORE_PERSONS}
    bodies = (name for name in found if name.label == "ORG" and name.size > 1)
    return {tokens.texts[name.start] for name in bodies if tokens.texts[name.end - 1] not in alone} & alone - titled


def relabel_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "Ada Okafor" taken for a place is a person where she is "Okafor" afterwards, or "who" follows.

    Of whom no list knows the given name, "Okafor said" tells it.
    """
    alone = {
        text for at, text in enumerate(tokens.texts) if tokens.is_whole(at) and (at == 0 or tokens.pos[at - 1] != "DET")
    }
    speakers = {tokens.texts[at] for at in range(len(tokens)) if tokens.texts[at] in alone and speaks(tokens, at)}
    common = {text for text in tokens.texts if text.islower()} | {"one", "two", "first"}
    firsts = {
        tokens.texts[name.start] for name in found if name.label == "PERSON" and name.size > 1
    }  # Isaias of "Isaias Afwerki", where that is how he is called
    for name in found:
        if name.label not in MISTAKEN_FOR_PERSONS:
            continue
        start = name.start
        first = tokens.texts[start]
        if name.size == 1 and name.label not in ("GPE", "LOC", "NORP") and first in firsts and not first.isupper():
            if of_given_name(first) is not None and first not in HEAD_WORDS:
                found.put(name._replace(label="PERSON"))
            continue
        while start < name.end and (tokens.bare(start) in BEFORE_PERSONS or tokens.lower[start] in OCCUPATIONS):
            start += 1
        occupied = start > name.start and tokens.lower[start - 1] in OCCUPATIONS  # "Midfielder Ada Okafor"
        last = tokens.last_word(name)
        parts = [tokens.texts[at] for at in range(start, name.end) if not tokens.is_joint(at)]
        doubled = last < name.end - 1
        if len(parts) - doubled not in (2, 3) or last == start:
            continue
        plain = all(word.isalpha() or word.endswith(".") for word in parts) and parts[-1] not in HEAD_WORDS
        known = any(table.senses(text) for text in (tokens.text(name.start, name.end), parts[0], parts[-1]))
        told = parts[-1] in alone or occupied or tokens.who_follows(name.end)
        # Of the bodies in GUM that are called like this 6 of 6 are persons, of those behind "the" none of 13.
        bare = name.label == "ORG" and len(parts) == 2 and start == name.start and not tokens.plural[name.end - 1]
        led = name.start > 0 and tokens.lower[name.start - 1] in ARTICLES
        led = led or tokens.lower[name.end : name.end + 2] == [",", "which"]
        likely = (
            bare
            and not led
            and parts[0] not in _ALSO_WORDS
            and parts[-1].lower() not in common
            and name.start not in tokens.headlines
        )
        listed = len(parts) == 2 and is_listed_with_person(tokens, name, found)
        quoted = last == start + 1 and parts[-1] in speakers and parts[0] not in alone and not led
        given = of_given_name(parts[0]) is not None
        if plain and not known and ((given and (told or doubled or likely or listed)) or quoted):
            found.put(Name(start, name.end, "PERSON"))


def is_listed_with_person(tokens: Tokens, name: Name, found: Found) -> bool:
    """Does a comma or "and" join it to somebody named in full?"""
    for joint, at in ((name.end, name.end + 1), (name.start - 1, name.start - 2)):
        other = found.at.get(at)
        if other is not None and other.label == "PERSON" and other.size > 1 and tokens.lower[joint] in (",", "and"):
            return True
    return False


def speaks(tokens: Tokens, at: int) -> bool:
    """The Okafor of "Okafor said" and of "said Okafor", and not of "Ada Okafor said"."""
    if at and tokens.is_capitalised(at - 1) and not tokens.begins_sentence(at):
        return False
    return bool(_SAID & {*tokens.lower[at + 1 : at + 2], *tokens.lower[max(0, at - 1) : at]})


def relabel_surnames(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """The Okafor taken for a body is a person where the document has an Ada Okafor."""
    surnames = {
        tokens.text(tokens.last_word(name), name.end)
        for name in found
        if name.label == "PERSON" and name.size > 1 and name.start not in tokens.headlines
    }
    for name in found:
        text = tokens.text(name.start, name.end)
        taken = name.label in MISTAKEN_FOR_PERSONS and text in surnames and text not in HEAD_WORDS
        if taken and not text.isupper() and not table.senses(text):
            found.put(name._replace(label="PERSON"))


def name_by_particles(tokens: Tokens, found: Found) -> None:
    """ "Ada de Vell" taken for a body, where she is "de Vell" afterwards; and all of "de Vell", not Vell alone.

    A body's particle has always a name before it: "Banco de Vell".
    """
    short: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in range(len(tokens) - 1):
        alone = at == 0 or tokens.begins_sentence(at) or not tokens.is_capitalised(at - 1)
        if alone and tokens.lower[at] in JOINING and tokens.texts[at + 1].istitle():
            short[tokens.lower[at], tokens.texts[at + 1]].append(at)
    for name in found:
        if name.size != 3 or name.label not in MISTAKEN_FOR_PERSONS | {"PERSON"}:
            continue
        first, particle, last = tokens.texts[name.start : name.end]
        places = short.get((particle, last), ())
        if places and first.istitle() and particle in JOINING and first not in HEAD_WORDS:
            for start, end in ((name.start, name.end), *((at, at + 2) for at in places)):
                found.put(Name(start, end, "PERSON"))


def relabel_by_pronouns(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "Pate claimed that he …": what a subject's next pronoun says of it, where no other name stands between.

    In 88 of PolNeAR's articles 46 of 1,129 pronouns meant somebody who had been taken for a body, all his names alike.
    """
    votes: dict[str, list[bool]] = defaultdict(list)
    for name in found:
        if name.size == 1 and is_subject(tokens, name):
            for at in range(name.end, min(name.end + _REACH, len(tokens))):
                if at in found.at or tokens.texts[at].isspace() or tokens.lower[at] in _PERSONAL | _OTHER:
                    if tokens.lower[at] in _PERSONAL | _OTHER:
                        votes[tokens.texts[name.start]].append(tokens.lower[at] in _PERSONAL)
                    break
    for name in found:
        text = tokens.texts[name.start]
        told = votes.get(text, []) if name.size == 1 and name.label in MISTAKEN_FOR_PERSONS else []
        persons, others = told.count(True), told.count(False)
        if persons >= max(_PRONOUNS, 2 * others) and not text.isupper() and not table.senses(text):
            found.put(name._replace(label="PERSON"))


def is_subject(tokens: Tokens, name: Name) -> bool:
    """Whether a verb follows a name that begins a clause; the object of "told" and the like is none."""
    before = name.start - 1
    begins = tokens.begins_sentence(name.start) or tokens.lower[before] in _SUBORDINATING
    return begins and name.end < len(tokens) and tokens.pos[name.end] in ("VERB", "AUX")


def add_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Capitalised words that no name covers, after a title ("Mr. Adeyemi") or beginning with a given name.

    What is also a common word here, a surname or a place is no given name ("Press Secretary", "Florida Sens.").
    """
    other_words = {text.capitalize() for text in tokens.texts if text.islower()}
    firsts = {tokens.texts[name.start] for name in found if name.label == "PERSON" and name.size > 1}
    other_words.update(
        text for name in found if name.label == "PERSON" and (text := tokens.texts[name.end - 1]) not in firsts
    )
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
            after = found.at.get(end)
            if titled and after is not None and after.label == "PERSON" and tokens.spaced[end - 1]:
                end = after.end  # "Dr Enosi Okafor", of whom the recogniser has Okafor
            found.put(Name(start, end, "PERSON"))


def complete_persons(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """The rest of a person's name that the recogniser left out: "Ada" of "Ada Okafor", "Jr.", "Jean-" of "Jean-Luc"."""
    common = {text for text in tokens.texts if text.islower()}
    for name in found:
        single = tokens.last_word(name) == name.start > 1
        titled = single and (is_after_title(tokens, name.start - 1) or is_given_preposition(tokens, name.start - 1))
        if not (name.label == "PERSON" or titled) or name.start in tokens.headlines:
            continue
        start, end = name.start, name.end
        if name.size == 1 and opens_name(tokens, found, table, start - 1) and tokens.lower[start - 1] not in common:
            start -= 1
        while belongs_before(tokens, found, table, start):
            start -= 2 if tokens.texts[start - 1] == "-" else 1
        while more := words_after(tokens, found, end):
            end += more
        if (start, end) != (name.start, name.end):
            found.put(Name(start, end, "PERSON"))


def belongs_before(tokens: Tokens, found: Found, table: ReferenceTable, start: int) -> bool:
    """Is the word before a person's name the person's, too?"""
    at = start - 1
    if at > 0 and tokens.texts[at] == "-" and not tokens.spaced[at] and not tokens.spaced[at - 1]:
        return is_name_word(tokens, found, at - 1)
    if at < 0 or not tokens.spaced[at]:
        return False
    if at not in found.at and (is_after_title(tokens, at) or is_given_preposition(tokens, at)):
        return True
    if not is_name_word(tokens, found, at):
        return False
    whole = found.at.get(start)
    if whole is not None and whole.size > 1 and tokens.lower[at] in OCCUPATIONS:
        return False  # "Author Ada Osborn"
    if tokens.bare(at) in BEFORE_PERSONS or tokens.bare(at) in ROLES or table.senses(tokens.texts[at]):
        return False
    return of_given_name(tokens.texts[at]) is not None


def opens_name(tokens: Tokens, found: Found, table: ReferenceTable, at: int) -> bool:
    """The Enosi of "Enosi Okafor left": a given name on no list, left out at a sentence's start."""
    if at < 0 or not tokens.begins_sentence(at) or not tokens.spaced[at] or not is_name_word(tokens, found, at):
        return False
    word = tokens.bare(at)
    told = word in BEFORE_PERSONS | ROLES | CAPITALISED_WORDS or word in OCCUPATIONS or table.senses(tokens.texts[at])
    return len(word) > 2 and tokens.texts[at].istitle() and not told


def is_after_title(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word stands between a title and a name: the Per of "Governor Per Lindahl"."""
    text = tokens.texts[at]
    if not text.istitle() or len(text) < 2 or tokens.bare(at) in BEFORE_PERSONS | ROLES or at == 0:
        return False
    title = tokens.bare(at - 1) in BEFORE_PERSONS | ROLES and tokens.is_capitalised(at - 1)
    return title and tokens.spaced[at - 1] and not tokens.texts[at].endswith(".")


def is_given_preposition(tokens: Tokens, at: int) -> bool:
    """The Per of "took over from Per Lindahl": a given name that the tagger takes for a preposition."""
    given = tokens.pos[at] == "ADP" and tokens.texts[at].istitle() and of_given_name(tokens.texts[at]) is not None
    return given and tokens.spaced[at] and not tokens.begins_sentence(at) and at not in tokens.headlines


def words_after(tokens: Tokens, found: Found, end: int) -> int:
    """How many tokens after a person's name are the person's next word: two of "-Luc", three of "van der Osei"."""
    if end >= len(tokens):
        return 0
    if tokens.texts[end] == "-" and not tokens.spaced[end] and not tokens.spaced[end - 1]:
        belongs = end + 1 < len(tokens) and (is_name_word(tokens, found, end + 1) or is_syllable(tokens, end + 1))
        return 2 if belongs else 0
    if not tokens.spaced[end - 1] or end in found.at:
        return 0
    at = end
    while at < len(tokens) and tokens.texts[at] in JOINING and tokens.spaced[at]:
        at += 1
    if at > end:
        return at + 1 - end if at < len(tokens) and is_name_word(tokens, found, at) else 0
    if tokens.bare(end) in NAME_ENDINGS:
        return 1
    return int(is_name_word(tokens, found, end) and tokens.bare(end) not in ROLES | HONOURS)


def is_syllable(tokens: Tokens, at: int) -> bool:
    """The woo of "Han Sang-woo", but not the era of "Osei-era"."""
    text = tokens.texts[at]
    return tokens.pos[at] == "PROPN" and text.islower() and len(text) <= _LONGEST_SYLLABLE and text not in _COMPOUNDED


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
