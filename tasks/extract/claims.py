"""Completes the attributions: speaker, kind of quotation, act, polarity, modality, addressee, venue, day.

What each column means, with examples, is in docs/claims.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.clauses import (
    SPEAKING,
    belongs,
    clause,
    heads,
    held,
    is_infinitive,
    main_verb,
    modality,
    negated,
    phrase,
    says_i,
    tense,
)
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.quotes import quotations
from tasks.extract.speakers import Speakers

#: Verbs that hand the act over to their infinitive: "went on to say", "struggled to persuade", "failed to mention".
CARRIERS = words(
    "appear attempt begin come continue fail go happen have help keep manage proceed seem start struggle tend try use"
    " venture"
)
#: Verbs whose object is the person spoken to.
ADDRESSING = words(
    "advise ask assure beg brief caution convince implore inform instruct notify order persuade promise reassure remind"
    " tell urge warn"
)
#: Verbs whose passive subject is spoken to, or spoken of, and does not speak: "was asked", "is said to".
ADDRESSED_SUBJECT = words(
    "accuse advise allege ask assume beg believe blame brief caution charge consider criticise criticize estimate"
    " expect fault implore inform instruct know notify order presume press question quiz remind rumor rumour say"
    " suppose tell think understand urge warn"
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
ASKING_WORDS = ("WRB", "WP", "WP$")
QUOTE_MARKS = "\"'“”‘’"

#: Acts that may be addressed to somebody ("complained to").
ADDRESSED = words("say criticise demand deny predict promise propose question report")


@Language.factory(
    "onrecord_claims",
    requires=[
        "doc.sents",
        "doc.ents",
        "token.dep",
        "token.lemma",
        "token.pos",
        "token.tag",
        "doc._.attributions",
        "doc._.mentions",
        "doc._.chains",
        "doc._.date_expressions",
    ],
    assigns=["doc._.attributions"],
)
def make_claims(nlp: Language, name: str) -> Claims:
    return Claims()


class Claims:
    """Fills what `attribution` left open in `doc._.attributions`, and makes whole noun phrases of their sources."""

    def __call__(self, doc: Doc) -> Doc:
        reading = _Reading(doc)
        for claim in doc._.attributions:
            reading.complete(claim)
        for claim, parent in zip(doc._.attributions, parents(doc._.attributions), strict=True):
            claim.parent = parent if claim.parent is None else claim.parent
        return doc


class _Reading:
    """What of a Doc is looked up for claim after claim, computed once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.quotations = quotations(self.text)
        self.sentence: list[int] = np.cumsum(doc.to_array("SENT_START") == 1).tolist()  # of each token
        self.prepositions: dict[int, list[int]] = {}  # sentence -> its tokens that are prepositions
        for at in np.flatnonzero(doc.to_array("DEP") == doc.vocab.strings["prep"]).tolist():
            self.prepositions.setdefault(self.sentence[at], []).append(at)
        self.speakers = Speakers(doc)
        self.dated: set[int] = set()  # tokens of dates and times
        self.days: dict[int, list[tuple[Token, date]]] = {}  # sentence -> the days it names, none of them to come
        published = doc._.dateline.published_at
        last = published.date() + ELSEWHERE if published else date.max
        for expression in doc._.date_expressions:
            tokens = list(self.speakers.offices.tokens.span(expression.chars))
            self.dated.update(token.i for token in tokens)
            day = expression.earliest
            if expression.kind in ("date", "time") and day is not None and day == expression.latest and day <= last:
                head = heads(tokens)[0]
                self.days.setdefault(self.sentence[head.i], []).append((head, day))

    def complete(self, claim: Attribution) -> None:
        content, cue = self.tokens(claim.content), self.tokens(claim.cue)
        taken = {token.i for token in content}
        fenced = taken | {token.i for token in cue}
        told = telling_verbs(cue)
        head = told[-1] if told else None
        sources = [whole for span in claim.source if (whole := self.speakers.whole(span, fenced))]
        silent = [span for span in sources if head is not None and spoken_to(head, self.tokens((span,)))]
        claim.source = tuple(span for span in sources if span not in silent)
        claim.addressee = silent[0] if silent and head is not None and lemma(head) in ADDRESSING else None
        source = self.tokens(claim.source)
        claim.quote_kind = self.quote_kind(claim)
        speaker = self.speakers.read(source, fenced)
        claim.named, claim.speaker_mention = speaker.named, speaker.mention
        claim.speaker_role, claim.speaker_affiliation = speaker.role, speaker.affiliation
        main = main_verb(content)
        word = head and telling(head, cue)
        claim.act = act(word, main)
        named = word if head is not None and lemma(head) in ("be", "have") else head
        claim.cue_lemma = None if named is None else lemma(named)
        verbs = [*told, *((word,) if word else ()), *((main, held(main)) if main else ())]
        claim.negated = any(negated(verb) for verb in verbs) or any(verb.lemma_ == "fail" for verb in told)
        claim.modality = self.modality(told, main, content)
        claim.venue = claim.said_on = None
        if head is not None:
            taken |= {token.i for token in source}
            claim.addressee = claim.addressee or addressee(head, taken)
            claim.venue = self.venue(told, taken)
            claim.said_on = self.said_on(told, taken)

    def tokens(self, spans: Iterable[Chars]) -> list[Token]:
        return [token for span in spans for token in self.speakers.offices.tokens.span(span)]

    def quote_kind(self, claim: Attribution) -> str:
        """By the share of the content's letters and digits in quote marks.

        Marks around the cue as well belong to whoever is quoted saying all that.
        """
        cue = claim.cue[0].start if claim.cue else -1
        outside = inside = 0
        for span in claim.content:
            at = span.start
            for quotation in self.quotations_touching(span):
                start, end = max(quotation.start, at), min(quotation.end, span.end)
                if start < end and not quotation.start <= cue < quotation.end:
                    outside += self.letters(at, start)
                    inside += self.letters(start, end)
                    at = end
            outside += self.letters(at, span.end)
        return "indirect" if not inside else "mixed" if outside else "direct"

    def letters(self, start: int, end: int) -> int:
        return sum(map(str.isalnum, self.text[start:end]))

    def quotations_touching(self, span: Chars) -> Sequence[Chars]:
        first = bisect_left(self.quotations, (span.start, span.start))
        while first > 0 and self.quotations[first - 1].end > span.start:
            first -= 1
        return self.quotations[first : bisect_left(self.quotations, (span.end, span.end))]

    def quoted(self, token: Token) -> bool:
        return any(q.start <= token.idx < q.end for q in self.quotations_touching(Chars(token.idx, token.idx + 1)))

    def modality(self, told: Sequence[Token], main: Token | None, content: list[Token]) -> str:
        """The cue's own modality ("might say"), else that of the content's main clause.

        `would` in reported speech after a cue in the past is the past of `will` and as firm as that; so is the one of
        "I would say".
        """
        for verb in told:
            if verb.lemma_ not in ("like", "prefer", "want"):
                of_cue = modality(verb, backshifted=says_i(verb))
                if of_cue != "asserted" and not (of_cue == "hypothetical" and negated(verb)):  # "would not say" refuses
                    return of_cue
        if main is None:
            return "asserted"
        past = bool(told) and tense(told[0]) == "past"
        said = held(main)
        of_content = modality(said, backshifted=past and not self.quoted(said))
        return "possible" if of_content == "asserted" and self.asked(told, main, content) else of_content

    def asked(self, told: Sequence[Token], main: Token, content: list[Token]) -> bool:
        """Whether the content is a question: "asked whether …", "Is it …?", or asked about: "Do you think …?"."""
        if any(child.dep_ == "mark" and child.lower_ in ("whether", "if") for child in main.children):
            return True
        sentence = self.sentence[main.i]
        ends = (t.text for t in reversed(content) if self.sentence[t.i] == sentence and t.text not in QUOTE_MARKS)
        if next(ends, "") == "?":
            return True
        end = content[-1].idx + len(content[-1])
        if not told or told[0].i > main.i or not self.text[end : end + 3].lstrip(QUOTE_MARKS).startswith("?"):
            return False
        subject = next((child.i for child in told[0].children if child.dep_ == "nsubj"), None)
        before = [child for child in told[0].children if subject is not None and child.i < subject]
        return any(child.dep_ == "aux" for child in before) and not any(child.tag_ in ASKING_WORDS for child in before)

    def venue(self, told: Sequence[Token], taken: set[int]) -> Chars | None:
        group = [token for verb in told for token in clause(verb, taken, widely=True)]
        named: Chars | None = None
        for preposition in (self.doc[at] for at in self.prepositions.get(self.sentence[told[-1].i], ())):
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
        span = self.speakers.offices.tokens.span(where)
        end = span.end
        while end > noun.i + 1 and (self.doc[end - 1].i in self.dated or self.doc[end - 1].pos_ == "ADP"):
            end -= 1
        return where if end == span.end else Chars(where.start, self.doc[end - 1].idx + len(self.doc[end - 1]))

    def said_on(self, told: Sequence[Token], taken: set[int]) -> date | None:
        group = [token for verb in told for token in clause(verb, taken, widely=False)]
        days = [
            (abs(token.i - told[-1].i), token.i, day)
            for token, day in self.days.get(self.sentence[told[-1].i], ())
            if token.i not in taken and belongs(token, group, taken, through=_hosts_speech)
        ]
        return min(days)[2] if days else None


