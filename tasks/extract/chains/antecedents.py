"""What an article has spoken of so far, and what of each thing bears on whether a pronoun or "the company" means it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from spacy.tokens import Span, Token

from tasks.extract.chains.kinds import KINDS_OF
from tasks.extract.chains.pronouns import (
    OBJECTS,
    POSSESSIVE,
    PRONOUNS,
    SUBJECTS,
    binds,
    governing_subject,
)
from tasks.extract.clauses import dependents_after
from tasks.extract.lexicon import words

WINDOW = 20  #: sentences back in which an antecedent is looked for
_MOST = 12  #: candidates that are compared, the latest first, so that cost stays linear
_MOST_NAMED = 200  #: named things, the latest first, among which a nominal finds those that it fits
_HALF_LIFE = 0.5  #: salience after each sentence

#: What decides differently: each has weights of its own.
KINDS = {"male": "person", "female": "person", "thing": "it", "plural": "they"}
NOMINAL = "nominal"

#: Nouns of what speaks and is no person.
_SPEAKERS = words(
    """
    administration agency alliance analysis article association authority bank bloc board body brand broadcaster
    bureau business cabinet charity city club coalition college commission committee communique company congregation
    corporation council country court crowd delegation department document editorial embassy family federation firm
    force foundation government group industry institute institution jury league letter magazine majority manufacturer
    media memo minister ministry minority movement nation network newspaper note office opposition organisation
    organization outlet panel paper parliament party people police poll post press public regulator report research
    retailer school senate side staff state statement station study survey team think-tank town tribunal tweet union
    university website
    """
)

#: Verbs beside which "it" may stand for a clause: "it seems that", "it takes time to".
_RAISING = words("appear be become feel follow happen help look make matter mean remain seem sound take turn")

#: What spaCy calls times and amounts.
_MEASURES = words("CARDINAL DATE MONEY ORDINAL PERCENT QUANTITY TIME")
_DETERMINERS = words("det nummod poss")

_PERSON, _PERSONS, _BODY, _THING, _EITHER = ("person",), ("they",), ("it", "they"), ("it",), ("person", "it", "they")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands."""

    sentence: int
    paragraph: int
    quotation: int | None  #: start of the quotation around it
    teller: int | None = None  #: number of the thing that is reported to say what it stands in


@dataclass(slots=True, eq=False)
class Candidate:
    """A thing as a later mention sees it; one without a name has no number and only stands in the others' way."""

    number: int | None  #: of the named thing
    label: str | None  #: OntoNotes type, of a named thing
    kind: str | None  #: one of schemas.entities.ENTITY_KINDS, of a named thing
    person: bool
    plural: bool
    gender: str | None = None
    doubtful: bool = False  #: nothing but the recogniser says that it is a person
    titled: bool = False  #: a title tells the gender
    hints: Mapping[str, int] = field(default_factory=dict)  #: gender → pronouns of the article that follow its names
    nouns: Collection[str] = ()  #: what the article calls it beside its names, without articles: "prime minister"
    never: Collection[str] = ()  #: nouns that don't take it up
    heads: Collection[str] = ()  #: what its names call it: "party", "ministry"
    prominence: float = 0.0  #: how often the article names it, beside what it names most often of that label; 0 to 1
    # What changes while the article is read:
    last: Token | None = None  #: head of its last mention
    how: str = "name"  #: what that mention is: name | nominal | pronoun
    place: Place = Place(0, 0, None)
    salience: float = 0.0
    mentions: int = 0
    in_title: bool = False
    silent: bool = False  #: it has been mentioned otherwise than as who says something
    led: int = -1  #: the last paragraph whose first mention it was
    votes: dict[str, int] = field(default_factory=dict)  #: gender → pronouns of that gender that meant it
    #: Of "the company" the named things that it may be, though none is certain enough → how probable that is.
    may_be: Mapping[Candidate, float] = field(default_factory=dict)

    @property
    def meanings(self) -> tuple[str, ...]:
        """The kinds of pronoun that number and animacy let mean it."""
        if self.person:
            return _PERSONS if self.plural else _EITHER if self.doubtful else _PERSON
        if self.label in ("ORG", "GPE"):
            return _EITHER if self.doubtful else _BODY  # Doctors Without Borders, too
        return _PERSONS if self.plural or self.label == "NORP" else _THING


