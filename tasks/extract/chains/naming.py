"""Which names in an article mean the same thing: full name and surname, long form and acronym, short and full names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from schemas.ids import without_accents
from tasks.extract.lexicon import words
from tasks.extract.linker.acronyms import abbreviates
from tasks.extract.names import gender
from tasks.extract.names.words import CLUBS, HEAD_WORDS

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_CORPORATE = words(
    """
    inc corp co ltd llc plc ag sa nv se gmbh spa asa ab oyj bhd pjsc limited incorporated corporation company holdings
    """
)
_LEGAL_FORMS = _CORPORATE | words("group holding bank airlines motors lines party industries")
#: What ends the names of bodies that are called after a place, and are not called by the place alone.
_BODIES_OF_PLACES = words(
    """
    Council Ministry University Committee Commission Court Department Police Parliament Assembly Senate Army Navy
    College School Hospital Museum News Times Post Journal Tribune Herald Chronicle Gazette Echo Guard Authority Embassy
    Government Forum Academy Board Fire Airport Conference Summit Accord
    """
)
_CLUB = words("fc afc cf sc ac fk sk")  #: before or after what a football club is called
_SMALL_WORDS = words("of the and for in on to de la & a an at")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
_POST_NOMINAL = re.compile(r"[A-Z]{2,5}|Ph\.?D|MPs?")
_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
_ARTICLE = re.compile(r"(?:al|el|as|ash)-(?=\w{3})")  #: "al-Sabunji" is "Sabunji" for short
_FAMILY_FIRST = re.compile(r"[A-Z]\w+ [A-Z]\w+-[a-z]+")  #: Kim Soo-yeon
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}s?")
_GLOSS = 3  #: letters of what brackets behind a body say of it and is not its name: a state's, a party's
_NOT_YET = words("envisaged envisioned planned proposed suggested")
_MOST_KEYS = 500  #: names of an article past which longer and shorter forms of one are not looked for
#: Who is called by the family's name goes by a given name or by both: the surname alone is somebody else's.
_KIN = words(
    """
    aunt brother cousin daughter father granddaughter grandfather grandmother grandson husband mother nephew niece
    sister son uncle widow widower wife
    """
)
_KIN_REACH = 5  #: tokens before the name
#: Labels whose mentions are persons by mistake often enough ("Clinton" as ORG) for a known surname to outweigh them.
_MISTAKEN = words("ORG WORK_OF_ART PRODUCT FAC EVENT LAW NORP GPE LOC")


@dataclass(slots=True, eq=False)
class Thing:
    """One thing in one article, while its mentions are gathered."""

    number: int
    names: list[Span] = field(default_factory=list)
    entity_id: str | None = None  #: from the linker
    titled: str | None = None  #: gender that a title tells: Mr, Queen
    likely: str | None = None  #: … that is usual for the given name or the surname

    @property
    def gender(self) -> str | None:
        return self.titled or self.likely

    @property
    def label(self) -> str:
        """The label of most of its names, the first of equals; a demonym counts only where there is nothing else."""
        labels = [span.label_ for span in self.names]
        counts = Counter(label for label in labels if label != "NORP") or Counter(labels)
        return counts.most_common(1)[0][0]

    @property
    def name(self) -> str:
        """The fullest name: most words, most letters, then the first; no demonym or capitals if avoidable."""
        label = self.label
        texts = [display_name(span) for span in self.names]
        spelled = {text.casefold() for text in texts if not text.isupper()}

        def fullness(named: tuple[str, Span]) -> tuple[bool, bool, bool, bool, int, int, int]:
            text, span = named
            married = label == "PERSON" and "-" in text.rpartition(" ")[2] and " " in text  # not by her maiden name
            shouted = text.isupper() and text.casefold() in spelled  # a headline's or dateline's TOKYO
            members = label == "NORP" and text.endswith("s")  # Democrats, where there is "Democratic", too
            return span.label_ == label, not shouted, married, members, len(text.split()), len(text), -span.start

        return max(zip(texts, self.names, strict=True), key=fullness)[0]


def display_name(span: Span) -> str:
    """The name as a column shows it: one line, straight apostrophes, no leading "the", no possessive."""
    text = " ".join(span.text.translate(_APOSTROPHES).split())
    text = text.removeprefix("the ")
    return text[:-2] if text.endswith("'s") else text.removesuffix("'") if text.endswith("s'") else text


def plain(text: str) -> str:
    """Small letters without diacritics."""
    return without_accents(text.casefold())


def name_key(span: Span) -> str:
    """What two spellings of one name share: "The U.S." and "US", "Boeing Co." and "Boeing", "Zoë" and "Zoe"."""
    text = display_name(span)
    if _ACRONYM.fullmatch(text):
        return text.replace(".", "")
    words = [word.strip(".,") for word in plain(text).replace("-", " ").split()]
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(words) > 1 and (words[-1] in _CORPORATE or words[-1] in _CLUB):
        words.pop()
    words = words[1:] if len(words) > 1 and words[0] in _CLUB else words
    return " ".join(words)


def person_parts(span: Span) -> tuple[tuple[str, ...], str | None]:
    """Given names and surname without titles, in plain letters, and the suffix (jr), if any; "J.D." is two names."""
    spelled = [word.strip(".,'\"()") for word in display_name(span).split()]
    while len(spelled) > 2 and _POST_NOMINAL.fullmatch(spelled[-1]) and not spelled[0].isupper():
        spelled.pop()  # Ada Osborn FRS
    words = [part for word in spelled for part in _INITIALS.sub(" ", plain(word)).split()]
    while len(words) > 1 and words[0] in gender.TITLES:
        words.pop(0)
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else None
    if words:
        words[-1] = _ARTICLE.sub("", words[-1])
    return tuple(words), suffix


def titles_before(span: Span) -> list[str]:
    """Lower-case titles and roles right before a name, and those that the name's span begins with."""
    doc, found = span.doc, []
    for token in span[:-1]:
        if token.lower_.rstrip(".") in gender.TITLES:
            found.append(token.lower_.rstrip("."))
    at = span.start - 1
    while at >= max(0, span.start - 4) and doc[at].pos_ in ("PROPN", "NOUN", "ADJ") and doc[at].ent_type_ != "PERSON":
        found.append(doc[at].lower_.rstrip("."))
        at -= 1
    return found


