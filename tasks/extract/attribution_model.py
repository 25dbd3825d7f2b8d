"""The trained attribution model at run time: article texts in, claims with character spans out.

Two ONNX graphs run one after the other: the tagger reads a window of a few paragraphs, the linker reads a paragraph
once for each cue found in it. Every window and paragraph is run on its own and without padding, and windows depend on
their article alone, so an article's claims are the same bits whatever else is asked for in the call.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from onnxruntime import ExecutionMode, InferenceSession, SessionOptions
from tokenizers import Tokenizer

from tasks.extract.attribution_decoding import Candidate, Decoding, FloatArray, PieceClaim, cue_candidates, decode
from tasks.extract.attribution_windows import (
    QUOTE_CLOSES,
    QUOTE_OPENS,
    Paragraph,
    Window,
    fold,
    pack,
    paragraph_spans,
    read_paragraph,
    read_paragraphs,
)

Span = tuple[int, int]

#: A stretch of content is read once more for claims inside it when it has at least so many characters ("We think so").
_NESTED_CHARACTERS = 12
_LEADING = ",;.:!?)—–-"
#: Characters between two stretches of a content that are taken along.
_BRIDGED = 10
_QUOTE_MARKS = "\"'“”‘’«»„‟"


@dataclass(frozen=True, slots=True)
class PredictedClaim:
    """A claim as character spans [start, end) of the article, each role's in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float  #: calibrated probability that a careful reader would agree
    parent: int | None = None  #: index, in the article's list, of the claim inside whose content this one stands


class AttributionModel:
    """Finds who is reported to say, think or want what. Load once a process; a call keeps no state."""

    def __init__(
        self,
        tagger: InferenceSession,
        linker: InferenceSession,
        tokenizer: Tokenizer,
        decoding: Decoding,
        nested: bool = True,
    ) -> None:
        self.tagger = tagger
        self.linker = linker
        self.tokenizer = tokenizer
        self.decoding = decoding
        self.nested = nested

    @classmethod
    def load(cls, path: Path, nested: bool = True) -> AttributionModel:
        """Load a folder with tagger.onnx, linker.onnx, tokenizer.json and config.json.

        `nested` says whether contents are read again for claims inside them, which costs a third more time.

        Raises OSError where a file is missing and ValueError or KeyError where config.json is not whole.
        """
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((path / "tokenizer.json").read_text(encoding="utf-8"))
        return cls(
            _session(path / "tagger.onnx"),
            _session(path / "linker.onnx"),
            tokenizer,
            Decoding.from_json(config["decoding"]),
            nested,
        )

    def predict(self, texts: Sequence[str]) -> list[list[PredictedClaim]]:
        """The claims of each article, in the order of their cues, those inside another's content after all others.

        A text is a whole article: paragraphs are lines, blank lines between them or not.
        """
        return [self._article(text) for text in texts]

    def _article(self, text: str) -> list[PredictedClaim]:
        claims = join_quotations(text, self._read(text, read_paragraphs(text, self.tokenizer)))
        return claims + self._nested(text, claims) if self.nested else claims

    def _read(self, text: str, paragraphs: Sequence[Paragraph]) -> list[PredictedClaim]:
        return [
            found
            for window in pack(paragraphs, self.tokenizer)
            for claim in decode(window, *self.score(window), self.decoding)
            if (found := with_characters(text, window, claim)).content
        ]

    def _nested(self, text: str, claims: Sequence[PredictedClaim]) -> list[PredictedClaim]:
        """Claims inside the content of others ("I think …" inside what she said).

        The corpus that the model learned from marks one layer, so each stretch of content is read again as if it were a
        paragraph of its own. Only claims with a source are kept: the others mostly repeat what the outer claim says.
        """
        holder = {
            inner: i for i, claim in enumerate(claims) for span in claim.content if (inner := _unquoted(text, span))
        }
        paragraphs = [read_paragraph(text, start, end, self.tokenizer) for start, end in sorted(holder)]
        nested = []
        for claim in self._read(text, paragraphs):
            if claim.source:
                parent = next(i for (start, end), i in holder.items() if start <= claim.cue[0][0] < end)
                nested.append(replace(claim, parent=parent))
        return nested

    def score(self, window: Window) -> tuple[FloatArray, list[Candidate]]:
        """The tagger's probabilities (T, 7) over a window, and its cue candidates with what the linker says of them."""
        tags, pieces = self.tagger.run(
            None, {"ids": window.ids[None], "case": window.case[None], "quote": window.quote[None]}
        )
        tags, pieces = tags[0], pieces[0]
        found: dict[int, list[Span]] = {}
        for start, end in cue_candidates(tags, window.paragraph, self.decoding.cue_threshold):
            found.setdefault(int(window.paragraph[start]), []).append((start, end))
        candidates = []
        for paragraph, cues in found.items():
            first, last = np.searchsorted(window.paragraph, [paragraph, paragraph + 1])
            starts, ends = np.asarray(cues, dtype=np.int64).T - first
            roles, is_cue = self.linker.run(None, {"pieces": pieces[None, first:last], "start": starts, "end": ends})
            candidates += [
                Candidate(start, end, float(p), int(first), r)
                for (start, end), p, r in zip(cues, is_cue, roles, strict=True)
            ]
        return tags, candidates


