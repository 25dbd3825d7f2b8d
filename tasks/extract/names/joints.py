"""Names that the recogniser cut in two: at a hyphen, a nickname or a maiden name, between two words, before a year."""

from __future__ import annotations

import re

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import BEFORE_PERSONS, HEAD_WORDS, NAME_ENDINGS, POSSESSIVES

#: Laws whose year is part of their title, in British usage: "Criminal Appeal Act 1968".
_DATED_LAWS = frozenset({"Act", "Bill", "Ordinance", "Regulations", "Order"})
_KINDS_OF_PARTISANS = words("Social Christian Liberal Free Sweden National Democratic Ulster")
_PARTISANS = words("Democrat Democrats Socialist Socialists Unionist Unionists Liberal Liberals Conservatives")
#: Whose name has an owner in it: "People's Party".
_PEOPLE = words("People Women Workers Children Farmers Peoples Men Teachers Writers Nurses")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_ASIDE = 3  #: tokens at most inside the marks of a nickname or a maiden name


def join_cut(tokens: Tokens, found: Found) -> None:
    join_asides(tokens, found)
    join_peoples(tokens, found)
    join_cases(tokens, found)
    join_acronyms(tokens, found)
    complete_laws(tokens, found)


def join_asides(tokens: Tokens, found: Found) -> None:
    """ "Valdemar 'Tião' Queiroz", "Elsa (Berg) Lindqvist": a nickname or a maiden name stands inside a person's."""
    for name in found:
        if name.label != "PERSON":
            continue
        start = name.start - 1  # of the marks, from their end
        if start < 3 or not (tokens.texts[start] == ")" or closes(tokens, start)) or not tokens.spaced[start]:
            continue
        opening = next(
            (at for at in range(start - 2, max(start - 2 - _ASIDE, 0), -1) if opens(tokens, at, tokens.texts[start])),
            None,
        )
        if opening is None or not tokens.spaced[opening - 1]:
            continue
        inside = tokens.texts[opening + 1 : start]
        bracketed = tokens.texts[start] == ")"
        before = found.at.get(opening - 1)
        given = of_given_name(tokens.texts[opening - 1]) is not None and tokens.is_capitalised(opening - 1)
        if not all(word[0].isupper() for word in inside) or (bracketed and any(word.isupper() for word in inside)):
            continue
        if before is not None and before.label == "PERSON" and before.end == opening:
            found.put(Name(before.start, name.end, "PERSON"))
        elif before is None and given:
            found.put(Name(opening - 1, name.end, "PERSON"))


def join_peoples(tokens: Tokens, found: Found) -> None:
    """ "Ethiopian People" and "Revolutionary Front" of "Ethiopian People's Revolutionary Front"."""
    for name in found:
        after = found.at.get(name.end + 1)
        owns = tokens.texts[name.end : name.end + 1] in (["'s"], ["’s"], ["'"], ["’"])
        body = after is not None and after.start == name.end + 1 and after.label == "ORG"
        if after is not None and owns and body and tokens.texts[name.end - 1] in _PEOPLE:
            found.put(Name(name.start, after.end, "ORG"))


def join_cases(tokens: Tokens, found: Found) -> None:
    """ "McGirt v. Oklahoma" is a case, whether the recogniser took it for two names or for one person's."""
    for name in found:
        if "v." in tokens.lower[name.start + 1 : name.end - 1]:
            found.put(Name(name.start, name.end, "LAW"))
            continue
        versus, after = name.end, found.at.get(name.end + 1)
        if versus < len(tokens) and tokens.lower[versus] == "v." and after is not None and after.start == versus + 1:
            found.put(Name(name.start, after.end, "LAW"))


def opens(tokens: Tokens, at: int, closing: str) -> bool:
    text = tokens.texts[at]
    return text == "(" if closing == ")" else text in QUOTES and not tokens.spaced[at]


def closes(tokens: Tokens, at: int) -> bool:
    return tokens.texts[at] in QUOTES and tokens.spaced[at] and not tokens.spaced[at - 1]


def join_acronyms(tokens: Tokens, found: Found) -> None:
    """ "ABS-CBN", "PLOS ONE": a body's acronym goes on in capitals."""
    for name in found:
        if name.label in ("PERSON", "NORP"):
            continue
        start, end = name.start, name.end
        if tokens.is_joint(start - 1) and start - 2 not in found.at and is_acronym(tokens, start - 2):
            start -= 2
        follows = end < len(tokens) and end not in found.at and tokens.spaced[end - 1] and tokens.pos[end] == "PROPN"
        listed = end + 1 < len(tokens) and is_acronym(tokens, end + 1)  # a line of capitals
        if follows and is_acronym(tokens, end) and is_acronym(tokens, end - 1) and not listed:
            end += 1
        if (start, end) != (name.start, name.end) and start not in tokens.headlines:
            found.put(Name(start, end, name.label))