def _is_addressed(span: Span) -> bool:
    """A surname behind Mr, Mrs or Ms, by which an article tells a couple's other half apart."""
    short = len(person_parts(span)[0]) == 1 and span.start > 0
    return short and span.doc[span.start - 1].lower_.rstrip(".") in ("mr", "mrs", "ms", "miss")


def join_names(spans: list[Span]) -> list[Thing]:
    """Group the names of one article, given in text order; things come in the order of their first mention."""
    joiner = _Joiner()
    full = [span for span in spans if span.label_ == "PERSON" and len(person_parts(span)[0]) > 1]
    for span in full:
        joiner.full_person(span)
    whole = set(full)
    rest = [span for span in spans if span not in whole]
    for span in sorted(rest, key=_may_be_short):  # a headline's "Vell" waits for "Vell Seafood ASA"
        if span.label_ != "PERSON" and not joiner.is_surname(span, spans):
            joiner.other(span)
    joiner.join_acronyms()
    short = [span for span in rest if span.label_ == "PERSON" or joiner.is_surname(span, spans)]
    for span in sorted(short, key=lambda span: not _is_addressed(span)):  # "Mrs Osborn" tells whom "Osborn" leaves
        joiner.short_person(span)
    things = [thing for thing in joiner.things if thing.names]
    for thing in things:
        thing.names.sort(key=lambda span: span.start)
    things.sort(key=lambda thing: thing.names[0].start)
    for number, thing in enumerate(things):
        thing.number = number
    return things


def _may_be_short(span: Span) -> bool:
    return span.label_ == "ORG" and len(span) == 1 and not span.kb_id_