class Features(NamedTuple):
    """What is known of a mention and a candidate. Yes and no are 1 and 0."""

    same_sentence: float
    last_sentence: float
    two_back: float
    three_or_four_back: float
    same_paragraph: float
    latest: float  #: no other candidate has been mentioned since
    recency: float  #: 1 / (1 + candidates mentioned since)
    subject: float  #: the last mention is a subject
    object: float
    possessor: float  #: … or possesses something
    modifier: float  #: … or stands before another noun: "an Osborn supporter"
    subject_of_last_sentence: float
    subject_of_this_sentence: float
    both_subjects: float
    both_objects: float
    governs_possessive: float  #: it is the subject of the verb above "its"
    governs_clause: float  #: … of the verb above the mention's clause
    reports: float  #: the mention stands in what this is reported to say, outside quotation marks
    coordinated: float  #: "Hansen and his allies"
    same_sentence_possessive: float
    could_speak: float  #: the mention speaks, and this is a person, an organisation or a country
    pronoun_before: float  #: the last mention is a pronoun
    nominal_before: float
    continued: float  #: the last pronoun of this class meant it
    salience: float  #: its mentions' grammatical roles, halved at each sentence
    prominence: float
    once: float  #: it has been mentioned but once
    gender_known: float  #: by a title, a given name or its noun
    gender_unlike: float  #: its given name is usual for the other
    against_name: float  #: … but the pronouns after its names are of this gender, by their share
    hinted: float  #: share of the pronouns after its names that have this gender, less that of the others
    gender_agreed: float  #: the same of the pronouns that meant it
    speaks_again: float  #: the mention speaks, and this spoke last in the paragraph
    spoke_last: float  #: the mention speaks, and this spoke last in the article
    same_quotation: float
    into_quotation: float  #: the mention stands in a quotation, and this does not
    out_of_quotation: float
    quoted_pronoun: float  #: the last mention is a pronoun of the same quotation
    in_title: float
    leads_paragraph: float  #: it is the first of these things that the paragraph mentions
    sole: float  #: no other named candidate
    unlike_gender: float  #: another candidate is known to have the pronoun's gender, and this is not
    follows: float  #: it is named only after the mention, by the subject of the sentence
    main_subject: float  #: the last mention is the subject of its sentence's main verb
    subject_to_object: float  #: … a subject, and this one an object
    reports_subject: float  #: it reports what the mention is the subject of: "the bank said it had"
    bare: float  #: it has no name, and was last without an article or the like: "output"
    measure: float  #: … and is a time or an amount
    within: float  #: the last mention is part of a larger phrase: "half of the budget"
    told: float  #: the mention does not speak, and this spoke last
    told_of: float  #: who tells what the mention stands in told of this last
    perhaps_tells: float  #: the quotation's speaker is a pronoun behind it, and this spoke last
    only_spoke: float  #: the mention is quoted, and this has only been mentioned as who says something
    named: float
    institution: float  #: it has no name, and speaks: "the company"
    body: float  #: labelled ORG
    country: float  #: labelled GPE
    group: float  #: labelled NORP
    person: float
    doubtful: float  #: no more than the recogniser says that it is a person
    # Of nominals alone:
    fits: float = 0.0  #: the noun takes up things of its kind
    in_name: float = 0.0  #: one of its names calls it by the noun
    noun_said: float = 0.0  #: the article has called it by the noun
    phrase_said: float = 0.0  #: … with the other words of the nominal
    kin_said: float = 0.0  #: … or by another for that kind of thing: "firm" and "company"
    otherwise_named: float = 0.0  #: its names call it by another noun: no bank is the "Ministry of Justice"
    fewer: float = 0.0  #: 1 / the named things that the noun fits


