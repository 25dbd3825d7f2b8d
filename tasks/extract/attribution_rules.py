"""Attributions by plain rules over quote marks and the dependency parse.

A cue verb with its subject and what it reports: a clause, an infinitive, what it praises or refuses, and the quotations
of its sentence; "according to"; a quotation whose own sentence names no speaker goes on with the claim before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Attribution, Chars, chars
from tasks.extract.cues import look_up
from tasks.extract.quotes import quotations

Run = tuple[int, int]  #: first token and the one after the last

#: Acts whose object is what they report ("criticised the plan"); a clause may follow any other cue as well.
WITH_OBJECT = frozenset({"criticise", "deny", "propose", "demand", "support", "promise", "predict", "question"})
SPEECH = frozenset({"say", "criticise", "deny", "propose", "demand", "predict", "question", "think", "report", "show"})
LONGEST = 400  #: tokens; a longer clause is no clause but a text without full stops
NEAR = 300  #: characters within which a quotation goes on with the claim before it
EDGES = frozenset({",", ";", ":", ".", "-", "–", "—"})
MINIMUM_QUOTED_WORDS = 4  #: fewer between quote marks are a name or a word held at arm's length, but for the next
PAUSES = frozenset({",", ".", "!", "?"})  #: before the closing mark of what somebody said


def attributions(doc: Doc) -> list[Attribution]:
    """The attributions of a parsed Doc, in text order of their contents."""
    return _Rules(doc).read()


@dataclass
class _Reading:
    """A cue with its source and content, in tokens; `speech` if a quotation may be its content."""

    cue: Run
    source: Run | None
    content: list[Run]
    speech: bool


class _Rules:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.quotes = [q for q in _outermost(doc) if len(q) - 2 >= MINIMUM_QUOTED_WORDS or q[-2:-1].text in PAUSES]
        self.quote_of = {i: n for n, quote in enumerate(self.quotes) for i in range(quote.start, quote.end)}
        self.used: set[int] = set()  # quotations that have their claim
        self.found: list[Attribution] = []

    def read(self) -> list[Attribution]:
        for sent in self.doc.sents:
            outside = [token for token in sent if token.i not in self.quote_of]
            readings = [r for token in outside if (r := _according_to(token, sent) or _verb(token, sent))]
            quotes = sorted({self.quote_of[t.i] for t in sent if t.i in self.quote_of} - self.used)
            self.used.update(quotes)
            for quote in (self.quotes[n] for n in quotes):
                self.place(quote, readings)
            for reading in readings:
                self.add(reading)
        return sorted(self.found, key=lambda claim: (claim.content, claim.cue))

    def place(self, quote: Span, readings: list[_Reading]) -> None:
        """Give a quotation to the clause around it, else to the nearest verb of speech, else to the claim before."""
        around = [r for r in readings if any(start < quote.end and quote.start < end for start, end in r.content)]
        speech = [r for r in readings if r.speech]
        if around or speech:
            nearest = min(around or speech, key=lambda r: min(abs(r.cue[0] - quote.end), abs(r.cue[1] - quote.start)))
            nearest.content.append((quote.start, quote.end))
        elif self.found:
            before = self.found[-1]
            if 0 < quote.start_char - max(before.content[-1].end, before.cue[-1].end) < NEAR:
                before.content = (*before.content, Chars(quote.start_char, quote.end_char))

    def add(self, reading: _Reading) -> None:
        """Note a claim; its content gives way to its cue and source."""
        cue, source, content = reading.cue, reading.source, reading.content
        taken = {*range(*cue), *(range(*source) if source else ())}
        inside = sorted({i for start, end in content for i in range(start, end)} - taken)
        runs = [list(self.doc[run[0] : run[-1] + 1]) for run in _consecutive(inside)]
        spans = tuple(span for run in runs if (span := _stripped(run)))
        if spans:
            named = (self.chars(source),) if source else ()
            self.found.append(Attribution(content=spans, cue=(self.chars(cue),), source=named))

    def chars(self, run: Run) -> Chars:
        return chars(self.doc[run[0] : run[1]])


def _according_to(token: Token, sent: Span) -> _Reading | None:
    if token.lower_ != "according":
        return None
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None or len(sent) > LONGEST:
        return None
    return _Reading((token.i, to.i + 1), _run(source), [(sent.start, sent.end)], speech=True)


def _verb(verb: Token, sent: Span) -> _Reading | None:
    """What a cue verb reports, as far as the parse tells; nothing yet where only a quotation can be its content."""
    cue, _ = look_up(verb) if verb.pos_ in ("VERB", "AUX") else (None, None)
    source = _source(verb) if cue is not None else None
    if cue is None or (source is None and verb.dep_ != "ROOT"):
        return None
    children = list(verb.children)
    content = [_run(c) for c in children if c.dep_ == "ccomp"]
    if not content and cue.act != "say":
        content = [_run(c) for c in children if c.dep_ == "xcomp"]
    if not content and cue.act in WITH_OBJECT:
        end = next((c.left_edge.i for c in verb.rights if c.dep_ in ("advcl", "conj", "cc")), verb.right_edge.i + 1)
        content = [(_run(c)[0], end) for c in verb.rights if c.dep_ in ("dobj", "prep") and c.i < end][:1]
        content = [_run(c) for c in verb.lefts if c.dep_ == "nsubjpass"] or content
    if not content and cue.act in SPEECH and _is_parenthesis(verb, sent):
        content = [(sent.start, verb.left_edge.i), (verb.right_edge.i + 1, sent.end)]
    content = [(start, end) for start, end in content if end - start <= LONGEST]
    group = [verb.i, *(c.i for c in children if c.dep_ in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) <= 3)]
    return _Reading((min(group), max(group) + 1), source, content, cue.act in SPEECH)


def _is_parenthesis(verb: Token, sent: Span) -> bool:
    """Whether the verb's clause is set into the sentence that it reports: "the plan, he said, will fail"."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if verb.dep_ == "parataxis" or verb.dep_ not in ("ccomp", "advcl") or first == sent.start:
        return verb.dep_ == "parataxis"
    return verb.doc[first - 1].text == "," and last < len(verb.doc) and verb.doc[last].text in (",", ".")


def _outermost(doc: Doc) -> list[Span]:
    out: list[Span] = []
    for where in quotations(doc.text):
        if not out or where.start >= out[-1].end_char:
            span = doc.char_span(where.start, where.end, alignment_mode="expand")
            if span is not None:
                out.append(span)
    return out


def _run(token: Token) -> Run:
    return token.left_edge.i, token.right_edge.i + 1


def _source(verb: Token) -> Run | None:
    """The subject, the agent of a passive, or the subject of the verb on which a verb without one depends."""
    for _ in range(4):
        by = next((c for c in verb.children if c.dep_ == "agent"), None)
        agent = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        subject = agent or next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            return _run(subject)
        if verb.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        verb = verb.head
    return None


def _consecutive(numbers: list[int]) -> list[list[int]]:
    cuts = [0, *(n for n, (a, b) in enumerate(pairwise(numbers), 1) if b != a + 1), len(numbers)]
    return [numbers[a:b] for a, b in pairwise(cuts) if b > a]


def _stripped(run: list[Token]) -> Chars | None:
    """The characters of `run` without the white space and the commas at its edges."""
    words = [n for n, token in enumerate(run) if not token.is_space and token.text not in EDGES]
    if not words or all(run[n].is_punct for n in words):
        return None
    first, last = run[words[0]], run[words[-1]]
    return Chars(first.idx, last.idx + len(last))
