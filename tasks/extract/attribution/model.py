"""The trained attribution model at run time: article texts in, claims with character spans out.

Two ONNX graphs run one after the other: the tagger reads a window of a few paragraphs, the linker reads a paragraph
once for each cue found in it, and again for each cue found inside the content of other claims. Windows of one length,
of whatever articles, are tagged in one call. Nothing is padded and the tagger's int8 ranges are fixed, so a window's
numbers are the same bits in any company; a paragraph is linked on its own. An article's claims depend on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
from onnxruntime import ExecutionMode, InferenceSession, SessionOptions
from tokenizers import Tokenizer

from tasks.extract.attribution.decoding import (
    B_CUE,
    I_CUE,
    Candidate,
    Decoding,
    FloatArray,
    PieceClaim,
    cue_candidates,
    decode,
    decode_nested,
    nested_tags,
    within_content,
)
from tasks.extract.attribution.windows import (
    QUOTE_CLOSES,
    QUOTE_OPENS,
    QUOTE_OUTSIDE,
    Paragraph,
    Window,
    fold,
    pack,
    paragraph_spans,
    read_paragraphs,
)

Span = tuple[int, int]

_LEADING = ",;.:!?)—–-"
#: Characters between two stretches of a content that are taken along.
_BRIDGED = 10
_MARKS = frozenset("\"'“”„‟«»‘’‚‛`")
#: A quotation of fewer words is as often a name or a headline.
_SENTENCE_WORDS = 4
#: Windows in a call. Of 190 pieces, sixteen take a tenth more time each than eight: they outgrow the cache.
_CALL = 8


@dataclass(frozen=True, slots=True)
class PredictedClaim:
    """A claim as character spans [start, end) of the article, each role's in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float  #: calibrated probability that a careful reader would agree
    parent: int | None = None  #: index, in the article's list, of the claim inside whose content this one stands


@dataclass(frozen=True, slots=True)
class Reading:
    """What is found in a window: claims, and nested ones with the index of the claim that holds each."""

    claims: list[PieceClaim]
    nested: list[tuple[PieceClaim, int]]


class AttributionModel:
    """Finds who is reported to say, think or want what. Load once a process; a call keeps no state."""

    def __init__(
        self,
        tagger: InferenceSession,
        linker: InferenceSession,
        tokenizer: Tokenizer,
        decoding: Decoding,
    ) -> None:
        self.tagger = tagger
        self.linker = linker
        self.tokenizer = tokenizer
        self.decoding = decoding

    @classmethod
    def load(cls, path: Path) -> AttributionModel:
        """Load a folder with tagger.onnx, linker.onnx, tokenizer.json and config.json.

        Raises OSError where a file is missing and ValueError or KeyError where config.json is not whole.
        """
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((path / "tokenizer.json").read_text(encoding="utf-8"))
        return cls(
            _session(path / "tagger.onnx"),
            _session(path / "linker.onnx"),
            tokenizer,
            Decoding.from_json(config["decoding"]),
        )

    def predict(self, texts: Sequence[str]) -> list[list[PredictedClaim]]:
        """The claims of each article, in the order of their cues, those inside another's content after all others.

        A text is a whole article: paragraphs are lines, blank lines between them or not.
        """
        articles = [pack(read_paragraphs(text, self.tokenizer), self.tokenizer) for text in texts]
        readings = iter(self.readings([window for windows in articles for window in windows]))
        found = []
        for text, windows in zip(texts, articles, strict=True):
            claims = claims_of(text, [(window, next(readings)) for window in windows])
            found.append(join_quotations(text, [take_announced(text, claim) for claim in claims]))
        return found

    def read(self, text: str, paragraphs: Sequence[Paragraph]) -> list[PredictedClaim]:
        """The claims of some of an article's paragraphs, the nested ones after all others."""
        windows = pack(paragraphs, self.tokenizer)
        return claims_of(text, list(zip(windows, self.readings(windows), strict=True)))

    def readings(self, windows: Sequence[Window]) -> list[Reading]:
        """What is found in each of the windows."""
        readings: dict[int, Reading] = {}
        for call in _calls(windows):
            for i, tags, inner, pieces in zip(call, *self.tag([windows[i] for i in call]), strict=True):
                window = windows[i]
                claims = decode(window, tags, self.link(window, tags, pieces), self.decoding)
                cues = np.maximum(inner, tags[:, B_CUE] + tags[:, I_CUE])
                layer = nested_tags(within_content(cues, claims))
                candidates = self.link(window, layer, pieces, nested=True)
                readings[i] = Reading(claims, decode_nested(window, layer, candidates, claims, self.decoding))
        return [readings[i] for i in range(len(windows))]

    def tag(self, windows: Sequence[Window]) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The probabilities of tags (B, T, 7) and nested cues (B, T), and what the linker reads (B, T, width).

        All windows are of one length T.
        """
        inputs = {name: np.stack([getattr(w, name) for w in windows]) for name in ("ids", "case", "quote")}
        tags, nested, pieces = self.tagger.run(None, inputs)
        return tags, nested, pieces

    def link(self, window: Window, tags: FloatArray, pieces: FloatArray, nested: bool = False) -> list[Candidate]:
        """The cue candidates of a window, or the nested ones, with what the linker says of them."""
        found: dict[int, list[Span]] = {}
        for start, end in cue_candidates(tags, window.paragraph, self.decoding.cue_threshold):
            found.setdefault(int(window.paragraph[start]), []).append((start, end))
        candidates = []
        for paragraph, cues in found.items():
            first, last = np.searchsorted(window.paragraph, [paragraph, paragraph + 1])
            starts, ends = np.asarray(cues, dtype=np.int64).T - first
            layer = np.full(len(cues), int(nested), dtype=np.int64)
            inputs = {"pieces": pieces[None, first:last], "start": starts, "end": ends, "nested": layer}
            roles, is_cue = self.linker.run(None, inputs)
            candidates += [
                Candidate(start, end, float(p), int(first), r)
                for (start, end), p, r in zip(cues, is_cue, roles, strict=True)
            ]
        return candidates


def _session(path: Path) -> InferenceSession:
    """A session on one thread: articles are spread over processes, and the order of sums must not vary."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    options.enable_mem_pattern = False  # patterns are kept for every new length
    # onnxruntime's fused kernel is slower than its two parts: with it the tagger takes a fifth more time.
    return InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _calls(windows: Sequence[Window]) -> Iterator[list[int]]:
    """The windows' indices, those of one length together, as many as make a call."""

    def length(i: int) -> int:
        return len(windows[i].ids)

    for _, alike in groupby(sorted(range(len(windows)), key=length), length):
        same = list(alike)
        yield from (same[at : at + _CALL] for at in range(0, len(same), _CALL))


