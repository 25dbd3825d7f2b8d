"""From the model's scores to claims: which cues hold, and which pieces are source and content of each.

The tagger gives every piece one class and finds the cues. The linker reads a cue's paragraph once more for that cue
alone and says what each piece is to it. Here both are weighed, claims that fight for the same pieces are parted, and
each gets the probability that a careful reader would agree with it. Claims inside the content of others are decoded in
the same way, from their own cues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tasks.extract.attribution.windows import QUOTE_OUTSIDE, Window

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

#: What a piece is, whatever the claim: the tagger's classes, in the order of its outputs.
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
#: What a piece is to one cue: the linker's classes, in the order of its outputs.
ROLES = ("none", "source", "content")
B_CUE, I_CUE = TAGS.index("B-cue"), TAGS.index("I-cue")
SOURCE, CONTENT = ROLES.index("source"), ROLES.index("content")

#: What the confidence is computed from, in the order of the weights after the constant.
FEATURES = (
    "linker_cue",
    "tagger_cue",
    "content",
    "content_floor",
    "source",
    "no_source",
    "content_size",
    "quoted",
    "rivals",
)
_TINY = 1e-4


@dataclass(frozen=True, slots=True)
class Decoding:
    """The weights and thresholds of decoding, all chosen on training articles that the model was not trained on."""

    cue_threshold: float  #: a piece this likely in a cue makes a cue candidate
    cue_extent: float  #: pieces this likely in a cue go with an accepted one beside them
    tag_weight: float  #: how much the tagger's log-probability counts beside the linker's
    source_switch: float  #: cost of a source beginning, in nats
    content_switch: float  #: cost of a stretch of content beginning, in nats
    content_bias: float  #: added to the evidence that a piece is content
    source_bias: float  #: added to the evidence that a piece is source
    accept: float  #: least confidence of a claim
    accept_nested: float  #: … of one inside another's content
    weights: tuple[float, ...]  #: logistic regression on FEATURES, the constant first

    @classmethod
    def from_json(cls, values: Mapping[str, object]) -> Decoding:
        """Read the "decoding" object of config.json; raises KeyError or ValueError where it is not whole."""
        numbers = {name: _number(values[name]) for name in cls.__dataclass_fields__ if name != "weights"}
        given = values["weights"]
        if not isinstance(given, Sequence) or len(given) != 1 + len(FEATURES):
            raise ValueError(f"decoding: expected {1 + len(FEATURES)} weights")
        return cls(**numbers, weights=tuple(_number(w) for w in given))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue, pieces [start, end) of a window, with the linker's word on it."""

    start: int
    end: int
    probability: float  #: that it is a cue
    first: int  #: where its paragraph starts in the window
    roles: FloatArray  #: (t, 3), probabilities over the pieces of its paragraph