def is_acronym(tokens: Tokens, at: int) -> bool:
    text = tokens.texts[at]
    return 2 <= len(text) <= 5 and text.isalpha() and text.isupper()


def join_neighbours(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Two names side by side, of which the document has neither alone: "Boa" and "Vista", "Ada Naana" and "Obi-Osei".

    Of a person it may have the second alone: "Ingvild" and "Berg-Dahl".

    Of two kinds side by side the recogniser is unsure; a known name keeps its edges.
    """
    alone = {
        tokens.text(name.start, name.end)
        for name in found
        if found.at.get(name.start - 1) is None and found.at.get(name.end) is None
    }
    alone.update(text for at, text in enumerate(tokens.texts) if tokens.is_whole(at) and not tokens.begins_sentence(at))
    for name in found:
        after = found.at.get(name.end)
        if after is None or found.at.get(name.start) != name or name.start in tokens.headlines:
            continue
        if not tokens.spaced[name.end - 1] or after.end in found.at:
            continue
        head = tokens.texts[after.start] if after.size == 1 else ""
        if name.label not in ("PERSON", "NORP") and HEAD_WORDS.get(head) == "ORG" and not tokens.is_lower(name.end - 1):
            found.put(Name(name.start, after.end, "ORG"))  # North Yorkshire, and Police
            continue
        if head in _PARTISANS and name.size == 1 and tokens.texts[name.start] in _KINDS_OF_PARTISANS:
            found.put(Name(name.start, after.end, "NORP"))  # Social Democrat
            continue
        texts = [tokens.text(part.start, part.end) for part in (name, after)]
        if is_called_like_place(tokens, name, after) and not table.senses(texts[1]):
            found.put(Name(name.start, after.end, "PERSON"))
            continue
        if name.label == after.label:
            continue
        words = [tokens.texts[at] for at in range(name.start, after.end) if not tokens.is_joint(at)]
        surname = name.label == "PERSON" and name.size == 1 and tokens.last_word(after) == after.start
        if texts[0] in alone or (texts[1] in alone and not surname) or "\n" in "".join(texts):
            continue
        if any(table.senses(text) for text in texts):
            continue
        if any(word.isupper() or not word[0].isupper() or word in POSSESSIVES for word in words):
            continue
        one_word = tokens.last_word(after) == after.start
        if name.label == "PERSON" and one_word and texts[1] not in HEAD_WORDS:
            label = "PERSON"
        elif name.size == after.size == 1 and "PERSON" not in (name.label, after.label):
            label = HEAD_WORDS.get(texts[1], name.label)
        else:
            continue
        found.put(Name(name.start, after.end, label))


def is_called_like_place(tokens: Tokens, name: Name, after: Name) -> bool:
    """The Paris of "Paris Oseyo left", but not of "in Paris Oseyo left"."""
    if name.label != "GPE" or name.size > 1 or after.label not in ("GPE", "PERSON") or after.size > 1:
        return False
    if of_given_name(tokens.texts[name.start]) is None or tokens.bare(after.start) in BEFORE_PERSONS:
        return False
    return name.start == 0 or tokens.pos[name.start - 1] not in ("ADP", "DET", "ADJ")


def complete_laws(tokens: Tokens, found: Found) -> None:
    for name in found:
        year = name.end
        if (
            tokens.texts[year - 1] not in _DATED_LAWS
            or name.label not in ("LAW", "ORG", "WORK_OF_ART")
            or name.size < 2
        ):
            continue
        if year < len(tokens) and tokens.spaced[year - 1] and _YEAR.fullmatch(tokens.texts[year]):
            found.put(Name(name.start, year + 1, "LAW"))


def double_barrelled(tokens: Tokens, found: Found) -> set[tuple[str, ...]]:
    """The hyphened surnames of persons named in full, as their tokens: Wade, - and Brown of "Celia Wade-Brown"."""
    return {
        tuple(tokens.texts[last : name.end])
        for name in found
        if name.label == "PERSON"
        and name.start < (last := tokens.last_word(name)) < name.end - 1
        and tokens.bare(name.end - 1) not in NAME_ENDINGS
    }