def claims_of(text: str, windows: Sequence[tuple[Window, Reading]]) -> list[PredictedClaim]:
    """The claims of an article's windows as spans of its text, the nested ones after all others."""
    outer: list[PredictedClaim] = []
    nested: list[PredictedClaim] = []
    for window, reading in windows:
        place = {}
        for i, claim in enumerate(reading.claims):
            spans = with_characters(text, window, claim)
            if spans.content:
                place[i] = len(outer)
                outer.append(spans)
        for claim, holder in reading.nested:
            if holder in place:
                parent = outer[place[holder]]
                spans = with_characters(text, window, claim, (*parent.source, *parent.cue))
                if spans.content:
                    nested.append(replace(spans, parent=place[holder]))
    return outer + nested


def with_characters(text: str, window: Window, claim: PieceClaim, taken: Sequence[Span] = ()) -> PredictedClaim:
    """A window's claim as spans of the article's text; its content takes in nothing of `taken` that parts it."""

    def characters(ranges: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
        spans = [_whole_words(text, int(window.start[start]), int(window.end[end - 1])) for start, end in ranges]
        return tuple(span for part in _apart(spans, others) if (span := _trimmed(text, *part)))

    # Not trimmed: a cue may be a colon or a dash.
    cue = _whole_words(text, int(window.start[claim.cue[0]]), int(window.end[claim.cue[1] - 1]))
    source = characters(claim.source, [cue])
    content = _bridged(text, characters(claim.content, (cue, *source)), (*source, cue, *taken))
    return PredictedClaim(source, (cue,), content, claim.confidence)


def _bridged(text: str, spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, those made one that only a word or two part, when these are in no other role.

    On PolNeAR dev this makes 0.608 of the contents exact, 0.603 without; longer gaps are mostly meant.
    """
    out: list[Span] = []
    for start, end in spans:
        gap = text[out[-1][1] : start] if out else "\n"
        if len(gap) <= _BRIDGED and "\n" not in gap and not any(s < start and e > out[-1][1] for s, e in others):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _whole_words(text: str, start: int, end: int) -> Span:
    """Extend a span of word pieces to whole words."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _apart(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The spans without what `others` hold: a word whose pieces have two roles has one of them as a whole."""
    for start, end in others:
        spans = [part for s, e in spans for part in ((s, min(e, start)), (max(s, end), e)) if part[0] < part[1]]
    return list(spans)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without commas and dashes that lead into it or space around it; None where that leaves no word."""
    while start < end and (text[start] in _LEADING or text[start].isspace()):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def take_announced(text: str, claim: PredictedClaim) -> PredictedClaim:
    """The claim with all of an unquoted paragraph with which its content begins, behind a line that ends in a colon."""
    start = claim.content[0][0]
    before = text[:start].rstrip()
    if claim.parent is not None or not before.endswith(":") or "\n" not in text[len(before) : start]:
        return claim
    _, place = fold(text[start : claim.content[0][1]])
    if place[0] != QUOTE_OUTSIDE or any(end <= start for _, end in claim.content):
        return claim
    end = text.find("\n", start)
    return replace(claim, content=((start, len(text.rstrip()) if end < 0 else start + len(text[start:end].rstrip())),))


def join_quotations(text: str, claims: Sequence[PredictedClaim]) -> list[PredictedClaim]:
    """Let a quotation go on through the paragraphs after it that are quoted and in which no other claim has content.

    Where a paragraph leaves its quotation open, what goes on is the next one up to its closing mark, if that paragraph
    opens with a mark; who is said to speak within it does so in the speaker's words. If nobody is said to speak in the
    open one, its speaker is that of the next. A paragraph that is all quotation goes on with what was quoted last in
    the one before: in PolNeAR train 47 of such paragraphs do, 6 with another claim, 12 with one that follows.
    """
    joined = list(claims)
    for (start, end), (begin, stop) in pairwise(paragraph_spans(text)):
        if text[begin:stop].lstrip()[0] not in _MARKS:
            continue
        folded, place = fold(text[begin:stop])
        opening = len(folded) - len(folded.lstrip())
        if place[opening] != QUOTE_OPENS:
            continue
        before = [i for i, c in enumerate(joined) if c.parent is None and start <= c.content[-1][0] < end]
        here = [
            i for i, c in enumerate(joined) if c.parent is None and any(s < stop and e > begin for s, e in c.content)
        ]
        inside: list[int] = []
        if opened := _left_open(text[start:end]):
            holders = [i for i in before if joined[i].content[-1][1] >= len(text[:end].rstrip())]
            close = place.index(QUOTE_CLOSES) + 1 if QUOTE_CLOSES in place else len(folded.rstrip())
            inside = [i for i in here if _within(joined[i], begin + opening, begin + close)]
        elif _all_quoted(folded, place):
            _, quoted = fold(text[start:end])
            holders = [i for i in before if joined[i].source and quoted[joined[i].content[-1][0] - start]]
            close = len(folded.rstrip())
        else:
            continue
        if holders and len(inside) == len(here):
            claim = joined[holders[-1]]
            joined[holders[-1]] = replace(claim, content=(*claim.content, (begin + opening, begin + close)))
            for i in inside:
                joined[i] = replace(joined[i], parent=holders[-1])
        elif opened and not before and here and joined[here[0]].content[0][0] <= begin + opening + 1:
            claim = joined[here[0]]
            joined[here[0]] = replace(claim, content=(_open_quotation(text, start, end), *claim.content))
    return joined


def _within(claim: PredictedClaim, start: int, end: int) -> bool:
    """Whether somebody says all of a claim, cue included, within the quotation at [start, end)."""
    return bool(claim.cue) and all(start <= s and e <= end for s, e in (*claim.cue, *claim.content))


def _open_quotation(text: str, start: int, end: int) -> Span:
    """The quotation that the paragraph at [start, end) leaves open."""
    _, place = fold(text[start:end])
    opening = len(place) - 1 - place[::-1].index(QUOTE_OPENS)
    return start + opening, start + len(text[start:end].rstrip())


def _left_open(paragraph: str) -> bool:
    """Whether a paragraph ends inside a double quotation."""
    _, place = fold(paragraph)
    marks = [p for p in place if p in (QUOTE_OPENS, QUOTE_CLOSES)]
    return bool(marks) and marks[-1] == QUOTE_OPENS


def _all_quoted(folded: str, place: Sequence[int]) -> bool:
    """Whether all words of a paragraph stand in quotation marks, and make a sentence or more."""
    words = [i for i, character in enumerate(folded) if character.isalnum()]
    ends = folded.rstrip().rstrip('"').endswith((".", "!", "?", "…", "—"))
    return ends and len(folded.split()) >= _SENTENCE_WORDS and all(place[i] != QUOTE_OUTSIDE for i in words)
