"""PolNeAR's articles as labelled windows."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tasks.extract.attribution.decoding import ROLES, TAGS
from tasks.extract.attribution.windows import Window, pack, read_paragraphs

Span = tuple[int, int]
Claim = dict[str, list[Span]]  # source, cue, content -> character spans

HELD_OUT = 40
UNLABELLED = -100

_SPAN = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
_ARGUMENT = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True)
class Link:
    """A gold cue, as pieces [start, end) of a window, and what each piece of its paragraph is to it (a ROLES index)."""

    start: int
    end: int
    roles: NDArray[np.int64]  # (T,), zero outside the cue's paragraph
    nested: bool = False


@dataclass(frozen=True)
class LabelledWindow:
    """A window with a tag for each piece, whether it is in a nested cue, and the cues of both layers."""

    window: Window
    tags: NDArray[np.int64]  # (T,) of TAGS indices, UNLABELLED where nobody has marked the article
    nested: NDArray[np.bool_]  # (T,)
    links: list[Link]

    @property
    def labelled(self) -> bool:
        return int(self.tags[0]) != UNLABELLED


@dataclass(frozen=True)
class Article:
    """An article with the claims that each of its annotators marked, the first annotator's first."""

    name: str
    text: str
    annotations: list[list[Claim]]


def read_articles(split: Path) -> list[Article]:
    """Read `text/`, `attributions/` and, where it exists, `attributions_others/` of a PolNeAR split."""
    articles = []
    for path in sorted((split / "text").glob("*.txt")):
        files = [
            f
            for folder in ("attributions", "attributions_others")
            for f in sorted((split / folder).glob(f"{path.stem}_*.ann"))
        ]
        files = [f for f in files if f.stem.rsplit("_", 1)[0] == path.stem]
        annotations = [read_claims(f.read_bytes().decode("utf-8")) for f in files]
        articles.append(Article(path.stem, path.read_bytes().decode("utf-8"), annotations or [[]]))
    return articles


def held_out(articles: Sequence[Article], seed: int) -> list[Article]:
    """The training articles that a run with this seed does not learn from; thresholds and calibration do."""
    return random.Random(seed).sample(articles, HELD_OUT)


def read_claims(ann: str) -> list[Claim]:
    """Read the attributions of a brat file that have content."""
    spans: dict[str, list[Span]] = {}
    claims: list[Claim] = []
    for line in ann.split("\n"):
        if match := _SPAN.match(line):
            parts = (part.split() for part in match[2].split(";"))
            spans[match[1]] = [(int(start), int(end)) for start, end in parts]
        elif line.startswith("E"):
            claim: Claim = {"source": [], "cue": [], "content": []}
            for role, ident in _ARGUMENT.findall(line):
                claim[role.lower()] += spans.get(ident, [])
            claims.append({role: sorted(found) for role, found in claim.items()})
    return [claim for claim in claims if claim["content"]]


def windows_of(text: str, tokenizer: Tokenizer) -> list[Window]:
    """The windows that the model reads at run time."""
    return pack(read_paragraphs(text, tokenizer), tokenizer)


def label(window: Window, claims: Sequence[Claim], inner: Sequence[Claim] = ()) -> LabelledWindow:
    """Lay claims, and those found inside their content, over a window."""
    tags = np.zeros(len(window.ids), dtype=np.int64)
    links = []
    for claim in claims:
        covered = _covered(window, claim)
        for role, ranges in covered.items():
            for start, end in ranges:
                if not tags[start:end].any():
                    tags[start:end] = TAGS.index(f"I-{role}")
                    tags[start] = TAGS.index(f"B-{role}")
        if link := _link(window, covered, nested=False):
            links.append(link)
    nested = np.zeros(len(window.ids), dtype=np.bool_)
    content = np.isin(tags, (TAGS.index("B-content"), TAGS.index("I-content")))
    for claim in inner:
        link = _link(window, _covered(window, claim), nested=True)
        if link and content[link.start : link.end].all() and content[link.roles > 0].all():
            nested[link.start : link.end] = True
            links.append(link)
    return LabelledWindow(window, tags, nested, links)


def unlabelled(window: Window) -> LabelledWindow:
    """A window that a teacher is to read."""
    size = len(window.ids)
    return LabelledWindow(window, np.full(size, UNLABELLED), np.zeros(size, dtype=np.bool_), [])


def _covered(window: Window, claim: Claim) -> dict[str, list[Span]]:
    """The claim's spans as pieces of the window, those outside it left out."""
    return {role: [p for span in spans if (p := _pieces(window, span)) is not None] for role, spans in claim.items()}


def _link(window: Window, covered: dict[str, list[Span]], nested: bool) -> Link | None:
    """The claim's cue with the roles of its paragraph; None unless cue and content stand in that paragraph."""
    if not covered["cue"] or not covered["content"]:
        return None
    start, end = covered["cue"][0]
    roles = np.zeros(len(window.ids), dtype=np.int64)
    for role in ROLES[1:]:
        for first, last in covered[role]:
            roles[first:last] = ROLES.index(role)
    roles[window.paragraph != window.paragraph[start]] = 0
    return Link(start, end, roles, nested) if (roles == ROLES.index("content")).any() else None


def _pieces(window: Window, span: Span) -> Span | None:
    """The pieces that share a character with a span."""
    inside = np.flatnonzero((window.start < span[1]) & (window.end > span[0]) & (window.start >= 0))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None


def batches(lengths: Sequence[int], size: int, seed: int) -> Iterator[list[int]]:
    """Shuffled batches of `size` indices whose windows are of like length."""
    rng = random.Random(seed)
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.uniform(0, 24))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    yield from groups