def cue_head(cue: list[Token]) -> Token | None:
    """The word of the cue on which its others depend; of several, the first that the lexicon knows."""
    candidates = [next((c for c in head.children if c.dep_ == "pcomp" and c in cue), head) for head in heads(cue)]
    return next((head for head in candidates if look_up(head)[0]), candidates[0] if candidates else None)


def telling_verbs(cue: list[Token]) -> list[Token]:
    """The cue's head, and below it the verbs to which it hands the act over ("goes on to say"), in this order."""
    head = cue_head(cue)
    found = [] if head is None else [head]
    verb = head
    while verb is not None and verb.lemma_.lower() in CARRIERS:
        verb = next((c for c in verb.rights if c in cue and (c.dep_ == "xcomp" or is_infinitive(c))), None)
        if verb is not None:
            found.append(verb)
    while len(found) > 1 and look_up(found[-1])[0] is None:
        found.pop()
    return found


def telling(head: Token, cue: Sequence[Token]) -> Token:
    """The word that names the act: what a light verb carries ("voiced support", "was worried"), else the cue's head."""
    if lemma(head) in LIGHT_VERBS:
        complements = [child for child in head.children if child.dep_ in ("dobj", "acomp", "attr", "oprd", "ccomp")]
        for token in (*(t for t in cue if t.i != head.i), *complements):
            if token.pos_ in ("NOUN", "ADJ", "VERB", "ADP") and look_up(token)[0]:
                return token
    return head