@dataclass(frozen=True, slots=True)
class PieceClaim:
    """A claim over a window's pieces: ranges [start, end) in order."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    features: tuple[float, ...]
    confidence: float


def cue_candidates(tags: FloatArray, paragraph: IntArray, threshold: float) -> list[tuple[int, int]]:
    """Piece ranges [start, end) that may be cues.

    `tags` (T, 7) holds the tagger's probabilities. A range is a run of pieces of one paragraph whose probability of
    being in a cue passes `threshold`; a piece that rather begins a cue than goes on with one starts a new range.
    """
    inside = tags[:, B_CUE] + tags[:, I_CUE] > threshold
    begins = tags[:, B_CUE] > tags[:, I_CUE]
    ranges: list[tuple[int, int]] = []
    for i in np.flatnonzero(inside):
        at = int(i)
        if ranges and ranges[-1][1] == at and not begins[at] and paragraph[at] == paragraph[at - 1]:
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return ranges


def decode(window: Window, tags: FloatArray, candidates: Sequence[Candidate], decoding: Decoding) -> list[PieceClaim]:
    """The claims of a window, in the order of their cues.

    `tags` (T, 7) holds the tagger's probabilities. No piece is content of two claims, and none is content of one and
    cue of another. What stands whole inside another's content is left for `decode_nested`: of 28 such claims in
    training articles and news of our own, readers marked the outer one 26 times.
    """
    drafts = []
    for candidate in candidates:
        roles = _roles(window, tags, candidate, decoding)
        if (roles == CONTENT).any():
            drafts.append(_Draft(candidate, roles, _evidence(window, candidate)))
    for draft in drafts:
        draft.features = _features(window, tags, draft, drafts)
        draft.confidence = _confidence(draft.features, decoding.weights)
    accepted: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.candidate.start)):
        if draft.confidence >= decoding.accept and all(_distinct(draft, other) for other in accepted):
            accepted.append(draft)
    accepted = [draft for draft in accepted if not any(_inside(draft, other) for other in accepted)]
    _part(accepted)
    claims = []
    for draft in sorted(accepted, key=lambda d: d.candidate.start):
        source, content = _runs(draft.roles == SOURCE), _runs(draft.roles == CONTENT)
        if content:
            others = [d.candidate for d in accepted if d is not draft]
            cue = _extended(draft, others, tags, window.paragraph, decoding.cue_extent)
            claims.append(PieceClaim(tuple(source), cue, tuple(content), draft.features, draft.confidence))
    return claims


def nested_tags(nested: FloatArray) -> FloatArray:
    """Tags (T, 7) that know of nested cues (T,) alone: every other class is as likely as the next."""
    tags = np.zeros((len(nested), len(TAGS)), dtype=np.float32)
    tags[:, [0, TAGS.index("I-source"), TAGS.index("I-content")]] = (1 - nested[:, None]) / 3
    tags[:, I_CUE] = nested
    return tags


def within_content(cues: FloatArray, claims: Sequence[PieceClaim]) -> FloatArray:
    """The probabilities (T,) of cues, zero outside the content of claims."""
    inside = np.zeros(len(cues), dtype=np.bool_)
    for claim in claims:
        for start, end in claim.content:
            inside[start:end] = True
    return np.where(inside, cues, np.float32(0))


def decode_nested(
    window: Window, tags: FloatArray, candidates: Sequence[Candidate], outer: Sequence[PieceClaim], decoding: Decoding
) -> list[tuple[PieceClaim, int]]:
    """Claims with a source inside the content of `outer` ones, each with the index of the one that holds it.

    `tags` come from `nested_tags`. What the linker says of pieces outside that content is disregarded.
    """
    holders: dict[int, int] = {p: i for i, claim in enumerate(outer) for run in claim.content for p in range(*run)}
    inner = []
    for candidate in candidates:
        holder = holders[candidate.start]
        held = [holders.get(candidate.first + t) == holder for t in range(len(candidate.roles))]
        roles = np.where(np.asarray(held)[:, None], candidate.roles, np.asarray((1, 0, 0), dtype=np.float32))
        inner.append(replace(candidate, roles=roles))
    claims = decode(window, tags, inner, replace(decoding, accept=decoding.accept_nested))
    return [(claim, holders[claim.cue[0]]) for claim in claims if claim.source]


@dataclass(slots=True)
class _Draft:
    candidate: Candidate
    roles: IntArray  # (T,) of ROLES indices
    evidence: FloatArray  # (T,) log-odds that a piece is content
    features: tuple[float, ...] = ()
    confidence: float = 0.0


def _roles(window: Window, tags: FloatArray, candidate: Candidate, decoding: Decoding) -> IntArray:
    """A role for each of the window's pieces: the best path over the cue's paragraph."""
    span = slice(candidate.first, candidate.first + len(candidate.roles))
    part = tags[span]
    tagged = np.stack([part[:, 0] + part[:, 3] + part[:, 4], part[:, 1] + part[:, 2], part[:, 5] + part[:, 6]], axis=1)
    scores = np.log(candidate.roles + _TINY) + decoding.tag_weight * np.log(tagged + _TINY)
    scores[:, SOURCE] += decoding.source_bias
    scores[:, CONTENT] += decoding.content_bias
    cue = slice(candidate.start - candidate.first, candidate.end - candidate.first)
    scores[cue, 1:] = -100.0
    marks = window.start[span] < 0
    scores[marks, 1:] = -100.0
    path = viterbi(scores, (decoding.source_switch, decoding.content_switch))
    roles = np.zeros(len(window.ids), dtype=np.int64)
    roles[span] = _one_source(path, candidate.roles)
    return roles


def viterbi(scores: FloatArray, entry: tuple[float, float]) -> IntArray:
    """The path through (t, 3) scores of ROLES with the greatest sum less `entry`, what it costs to begin a source or a
    content.
    """
    to_source, to_content = entry
    rows = iter(scores.tolist())  # with three classes plain numbers take a fifth of the time of arrays
    none, source, content = next(rows)
    source, content = source - to_source, content - to_content
    back: list[tuple[int, int, int]] = []
    for plus_none, plus_source, plus_content in rows:
        highest, top = none, 0
        if source > highest:
            highest, top = source, SOURCE
        if content > highest:
            highest, top = content, CONTENT
        stay_source, stay_content = source >= highest - to_source, content >= highest - to_content
        back.append((top, SOURCE if stay_source else top, CONTENT if stay_content else top))
        none = highest + plus_none
        source = (source if stay_source else highest - to_source) + plus_source
        content = (content if stay_content else highest - to_content) + plus_content
    best = [none, source, content]
    path = [best.index(max(best))]
    for step in reversed(back):
        path.append(step[path[-1]])
    return np.asarray(path[::-1], dtype=np.int64)


def _one_source(path: IntArray, roles: FloatArray) -> IntArray:
    """A claim has one source span: the one with most evidence stays."""
    ranges = _runs(path == SOURCE)
    if len(ranges) > 1:
        best = max(ranges, key=lambda r: float(roles[r[0] : r[1], SOURCE].sum()))
        for start, end in ranges:
            if (start, end) != best:
                path[start:end] = 0
    return path


def _evidence(window: Window, candidate: Candidate) -> FloatArray:
    odds = np.full(len(window.ids), -10.0, dtype=np.float32)
    content = candidate.roles[:, CONTENT]
    odds[candidate.first : candidate.first + len(content)] = np.log(content + _TINY) - np.log(1 - content + _TINY)
    return odds


def _distinct(draft: _Draft, other: _Draft) -> bool:
    return draft.candidate.end <= other.candidate.start or draft.candidate.start >= other.candidate.end


def _inside(draft: _Draft, other: _Draft) -> bool:
    """Whether all of a draft is what another's speaker says, so that it is a claim inside a claim."""
    source = draft.roles == SOURCE
    marks = [*np.flatnonzero(source), *range(draft.candidate.start, draft.candidate.end)]
    return bool(source.any() and (other.roles[marks] == CONTENT).all())


