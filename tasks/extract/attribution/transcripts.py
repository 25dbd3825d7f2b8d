"""Transcripts: what stands behind a speaker's name and a colon, turn after turn, is what that speaker said.

In PolNeAR's training articles turns with names are marked as claims (7 of 7 in the one such article), those behind "Q:"
and "A:" are not (56 in two). Here both are, since a reader can tell who speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.layers import kept
from tasks.extract.attribution.windows import QUOTE_OUTSIDE, fold, paragraph_spans

#: Short for who asks and who answers.
ASKS, ANSWERS = frozenset({"Q", "Question"}), frozenset({"A", "Answer"})
#: How sure a turn is: all named ones were claims to PolNeAR's annotators, no other ones.
NAMED, LETTER = 0.9, 0.5

_WORD = r"[A-Z][\w.'’-]*"
_LABEL = re.compile(
    rf"[ \t*\"“]*(?P<label>{_WORD}(?:[ \t]+(?:{_WORD}|of|de|van|von|the|\([^()\n]{{1,20}}\))){{0,4}})"
    r"[ \t*]*(?P<colon>:)[ \t*]+(?=\S)"
)
_SENTENCE_ENDS = tuple('.?!…"”’)')
_LEAST = 4  #: words of a sentence
#: Words of those who talk with one another.
_IN_TALK = re.compile(r"\b(?:i|me|my|we|us|our|you|your)\b", re.IGNORECASE)
_OPENING = frozenset("\"“‘'")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next one does."""

    label: Chars
    colon: Chars
    content: tuple[Chars, ...]  #: a span for each paragraph
    named: bool  #: the label is a name, and not "Q" or "A"


def turns(text: str) -> list[Turn]:
    """The turns of a transcript in a text, in text order; none in other texts.

    A transcript has two labels that come back, a question and an answer, or one label that comes back behind
    paragraphs that ask, and sentences behind most of them. What stands without a label between two turns belongs to
    the first, save what asks for the second.
    """
    paragraphs = paragraph_spans(text)
    labelled = [(n, match) for n, (start, end) in enumerate(paragraphs) if (match := _LABEL.match(text, start, end))]
    counts = Counter(match["label"] for _, match in labelled)
    letters = bool(counts.keys() & ASKS and counts.keys() & ANSWERS)
    back = [label for label, count in counts.items() if count > 1]
    asking = {n - 1 for n, match in labelled if n and match["label"] in back and _asks(text, paragraphs[n - 1])}
    if not letters and len(back) < 2 and len(asking) * 2 <= sum(counts[label] for label in back):
        return []
    said = [
        _is_sentence(text[match.end() : paragraphs[n][1]].rstrip())
        for n, match in labelled
        if counts[match["label"]] > 1 or _is_letter(match["label"])
    ]
    if sum(said) * 2 < len(said):
        return []
    first = next(i for i, (_, match) in enumerate(labelled) if counts[match["label"]] > 1 or _is_letter(match["label"]))
    labelled = labelled[first:]
    nexts = [n for n, _ in labelled[1:]] + [labelled[-1][0] + 1]
    return [
        Turn(
            Chars(*match.span("label")),
            Chars(*match.span("colon")),
            (
                Chars(match.end(), paragraphs[n][1]),
                *(Chars(*paragraphs[m]) for m in range(n + 1, following) if m not in asking),
            ),
            not _is_letter(match["label"]),
        )
        for (n, match), following in zip(labelled, nexts, strict=True)
    ]


def _asks(text: str, paragraph: tuple[int, int]) -> bool:
    return text[slice(*paragraph)].rstrip().endswith("?")


def _is_sentence(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS) and len(text.split(maxsplit=_LEAST - 1)) == _LEAST


def _is_letter(label: str) -> bool:
    return label in ASKS | ANSWERS


def with_turns(text: str, claims: Sequence[Attribution]) -> list[Attribution]:
    """The claims and, after them, the turns; a claim that a turn is itself goes."""
    found = [_without_narration(turn, text, claims) for turn in turns(text)]
    if not found:
        return list(claims)
    inner = kept(claims, [not any(_is_turn(claim, turn) for turn in found) for claim in claims])
    said = [Attribution(t.content, (t.colon,), (t.label,), NAMED if t.named else LETTER) for t in found]
    return inner + said


def _without_narration(turn: Turn, text: str, claims: Sequence[Attribution]) -> Turn:
    """The turn up to the paragraph without a label in which the writer speaks again.

    There somebody is quoted, or is said to say something and no "I", "we" or "you" stands outside quotation marks.
    """
    said = [turn.content[0]]
    for paragraph in turn.content[1:]:
        inside = [claim for claim in claims if claim.cue and paragraph.start <= claim.cue[0].start < paragraph.end]
        if any(text[claim.content[0].start] in _OPENING for claim in inside):
            break
        _, place = fold(text[slice(*paragraph)])
        spoken = (match.start() for match in _IN_TALK.finditer(text, *paragraph))
        if inside and all(place[at - paragraph.start] != QUOTE_OUTSIDE for at in spoken):
            break
        said.append(paragraph)
    return replace(turn, content=tuple(said))


def _is_turn(claim: Attribution, turn: Turn) -> bool:
    return any(s < turn.colon.end and e > turn.label.start for s, e in (*claim.source, *claim.cue))