def act(word: Token | None, main: Token | None) -> str | None:
    """What kind of act the cue reports, one of `schemas.claims.ACTS`; see `cues` for the classes.

    Quote marks alone say that something was said; a word that the lexicon does not know tells nothing of the act.
    """
    if word is None:
        return "say"
    found, _ = look_up(word)
    if found is None:
        return None
    to_do = main is not None and is_infinitive(main) and (main.head.i == word.i or main.dep_ in ("ccomp", "xcomp"))
    return found.act_to_do if to_do else found.act


def spoken_to(head: Token, source: Sequence[Token]) -> bool:
    """Whether the cue is addressed to `source` or speaks of it: "Bell was asked", "Asked whether …, Bell"."""
    if head.tag_ not in ("VBN", "VBD") or lemma(head) not in ADDRESSED_SUBJECT:
        return False
    inside = {token.i for token in source}
    subjects = [child for child in head.children if child.dep_ in ("nsubj", "nsubjpass", "agent")]
    if subjects:
        return any(child.dep_ == "nsubjpass" and child.i in inside for child in subjects)
    if head.dep_ not in ("advcl", "acl", "relcl"):
        return False
    return head.head.i in inside or any(c.dep_ in ("nsubj", "nsubjpass") and c.i in inside for c in head.head.children)


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


def parents(claims: Sequence[Attribution]) -> list[int | None]:
    """For each claim the smallest claim whose content strictly contains its cue and content.

    A sweep over the spans from left to right; the contents open at one place are few.
    """
    size = [sum(span.end - span.start for span in claim.content) for claim in claims]
    contents = sorted((span.start, -span.end, i) for i, claim in enumerate(claims) for span in claim.content)
    pieces = sorted((span, i) for i, claim in enumerate(claims) for span in (*claim.content, *claim.cue))
    around: list[set[int] | None] = [None] * len(claims)
    opened: list[tuple[int, int]] = []  # (end, claim)
    following = 0
    for span, i in pieces:
        while following < len(contents) and contents[following][0] <= span.start:
            opened.append((-contents[following][1], contents[following][2]))
            following += 1
        opened = [(end, j) for end, j in opened if end > span.start]
        outer = {j for end, j in opened if end >= span.end and size[j] > size[i]}
        known = around[i]
        around[i] = outer if known is None else known & outer
    return [min(outer, key=lambda j: (size[j], j)) if outer else None for outer in around]


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