def _part(drafts: Sequence[_Draft]) -> None:
    """Give each disputed piece to one claim: runs of doubly claimed content to the cue with more evidence for it."""
    for i, one in enumerate(drafts):
        for other in drafts[i + 1 :]:
            for start, end in _runs((one.roles == CONTENT) & (other.roles == CONTENT)):
                loser = other if one.evidence[start:end].sum() >= other.evidence[start:end].sum() else one
                loser.roles[start:end] = 0
    for one in drafts:
        for other in drafts:
            if other is not one:
                one.roles[other.candidate.start : other.candidate.end] = 0
                one.roles[(one.roles == CONTENT) & (other.roles == SOURCE)] = 0


def _extended(
    draft: _Draft, others: Sequence[Candidate], tags: FloatArray, paragraph: IntArray, threshold: float
) -> tuple[int, int]:
    """The cue with the pieces on both sides that may well belong to it and have no other role."""
    start, end = draft.candidate.start, draft.candidate.end
    free = (tags[:, B_CUE] + tags[:, I_CUE] > threshold) & (draft.roles == 0) & (paragraph == paragraph[start])
    for other in others:
        free[other.start : other.end] = False
    while start > 0 and free[start - 1]:
        start -= 1
    while end < len(free) and free[end]:
        end += 1
    return start, end


def _features(window: Window, tags: FloatArray, draft: _Draft, drafts: Sequence[_Draft]) -> tuple[float, ...]:
    """The values named in FEATURES."""
    candidate = draft.candidate
    span = slice(candidate.first, candidate.first + len(candidate.roles))
    content, source = draft.roles[span] == CONTENT, draft.roles[span] == SOURCE
    of_content = candidate.roles[content, CONTENT] if content.any() else np.zeros(1, dtype=np.float32)
    tagged = tags[candidate.start : candidate.end]
    quote = window.quote[span][content]
    rivals = max(
        (
            float(((d.roles == CONTENT) & (draft.roles == CONTENT)).mean())
            for d in drafts
            if d.candidate is not candidate
        ),
        default=0.0,
    )
    return (
        _logit(candidate.probability),
        _logit(float((tagged[:, B_CUE] + tagged[:, I_CUE]).max())),
        _logit(float(of_content.mean())),
        _logit(_lowest_tenth(of_content)),
        _logit(float(candidate.roles[source, SOURCE].mean())) if source.any() else 0.0,
        float(not source.any()),
        float(np.log(max(1, int(content.sum())))),
        float((quote != QUOTE_OUTSIDE).mean()) if len(quote) else 0.0,
        rivals,
    )


def _lowest_tenth(values: FloatArray) -> float:
    """The first decile, between two values by their distance; NumPy's own takes twenty times as long."""
    ordered = np.sort(values).tolist()
    at = 0.1 * (len(ordered) - 1)
    low = int(at)
    return ordered[low] if at == low else ordered[low] + (at - low) * (ordered[low + 1] - ordered[low])


def _confidence(features: Sequence[float], weights: Sequence[float]) -> float:
    return float(1 / (1 + np.exp(-(weights[0] + float(np.dot(features, weights[1:]))))))


def _logit(p: float) -> float:
    return float(np.log(p + _TINY) - np.log(1 - p + _TINY))


def _runs(where: BoolArray) -> list[tuple[int, int]]:
    """The ranges [start, end) in which a mask is true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], where, [False]))))
    return [(int(s), int(e)) for s, e in edges.reshape(-1, 2)]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"decoding: expected a number, got {value!r}")
    return float(value)