class Setting(NamedTuple):
    """What is known of the mention itself: it speaks for or against there being an antecedent at all."""

    always: float
    subject: float
    object: float
    possessive: float
    quoted: float
    speaks: float
    first_sentence: float
    be: float  #: the verb is "be"
    clause_follows: float  #: its verb has a clause beside it, as with "it is said that"
    pointed: float  #: "this" or "that" before a nominal
    modified: float  #: the nominal has other words before its noun


@dataclass(frozen=True, slots=True)
class Decision:
    """A mention that may take up one of the candidates, or none of them."""

    mention: Token
    kind: str  #: person | it | they | nominal
    setting: Setting
    candidates: list[Candidate]
    features: list[Features]  #: one a candidate


class History:
    """The things mentioned so far, the latest last."""

    def __init__(self) -> None:
        self._recent: dict[str, dict[int, Candidate]] = {kind: {} for kind in (*KINDS.values(), NOMINAL)}
        self._continued: dict[str, Candidate] = {}
        self._led: dict[tuple[str, ...], int] = {}
        self.spoke_last: Candidate | None = None
        self.spoke_last_paragraph = -1

    def see(self, candidate: Candidate, head: Token, how: str, place: Place, speaks: bool) -> None:
        """A mention of the candidate has been read; `speaks`: it is the source of a claim."""
        said = head.lower_
        while head.dep_ == "appos" and head.head.i < head.i:
            head = head.head  # in "its minister, Rasa Vilkaite, warned" the name is the subject as much as the noun
        for kind in candidate.meanings if candidate.number is None else (*candidate.meanings, NOMINAL):
            recent = self._recent[kind]
            recent.pop(id(candidate), None)
            recent[id(candidate)] = candidate
        passed = place.sentence - candidate.place.sentence
        candidate.salience = candidate.salience * _HALF_LIFE**passed + _role_weight(head)
        candidate.last, candidate.how, candidate.place = head, how, place
        candidate.silent |= not speaks
        candidate.mentions += 1
        candidate.in_title |= place.paragraph == 0
        if place.paragraph != self._led.get(candidate.meanings):
            self._led[candidate.meanings] = candidate.led = place.paragraph
        if how == "pronoun":
            gender = PRONOUNS[said]
            candidate.votes[gender] = candidate.votes.get(gender, 0) + 1
            self._continued[gender] = candidate

    def speaks(self, candidate: Candidate, place: Place) -> None:
        """The candidate is the source of a claim."""
        self.spoke_last, self.spoke_last_paragraph = candidate, place.paragraph

    def near(self, kind: str, sentence: int) -> Iterator[Candidate]:
        """The things mentioned of late that agree with a kind of pronoun, the latest first."""
        for candidate in islice(reversed(self._recent[kind].values()), _MOST):
            if sentence - candidate.place.sentence <= WINDOW:
                yield candidate

    def decision(
        self,
        mention: Token,
        place: Place,
        speaks: bool,
        excluded: Candidate | None = None,
        reporter: Candidate | None = None,
        ahead: tuple[Candidate, Token] | None = None,
    ) -> Decision:
        """What a pronoun may mean.

        `excluded` is who speaks the quotation that it stands in, `reporter` who is reported to say what it stands in,
        `ahead` the subject that its sentence comes to, with its head: "After his speech, Hansen left".
        """
        meaning = PRONOUNS[mention.lower_]
        kind = KINDS[meaning]
        heads = [(c, c.last) for c in self.near(kind, place.sentence) if c.last is not None]
        if ahead and kind in ahead[0].meanings and all(c is not ahead[0] for c, _ in heads):
            heads.append(ahead)
        heads = [
            (c, head)
            for c, head in heads
            if c is not excluded
            and (kind != "person" or c.gender in (None, meaning) or not c.titled)
            and not binds(mention, head)
            and (not speaks or may_speak(c))
        ]
        candidates = [c for c, _ in heads]
        governor = governing_subject(mention)
        named = sum(c.number is not None for c in candidates)
        known = any(c.gender == meaning for c in candidates)
        features = [
            self._features(rank, c, head, mention, meaning, place, speaks, governor)._replace(
                reports=c is reporter,
                reports_subject=c is reporter and mention.dep_ in SUBJECTS,
                sole=named == 1 and c.number is not None,
                unlike_gender=known and c.gender != meaning,
            )
            for rank, (c, head) in enumerate(heads)
        ]
        return Decision(mention, kind, setting(mention, place, speaks), candidates, features)

    def nominal(
        self,
        noun: Token,
        phrase: Span,
        kinds: Collection[str],
        place: Place,
        speaks: bool,
        unnamed: Candidate | None,
        person: bool,
    ) -> Decision:
        """What "the prime minister" may mean: what fits it or was called so, or the same noun without a name.

        `kinds` are those of things that the noun takes up, `person` tells that it is one's alone.
        """
        word, text = noun.lower_, phrase[1:].text.casefold()
        named = islice(reversed(self._recent[NOMINAL].values()), _MOST_NAMED)
        called = (c for c in named if c.kind in kinds or word in c.heads or word in c.nouns)
        fit = [c for c in called if (c.person or not person) and word not in c.never]
        near = (*fit[:_MOST], *([unnamed] if unnamed else ()))
        heads = [(c, c.last) for c in near if c.last is not None and not binds(noun, c.last)]
        heads.sort(key=lambda item: -item[1].i)
        features = [
            self._features(rank, c, last, noun, "", place, speaks, None)._replace(
                sole=len(fit) == 1 and c.number is not None,
                fits=c.kind in kinds,
                in_name=word in c.heads,
                noun_said=word in c.nouns,
                kin_said=word not in c.nouns and any(_kin(word, said) for said in c.nouns),
                phrase_said=text != word and text in c.nouns,
                otherwise_named=word not in c.heads and not KINDS_OF.keys().isdisjoint(c.heads),
                fewer=1 / len(fit) if c.number is not None else 0.0,
            )
            for rank, (c, last) in enumerate(heads)
        ]
        own = setting(noun, place, speaks)._replace(pointed=phrase[0].lower_ != "the", modified=len(phrase) > 2)
        return Decision(noun, NOMINAL, own, [c for c, _ in heads], features)

    def _features(
        self,
        rank: int,
        c: Candidate,
        last: Token,
        mention: Token,
        meaning: str,
        place: Place,
        speaks: bool,
        governor: Token | None,
    ) -> Features:
        """`last`: head of its last mention, or of the one that the mention's sentence comes to."""
        follows = last is not c.last
        back = 0 if follows else place.sentence - c.place.sentence
        subject, object_ = last.dep_ in SUBJECTS, last.dep_ in OBJECTS
        is_subject, is_object = mention.dep_ in SUBJECTS, mention.dep_ in OBJECTS
        votes = c.votes
        agreed = votes.get(meaning, 0)
        others = sum(votes.values()) - agreed if votes else 0
        possessive = mention.dep_ == "poss"
        again = speaks and c is self.spoke_last
        perhaps = place.quotation is not None and self.spoke_last is not None and place.teller == self.spoke_last.number
        hinted = _hinted(c.hints, meaning)
        unlike = meaning in ("male", "female") and c.gender not in (None, meaning)
        institution = c.number is None and not c.person and last.lemma_.lower() in _SPEAKERS
        nameless = c.number is None and c.how != "pronoun"
        return Features(
            same_sentence=back == 0,
            last_sentence=back == 1,
            two_back=back == 2,
            three_or_four_back=3 <= back <= 4,
            same_paragraph=c.place.paragraph == place.paragraph,
            latest=rank == 0,
            recency=1 / (1 + rank),
            subject=subject,
            object=object_,
            possessor=last.dep_ == "poss",
            modifier=last.dep_ in ("compound", "amod", "nmod"),
            subject_of_last_sentence=subject and back == 1,
            subject_of_this_sentence=subject and back == 0,
            both_subjects=subject and is_subject,
            both_objects=object_ and is_object,
            governs_possessive=possessive and governor is not None and last.i == governor.i,
            governs_clause=not possessive and governor is not None and last.i == governor.i,
            main_subject=subject and last.head.dep_ == "ROOT",
            subject_to_object=subject and is_object,
            reports=False,
            reports_subject=False,
            bare=nameless and not any(child.dep_ in _DETERMINERS for child in last.lefts),
            measure=nameless and last.ent_type_ in _MEASURES,
            within=last.dep_ == "pobj" and last.head.head.pos_ in ("NOUN", "PROPN"),
            coordinated=possessive and mention.head.dep_ == "conj" and mention.head.head.i == last.i,
            same_sentence_possessive=back == 0 and possessive,
            could_speak=speaks and (c.person or c.label in ("ORG", "GPE", "NORP")),
            pronoun_before=c.how == "pronoun",
            nominal_before=c.how == "nominal",
            continued=self._continued.get(meaning) is c,
            salience=min(c.salience * _HALF_LIFE**back, 3.0),
            prominence=c.prominence,
            once=c.mentions == 1,
            gender_known=c.gender == meaning,
            gender_unlike=unlike,
            against_name=max(0.0, hinted) if unlike else 0.0,
            hinted=hinted,
            gender_agreed=(agreed - others) / (agreed + others + 1),
            speaks_again=again and self.spoke_last_paragraph == place.paragraph,
            spoke_last=again,
            same_quotation=place.quotation is not None and c.place.quotation == place.quotation,
            into_quotation=place.quotation is not None and c.place.quotation is None,
            out_of_quotation=place.quotation is None and c.place.quotation is not None,
            quoted_pronoun=c.how == "pronoun" and place.quotation is not None and c.place.quotation == place.quotation,
            in_title=c.in_title,
            leads_paragraph=c.led == place.paragraph,
            sole=False,
            unlike_gender=False,
            follows=follows,
            told=not speaks and c is self.spoke_last,
            told_of=place.teller is not None and c.place.teller == place.teller,
            perhaps_tells=perhaps and c is self.spoke_last,
            only_spoke=place.quotation is not None and not c.silent,
            named=c.number is not None,
            institution=institution,
            body=c.label == "ORG",
            country=c.label == "GPE",
            group=c.label == "NORP",
            person=c.person,
            doubtful=c.doubtful,
        )