def _session(path: Path) -> InferenceSession:
    """A session on one thread: articles are spread over processes, and the order of sums must not vary."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    options.enable_mem_pattern = False  # patterns are kept for every new length
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def with_characters(text: str, window: Window, claim: PieceClaim) -> PredictedClaim:
    """A window's claim as spans of the article's text."""

    def characters(ranges: Sequence[Span]) -> tuple[Span, ...]:
        spans = (_whole(text, int(window.start[start]), int(window.end[end - 1])) for start, end in ranges)
        return tuple(span for span in spans if span)

    # Not trimmed: a cue may be a colon or a dash.
    cue = _whole_words(text, int(window.start[claim.cue[0]]), int(window.end[claim.cue[1] - 1]))
    source = characters(claim.source)
    content = _bridged(text, characters(claim.content), (*source, cue))
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


def _whole(text: str, start: int, end: int) -> Span | None:
    """Extend a span to whole words and trim commas and dashes that lead into it or space around it."""
    start, end = _whole_words(text, start, end)
    while start < end and (text[start] in _LEADING or text[start].isspace()):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _unquoted(text: str, span: Span) -> Span | None:
    """A stretch of content without the quotation marks around it; None when it is too short to hold a claim."""
    start, end = span
    while start < end and (text[start] in _QUOTE_MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _QUOTE_MARKS or text[end - 1].isspace()):
        end -= 1
    return (start, end) if end - start >= _NESTED_CHARACTERS and "\n" not in text[start:end] else None


def join_quotations(text: str, claims: Sequence[PredictedClaim]) -> list[PredictedClaim]:
    """Let a quotation that its paragraph does not close go on through the paragraphs that open with a quotation mark.

    The content of the claim that ends such a paragraph is extended, up to the closing mark, over paragraphs in which no
    other claim has content.
    """
    joined = list(claims)
    paragraphs = paragraph_spans(text)
    for (start, end), (begin, stop) in pairwise(paragraphs):
        if not _left_open(text[start:end]):
            continue
        folded, place = fold(text[begin:stop])
        opening = len(folded) - len(folded.lstrip())
        if place[opening] != QUOTE_OPENS:
            continue
        holders = [
            i
            for i, c in enumerate(joined)
            if start <= c.content[-1][0] < end and c.content[-1][1] >= len(text[:end].rstrip())
        ]
        taken = any(s < stop and e > begin for c in joined for s, e in c.content)
        if not holders or taken:
            continue
        close = place.index(QUOTE_CLOSES) + 1 if QUOTE_CLOSES in place else len(folded.rstrip())
        claim = joined[holders[-1]]
        joined[holders[-1]] = replace(claim, content=(*claim.content, (begin + opening, begin + close)))
    return joined


def _left_open(paragraph: str) -> bool:
    """Whether a paragraph ends inside a double quotation."""
    _, place = fold(paragraph)
    marks = [p for p in place if p in (QUOTE_OPENS, QUOTE_CLOSES)]
    return bool(marks) and marks[-1] == QUOTE_OPENS
