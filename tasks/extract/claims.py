"""Completes the attributions: speaker's mention, kind of quotation, act, polarity, modality, addressee, venue, day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, token_span
from tasks.extract.clauses import (
    SPEAKING,
    belongs,
    clause,
    heads,
    is_infinitive,
    main_verb,
    modality,
    negated,
    phrase,
    tense,
)
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up, words
from tasks.extract.quotes import quotations

#: Verbs whose object is the person spoken to.
ADDRESSING = words(
    "advise ask assure beg brief caution convince implore inform instruct notify order persuade promise reassure remind"
    " tell urge warn"
)
#: Heads of the phrases that say where or in what something is said.
VENUES = words(
    "address advertisement appearance article blog book briefing broadcast call chat column comment conference congress"
    " convention court debate dinner documentary e-mail editorial email essay event facebook filing floor forum"
    " gathering hearing instagram interview journal lawsuit lecture letter lunch magazine manifesto meeting memo memoir"
    " message newsletter newspaper note op-ed page panel paper parliament podcast post program programme radio rally"
    " release remark report senate sermon session show speech stage statement study summit telegram television"
    " testimony text tiktok transcript trial tv tweet twitter video webinar website workshop youtube"
)
VENUE_PREPOSITIONS = words("in at on during via through over")
#: Where it was said it may be a day later than where it was published, but what is said after that has not been said.
ELSEWHERE = timedelta(days=1)
PLACES = words("GPE FAC LOC EVENT WORK_OF_ART")

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
        "doc._.date_expressions",
    ],
    assigns=["doc._.attributions"],
)
def make_claims(nlp: Language, name: str) -> Claims:
    return Claims()


class Claims:
    """Fills what `attribution` left open in `doc._.attributions`; spans and confidence stay as they are."""

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
        self.quotations = quotations(doc.text)
        self.letters = list(accumulate((c.isalnum() for c in doc.text), initial=0))  # alphanumerics before each offset
        self.sentence = [0] * len(doc)
        self.sentences = list(doc.sents)
        for number, sent in enumerate(self.sentences):
            self.sentence[sent.start : sent.end] = [number] * len(sent)
        self.places: dict[int, list[tuple[Token, Token]]] = {}  # sentence -> (preposition, noun) of where things happen
        for preposition in doc:
            noun = _place(preposition)
            if noun is not None:
                self.places.setdefault(self.sentence[preposition.i], []).append((preposition, noun))
        self.mention: dict[int, int] = {}  # token -> the shortest mention that covers it, resolved ones first
        order = sorted(
            enumerate(doc._.mentions), key=lambda im: (im[1].chain is None, im[1].chars.end - im[1].chars.start, im[0])
        )
        for number, mention in order:
            for token in token_span(doc, mention.chars):
                self.mention.setdefault(token.i, number)
        self.days: dict[int, list[tuple[Token, date]]] = {}  # sentence -> the days it names, none of them to come
        published = doc._.dateline.published_at
        last = published.date() + ELSEWHERE if published else date.max
        for expression in doc._.date_expressions:
            day = expression.earliest
            if expression.kind == "date" and day is not None and day == expression.latest and day <= last:
                head = heads(list(token_span(doc, expression.chars)))[0]
                self.days.setdefault(self.sentence[head.i], []).append((head, day))

    def complete(self, claim: Attribution) -> None:
        content, source = self.tokens(claim.content), self.tokens(claim.source)
        claim.quote_kind = self.quote_kind(claim)
        claim.speaker_mention = self.speaker(source)
        head = cue_head(self.tokens(claim.cue))
        main = main_verb(content)
        word = head and telling(head, self.tokens(claim.cue))
        claim.act = act(word, main)
        claim.cue_lemma = None if head is None or word is None else lemma(word if head.lemma_ == "be" else head)
        claim.negated = any(negated(token) for token in (head, word, main) if token is not None)
        claim.modality = self.modality(head, main, content)
        claim.addressee = claim.venue = claim.said_on = None
        if head is not None:
            taken = {t.i for t in (*content, *source)}
            claim.addressee = addressee(head, taken)
            claim.venue = self.venue(head, taken)
            claim.said_on = self.said_on(head, taken)

    def tokens(self, spans: Iterable[Chars]) -> list[Token]:
        return [token for span in spans for token in token_span(self.doc, span)]

    def quote_kind(self, claim: Attribution) -> str:
        """By the share of the content's letters and digits in quote marks.

        Marks around the cue as well belong to whoever is quoted saying all that.
        """
        cue = claim.cue[0].start if claim.cue else -1
        total = inside = 0
        for span in claim.content:
            total += self.letters[span.end] - self.letters[span.start]
            at = span.start
            for quotation in self.quotations_touching(span):
                start, end = max(quotation.start, at), min(quotation.end, span.end)
                if start < end and not quotation.start <= cue < quotation.end:
                    inside += self.letters[end] - self.letters[start]
                    at = end
        return "indirect" if not inside else "direct" if inside == total else "mixed"

    def quotations_touching(self, span: Chars) -> Sequence[Chars]:
        first = bisect_left(self.quotations, (span.start, span.start))
        while first > 0 and self.quotations[first - 1].end > span.start:
            first -= 1
        return self.quotations[first : bisect_left(self.quotations, (span.end, span.end))]

    def quoted(self, token: Token) -> bool:
        return any(q.start <= token.idx < q.end for q in self.quotations_touching(Chars(token.idx, token.idx + 1)))

    def speaker(self, source: list[Token]) -> int | None:
        """The mention that covers the source's head, or else what stands in apposition to it."""
        for head in heads(source):
            for token in (head, *(child for child in head.children if child.dep_ == "appos")):
                if token.i in self.mention:
                    return self.mention[token.i]
        return None

    def modality(self, head: Token | None, main: Token | None, content: list[Token]) -> str:
        """The cue's own modality ("might say"), else that of the content's main clause.

        `would` in reported speech after a cue in the past is the past of `will` and as firm as that.
        """
        if head is not None and head.lemma_ not in ("like", "prefer", "want"):
            of_cue = modality(head)
            if of_cue != "asserted" and not (of_cue == "hypothetical" and negated(head)):  # "would not say" refuses
                return of_cue
        if main is None:
            return "asserted"
        past = head is not None and tense(head) == "past"
        of_content = modality(main, backshifted=past and not self.quoted(main))
        whether = any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in main.children)
        asked = whether or content[-1].text == "?"
        return "possible" if asked and of_content == "asserted" else of_content

    def venue(self, head: Token, taken: set[int]) -> Chars | None:
        group = clause(head, taken, widely=True)
        named: Chars | None = None
        for preposition, noun in self.places.get(self.sentence[head.i], ()):
            if taken & {preposition.i, noun.i} or not belongs(preposition, group, taken):
                continue
            if noun.lemma_.lower() in VENUES:
                return phrase(noun, taken, begin=preposition)
            named = named or phrase(noun, taken, begin=preposition)
        return named

    def said_on(self, head: Token, taken: set[int]) -> date | None:
        group = clause(head, taken, widely=False)
        days = [
            (abs(token.i - head.i), token.i, day)
            for token, day in self.days.get(self.sentence[head.i], ())
            if token.i not in taken and belongs(token, group, taken)
        ]
        return min(days)[2] if days else None


