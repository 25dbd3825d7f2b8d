"""On what occasion something was said: to whom, where or in what, and on which day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import numpy as np
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Chars
from tasks.extract.clauses import SPEAKING, belongs, clause, heads, phrase
from tasks.extract.cues import lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.positions import Positions

#: Verbs whose object is the person spoken to.
ADDRESSING = words(
    "advise ask assure beg brief caution convince implore inform instruct notify order persuade promise reassure remind"
    " tell urge warn"
)
#: Heads of the phrases that say where or in what something is said.
VENUES = words(
    "address advertisement affidavit analysis announcement answer appearance article blog book briefing broadcast brief"
    " bulletin call chat chapter column comment communique complaint conference congress convention court debate"
    " decision deposition dinner discussion dissent documentary e-mail editorial email essay event exchange facebook"
    " filing floor forum gathering hearing instagram interview journal keynote lawsuit lecture letter lunch magazine"
    " manifesto meeting memo memoir message motion newsletter newspaper note op-ed opinion order page panel paper"
    " parliament podcast poll post press-conference program programme radio rally release remark reply report response"
    " ruling senate sermon session show speech stage statement stream study summit survey telegram television"
    " testimony text thread tiktok transcript trial tv tweet twitter video webinar website workshop youtube"
)
RESPONSES = words("answer reply response")  #: "in her reply" is a venue, "in reply to" is none
#: Venues that can be spoken to: "told the committee's hearing", but not "told the story".
AUDIENCES = words(
    "conference congress convention court forum gathering hearing magazine meeting newspaper paper panel parliament"
    " podcast program programme rally senate show summit television website"
)
#: Verbs after which "to" brings what is spoken of: "pleaded guilty to theft"; after others it may do so.
OF_WHAT = words("admit commit confess object plead point react refer relate")
TO_WHAT = words("answer reply respond")
SOUNDS = words("applause cheer laughter")  #: "she said to cheers"
VENUE_PREPOSITIONS = words("in at on during via through over")
#: What one speaks on, as on the radio; a debate, a report or a ruling that one speaks on is a topic.
SPOKEN_ON = words(
    "air blog broadcast call facebook floor instagram page podcast program programme radio show stage stream telegram"
    " television thread tiktok tv twitter website youtube"
)
#: Where it was said it may be a day later than where it was published, but what is said after that has not been said.
ELSEWHERE = timedelta(days=1)
PLACES = words("GPE FAC LOC")
OCCASIONS = words("EVENT WORK_OF_ART")
#: Acts that may be addressed to somebody ("complained to").
ADDRESSED = words("say criticise demand deny predict promise propose question report")


class Occasions:
    """Reads the occasions in one article."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.positions = Positions(doc)
        self.prepositions: dict[int, list[int]] = {}  # sentence -> its tokens that are prepositions
        for at in np.flatnonzero(doc.to_array("DEP") == doc.vocab.strings["prep"]).tolist():
            self.prepositions.setdefault(self.positions.sentence(at), []).append(at)
        self.dated: set[int] = set()  # tokens of dates and times
        self.days: dict[int, list[tuple[Token, date]]] = {}  # sentence -> the days it names, none of them to come
        published = doc._.dateline.published_at
        last = published.date() + ELSEWHERE if published else date.max
        for expression in doc._.date_expressions:
            tokens = list(self.positions.span(expression.chars))
            self.dated.update(token.i for token in tokens)
            day = expression.earliest
            if expression.kind in ("date", "time") and day is not None and day == expression.latest and day <= last:
                head = heads(tokens)[0]
                self.days.setdefault(self.positions.sentence(head.i), []).append((head, day))

    def venue(self, told: Sequence[Token], taken: set[int]) -> Chars | None:
        group = [token for verb in told for token in clause(verb, taken, widely=True)]
        named: Chars | None = None
        for preposition in (self.doc[at] for at in self.prepositions.get(self.positions.sentence(told[-1].i), ())):
            noun = _place(preposition)
            if noun is None or taken & {preposition.i, noun.i} or not belongs(preposition, group, taken):
                continue
            if preposition.lower_ == "on" and preposition.head not in group:  # on what somebody speaks, not about what
                continue
            if noun.lemma_.lower() in VENUES:
                return self.undated(noun, phrase(noun, taken, begin=preposition))
            named = named or self.undated(noun, phrase(noun, taken, begin=preposition))
        return named

    def undated(self, noun: Token, where: Chars) -> Chars:
        """`where`, which `noun` heads, without the time at its end: "at a rally on Friday"."""
        span = self.positions.span(where)
        end = span.end
        while end > noun.i + 1 and (self.doc[end - 1].i in self.dated or self.doc[end - 1].pos_ == "ADP"):
            end -= 1
        return where if end == span.end else Chars(where.start, self.doc[end - 1].idx + len(self.doc[end - 1]))

    def said_on(self, told: Sequence[Token], taken: set[int]) -> date | None:
        group = [token for verb in told for token in clause(verb, taken, widely=False)]
        days = [
            (abs(token.i - told[-1].i), token.i, day)
            for token, day in self.days.get(self.positions.sentence(told[-1].i), ())
            if token.i not in taken and belongs(token, group, taken, through=_hosts_speech)
        ]
        return min(days)[2] if days else None


def addressee(head: Token, taken: Collection[int]) -> Chars | None:
    """Whom the speaker is said to address: told reporters, said to reporters, speaking to reporters."""
    for verb in clause(head, taken, widely=False):
        cue, _ = look_up(verb)
        reports = cue is not None and cue.act in ADDRESSED and verb.lower_ != "according" and lemma(verb) not in OF_WHAT
        speaks = verb.lemma_ in SPEAKING or reports
        for child in verb.children:
            person = child
            if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
                person = next((c for c in child.children if c.dep_ == "pobj"), child)
            told = lemma(verb) in ADDRESSING and child.dep_ in ("dobj", "nsubjpass")
            addressed = told or (speaks and (child.dep_ == "dative" or person is not child))
            named = person.pos_ in ("PRON", "PROPN") or lemma(verb) not in TO_WHAT
            if addressed and named and person.i not in taken and _is_somebody(person):
                return phrase(person, taken)
    return None


def _place(preposition: Token) -> Token | None:
    """The noun after a preposition of place, where it is a place or an occasion to speak."""
    if preposition.lower_ not in VENUE_PREPOSITIONS:
        return None
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None:
        return None
    if preposition.lower_ == "on":
        return noun if noun.lemma_.lower() in SPOKEN_ON or noun.ent_type_ in (*PLACES, "ORG", "WORK_OF_ART") else None
    word = noun.lemma_.lower()
    if word in VENUES:
        bare = word in RESPONSES and not any(noun.lefts)
        return None if bare or (word == "poll" and noun.tag_ == "NNS") else noun  # "leads in the polls"
    named = PLACES | OCCASIONS if preposition.lower_ in ("in", "at") else OCCASIONS
    return noun if noun.ent_type_ in named else None


def _hosts_speech(token: Token) -> bool:
    """Whether a day that this word has is one of speaking: "at a rally on Friday", "Friday night", but no attack's."""
    return token.pos_ == "ADP" or token.lemma_.lower() in VENUES or token.ent_type_ in ("DATE", "TIME")


def _is_somebody(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "PRON") or token.tag_ in ("WDT", "WP"):
        return False
    return token.lemma_.lower() not in (VENUES - AUDIENCES) | SOUNDS and not token.lower_.endswith(("self", "selves"))