def _kin(one: str, other: str) -> bool:
    """Whether two nouns take up things of one kind, which is more than that both are bodies."""
    kinds = KINDS_OF.get(one, frozenset()) & KINDS_OF.get(other, frozenset())
    return bool(kinds - {"organisation"})


def may_speak(candidate: Candidate) -> bool:
    """Whether a thing can be who says something: a person, a body, or a document."""
    if candidate.number is not None:
        return candidate.person or candidate.label in ("ORG", "GPE", "NORP", "WORK_OF_ART", "LAW")
    return candidate.person or (candidate.last is not None and candidate.last.lemma_.lower() in _SPEAKERS)


def _hinted(hints: Mapping[str, int], meaning: str) -> float:
    total = hints.get("male", 0) + hints.get("female", 0)
    return (2 * hints.get(meaning, 0) - total) / (total + 1)


def setting(mention: Token, place: Place, speaks: bool) -> Setting:
    verb = mention.head
    return Setting(
        always=1.0,
        subject=mention.dep_ in SUBJECTS,
        object=mention.dep_ in OBJECTS,
        possessive=mention.lower_ in POSSESSIVE,
        quoted=place.quotation is not None,
        speaks=speaks,
        first_sentence=place.sentence <= 1,
        be=verb.lemma_ == "be",
        pointed=0.0,
        modified=0.0,
        clause_follows=mention.lower_ == "it"
        and not speaks
        and (verb.lemma_ in _RAISING or any(child.dep_ == "auxpass" for child in verb.lefts))
        and any(child.dep_ in ("ccomp", "xcomp", "advcl", "acl", "csubj") for child in dependents_after(verb)),
    )


def _role_weight(head: Token) -> float:
    """Subjects before objects before the rest, modifiers of another noun last (after Lappin and Leass 1994)."""
    if head.dep_ in SUBJECTS:
        return 1.0
    if head.dep_ in OBJECTS:
        return 0.7
    if head.dep_ in ("poss", "compound", "amod", "nmod"):
        return 0.4
    return 0.5