class _Joiner:
    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.by_id: dict[str, Thing] = {}
        self.by_key: dict[str, Thing] = {}
        self.by_surname: dict[str, list[Thing]] = defaultdict(list)
        self.by_half: dict[str, list[Thing]] = defaultdict(list)  #: of a double-barrelled surname
        self.by_given_name: dict[str, list[Thing]] = defaultdict(list)
        self.parts: dict[int, tuple[tuple[str, ...], str | None]] = {}

    def _add(self, thing: Thing | None, span: Span) -> Thing:
        if thing is None:
            thing = Thing(len(self.things))
            self.things.append(thing)
        thing.names.append(span)
        if span.kb_id_:
            thing.entity_id = thing.entity_id or span.kb_id_
            self.by_id.setdefault(span.kb_id_, thing)
        if span.label_ == "PERSON":
            parts = person_parts(span)[0]
            thing.titled = thing.titled or gender.of_words(titles_before(span))
            thing.likely = thing.likely or (gender.of_full_name(parts) if len(parts) > 1 else None)
        return thing

    def _conflict(self, thing: Thing, span: Span) -> bool:
        return bool(thing.entity_id and span.kb_id_ and thing.entity_id != span.kb_id_)

    def full_person(self, span: Span) -> None:
        parts, suffix = person_parts(span)
        thing = self.by_id.get(span.kb_id_) if span.kb_id_ else None
        if thing is None:
            doubles = self.by_surname[parts[-1]] or [t for part in parts[-1].split("-") for t in self.by_half[part]]
            same = [
                t
                for t in doubles
                if not self._conflict(t, span) and _same_person(self.parts[t.number], (parts, suffix))
            ]
            spelled_alike = self.by_key.get(name_key(span))  # "Taylor-Greene" and "Taylor Greene"
            if spelled_alike is not None and not same and not self._conflict(spelled_alike, span):
                same = [spelled_alike]
            thing = same[0] if len({t.number for t in same}) == 1 else None
        known = thing is not None
        thing = self._add(thing, span)
        if not known or len(parts) > len(self.parts[thing.number][0]):
            self.parts[thing.number] = (parts, suffix or (self.parts[thing.number][1] if known else None))
        self.by_key.setdefault(name_key(span), thing)
        if not known:
            self.by_surname[parts[-1]].append(thing)
            if _FAMILY_FIRST.fullmatch(display_name(span)):
                self.by_surname[parts[0]].append(thing)
            if "-" in parts[-1]:
                for part in parts[-1].split("-"):
                    self.by_half[part].append(thing)
            self.by_given_name[parts[0]].append(thing)

    def is_surname(self, span: Span, spans: list[Span]) -> bool:
        """A name of another label that is a known person's surname, and is not more often something else."""
        if span.label_ not in _MISTAKEN or span.kb_id_ or len(span) > 2:
            return False
        key = " ".join(person_parts(span)[0])  # of "Osborn Jr.", too
        if key not in self.by_surname:
            return False
        return span.label_ not in ("GPE", "LOC", "NORP") or self._mostly_person(key, spans)

    def _mostly_person(self, key: str, spans: list[Span]) -> bool:
        if not hasattr(self, "_labels"):
            self._labels: dict[str, Counter[bool]] = defaultdict(Counter)
            for span in spans:
                self._labels[display_name(span).casefold()][span.label_ == "PERSON"] += 1
        return self._labels[key][True] > self._labels[key][False]

    def short_person(self, span: Span) -> None:
        """A surname, or a given name alone: whom of that name the article has named, whom most often first."""
        parts, suffix = person_parts(span)
        thing = self.by_id.get(span.kb_id_) if span.kb_id_ else None
        if thing is None and parts:
            told = gender.of_words(titles_before(span))
            bearers = self.by_surname.get(parts[-1]) or self._bearers_of_given_name(parts[-1])
            fit = [t for t in bearers if not self._conflict(t, span) and not (told and t.gender and told != t.gender)]
            if not told and len(fit) > 1:
                fit = [t for t in fit if not any(_is_addressed(name) for name in t.names)] or fit
            fit = [t for t in fit if self.parts[t.number][1] == suffix] or fit
            thing = _foremost(fit, span)
        if thing is None:
            thing = self.by_key.get(name_key(span))
            thing = (
                thing
                if thing is not None and not self._conflict(thing, span) and thing.names[0].label_ == "PERSON"
                else None
            )
        thing = self._add(thing, span)
        self.by_key.setdefault(name_key(span), thing)

    def _bearers_of_given_name(self, part: str) -> list[Thing]:
        """The only one, or whom the article names at least twice as often as the next."""
        bearers = sorted(self.by_given_name.get(part, []), key=lambda thing: -len(thing.names))
        if len(bearers) > 1 and len(bearers[0].names) < 2 * len(bearers[1].names):
            return []
        return bearers[:1]

    def other(self, span: Span) -> None:
        key = name_key(span)
        likeness = self._likeness(key, span)
        if likeness is not None:
            likeness.names.append(span)
            return
        thing = self.by_id.get(span.kb_id_) if span.kb_id_ else None
        spelled = self._town_or_club(key, span)
        if thing is None and spelled in self.by_key:
            same = self.by_key[spelled]
            linked_otherwise = bool(same.entity_id) and not span.kb_id_ and same.names[0].label_ != span.label_
            language = same.label == "LANGUAGE" != span.label_
            thing = None if self._conflict(same, span) or linked_otherwise or language else same
        if thing is None and span.label_ == "ORG":
            thing = self._longer_or_shorter(key, span)
        thing = self._add(thing, span)
        self.by_key.setdefault(spelled, thing)

    def _town_or_club(self, key: str, span: Span) -> str:
        """The key of a name, which the club that is called like its town shares with nothing: names have one label."""
        same = self.by_key.get(key)
        differ = same is not None and not same.entity_id and {same.label, span.label_} == {"ORG", "GPE"}
        return f"{key} ({span.label_})" if differ else key

    def _likeness(self, key: str, span: Span) -> Thing | None:
        """The "Nordic Red Cross" that "her proposed Red Cross" means: what is called after a known thing is another."""
        if not span.kb_id_ or not any(
            child.lower_ in _NOT_YET or (child.dep_ == "poss" and child.pos_ == "PRON") for child in span.root.lefts
        ):
            return None
        fit = [
            thing
            for thing in self.things
            if not thing.entity_id and any(name_key(name).endswith(f" {key.casefold()}") for name in thing.names)
        ]
        return fit[0] if len(fit) == 1 else None

    def _longer_or_shorter(self, key: str, span: Span) -> Thing | None:
        """ "Vell Research Institute" and "Vell Research": one begins with all of the other, of two words or more.

        What a known thing's name goes on in, and is itself unknown, is another: the "United Nations Office in Vell".
        Of one word it is a firm's first, a team's last, or what several bodies are: "Vell" and "Vell Seafood ASA",
        "the Court" and "Court of Vell".
        """
        words = key.split()
        if len(self.by_key) >= _MOST_KEYS:
            return None
        if len(words) < 2:
            return self._body(key, span) if span.text in HEAD_WORDS else self._firm_or_team(key, span)
        fit = [
            thing
            for other, thing in self.by_key.items()
            if (
                (other.startswith(f"{key} ") and (thing.entity_id or not span.kb_id_))
                or (" " in other and key.startswith(f"{other} ") and (span.kb_id_ or not thing.entity_id))
            )
            and thing.label == "ORG"
            and not self._conflict(thing, span)
        ]
        return fit[0] if len({thing.number for thing in fit}) == 1 else None

    def _body(self, key: str, span: Span) -> Thing | None:
        """ "the Court", and a club's "United", in an article that names one of them."""
        if span.kb_id_ or not span.start:
            return None
        if span.doc[span.start - 1].lower_ != "the" and span.text not in CLUBS:
            return None
        fit = [
            thing
            for thing in self.things
            if thing.label == "ORG"
            and any(
                len(words := name_key(name).split()) > 1 and (words[-1] == key or words[:2] == [key, "of"])
                for name in thing.names
            )
        ]
        return fit[0] if len(fit) == 1 else None

    def _firm_or_team(self, key: str, span: Span) -> Thing | None:
        if span.kb_id_ or not span.text[0].isupper() or len(key) < 3:
            return None
        fit, key = [], plain(key)
        for thing in self.things:
            if (
                thing.label != "ORG"
                or thing.entity_id
                or not 1 < len(words := display_name(thing.names[0]).split()) < 5
            ):
                continue
            legal = words[-1].strip(".,").casefold() in _LEGAL_FORMS
            firm = plain(words[0]) == key and (legal or (len(words) == 2 and words[-1] not in _BODIES_OF_PLACES))
            team = len(words) == 2 and plain(words[1]) == key and words[1] not in HEAD_WORDS
            if firm or team:
                fit.append(thing)
        return fit[0] if len(fit) == 1 else None

    def join_acronyms(self) -> None:
        """ "LDP" joins "Liberal Democratic Party", its capitals in order; of several, the one before its brackets."""
        long_forms: dict[str, list[Thing]] = defaultdict(list)
        for thing in self.things:
            if thing.label == "PERSON":
                continue
            for span in thing.names:
                for initials in _initials(display_name(span)):
                    if thing not in long_forms[initials]:
                        long_forms[initials].append(thing)
        for thing in list(self.things):
            key = name_key(thing.names[0]) if thing.names else ""
            if not _ACRONYM.fullmatch(key):
                continue
            fit = [
                t
                for t in long_forms.get(key) or self._spelled_out(thing)
                if t is not thing and not (t.entity_id and thing.entity_id and t.entity_id != thing.entity_id)
            ]
            known = [t for t in fit if t.entity_id or not thing.entity_id]  # NATO is no "North Atlantic Trade Office"
            whole = _bracketed(fit, thing) or (known[0] if len(known) == 1 else None)
            if whole is not None and whole.names:
                whole.names += thing.names
                whole.entity_id = whole.entity_id or thing.entity_id
                for span in thing.names:
                    self.by_key[name_key(span)] = whole
                thing.names = []

    def _spelled_out(self, acronym: Thing) -> list[Thing]:
        """The thing right before the acronym's brackets, if the acronym can be taken from its name.

        Or from what a body is called in its own language: "Institute of Civil Defence (INDECI)".
        """
        whole = _bracketed([t for t in self.things if t.names and t.label != "PERSON" and t is not acronym], acronym)
        if whole is None:
            return []
        key = name_key(acronym.names[0])
        foreign = whole.label == "ORG" and len(key) > _GLOSS
        return [whole] if foreign or any(abbreviates(key, display_name(span)) for span in whole.names) else []