def cue_head(cue: list[Token]) -> Token | None:
    """The word of the cue on which its others depend; of several, the first that the lexicon knows."""
    candidates = [next((c for c in head.children if c.dep_ == "pcomp" and c in cue), head) for head in heads(cue)]
    return next((head for head in candidates if look_up(head)[0]), candidates[0] if candidates else None)


def telling(head: Token, cue: Sequence[Token]) -> Token:
    """The word that names the act: what a light verb carries ("voiced support", "was worried"), else the cue's head."""
    if head.lemma_.lower() in LIGHT_VERBS:
        complements = [child for child in head.children if child.dep_ in ("dobj", "acomp", "attr", "oprd", "ccomp")]
        for token in (*(t for t in cue if t.i != head.i), *complements):
            if token.pos_ in ("NOUN", "ADJ", "VERB") and look_up(token)[0]:
                return token
    return head


def act(word: Token | None, main: Token | None) -> str:
    """What kind of act the cue reports, one of `schemas.claims.ACTS`; see `cues` for the classes."""
    if word is None:
        return "say"
    if word.lemma_ in ("tell", "ask", "say") and main is not None and is_infinitive(main):
        return "demand"  # told them to go
    found, _ = look_up(word)
    return found.act if found else "say"


def addressee(head: Token, taken: set[int]) -> Chars | None:
    """Whom the speaker is said to address: told reporters, said to reporters, speaking to reporters."""
    for verb in clause(head, taken, widely=False):
        cue, _ = look_up(verb)
        speaks = verb.lemma_ in SPEAKING or (cue is not None and cue.act in ADDRESSED)
        for child in verb.children:
            person = child
            if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
                person = next((c for c in child.children if c.dep_ == "pobj"), child)
            told = verb.lemma_ in ADDRESSING and child.dep_ in ("dobj", "nsubjpass")
            addressed = told or (speaks and (child.dep_ == "dative" or person is not child))
            if addressed and person.i not in taken and _is_somebody(person):
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
    if preposition.dep_ != "prep" or preposition.lower_ not in VENUE_PREPOSITIONS:
        return None
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() in VENUES:
        return noun
    return noun if noun.ent_type_ in PLACES and preposition.lower_ in ("in", "at", "on") else None


def _is_somebody(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "PRON") or token.tag_ in ("WDT", "WP"):
        return False
    return token.lemma_.lower() not in VENUES and not token.lower_.endswith(("self", "selves"))