def _same_person(one: tuple[tuple[str, ...], str | None], other: tuple[tuple[str, ...], str | None]) -> bool:
    """The same surname, and the given names of one among the other's, in order; an initial stands for its name.

    So a middle name may be left out, and who is named with a nickname ("Robert 'Bo' Lind") is meant by it ("Bo Lind").
    """
    (a, a_suffix), (b, b_suffix) = one, other
    if a_suffix != b_suffix:
        return False  # father and son
    if a[-1] != b[-1]:
        double = a[0] == b[0] and ("-" in a[-1]) != ("-" in b[-1])  # Ada Lind, who became Ada Lind-Osei
        return double and (a[-1] in b[-1].split("-") or b[-1] in a[-1].split("-"))
    fewer, more = sorted((a[:-1], b[:-1]), key=len)
    left = iter(more)
    return all(any(_same_given_name(name, known) for known in left) for name in fewer)


def _same_given_name(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _foremost(things: list[Thing], span: Span) -> Thing | None:
    """The thing named in full most often; of equals no relative of the other, then the one last before `span`.

    Else the first after it.
    """
    if len(things) < 2:
        return things[0] if things else None

    def order(thing: Thing) -> tuple[int, bool, bool, int]:
        full = sum(len(person_parts(name)[0]) > 1 for name in thing.names)
        before = [name.start for name in thing.names if name.start < span.start]
        distance = span.start - max(before) if before else min(name.start for name in thing.names)
        return -full, any(map(_is_relative, thing.names)), not before, distance

    return min(things, key=order)


def _is_relative(name: Span) -> bool:
    """Whether a person comes in as somebody's: "her daughter, the painter Mara Osborn"."""
    before = name.doc[max(0, name.start - _KIN_REACH) : name.start]
    return any(word.lower_ in _KIN and word.sent == name.sent for word in before)


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", name) if word and word[0].isalpha()]
    if len(words) < 2:
        return set()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    full = "".join(word[0] for word in words).upper()
    return {form for form in (capitals, full) if len(form) > 1}


def _bracketed(things: list[Thing], acronym: Thing) -> Thing | None:
    for span in acronym.names:
        before: Token | None = span[0].nbor(-1) if span.start else None
        if before is None or before.text != "(":
            continue
        for thing in things:
            if any(name.end == before.i for name in thing.names):
                return thing
    return None
