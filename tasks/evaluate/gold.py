"""A folder of articles that people annotated with who said what, read into claims.

The format is brat standoff as in PolNeAR (Newell, Margolin and Ruths, LREC 2018); `LAYOUT` shows it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from schemas.errors import Errors, OnRecordError

Span = tuple[int, int]  #: [start, end) in code points
ROLES = ("source", "cue", "content")
#: How a corpus of claims is laid out, for messages and `--help`.
LAYOUT = """\
GOLD_DIR/
  text/budget-vote.txt              UTF-8; offsets count its code points, white space and line ends included
  attributions/budget-vote_ann1.ann brat standoff; of several annotators' files the first by name is taken

attributions/budget-vote_ann1.ann (tabs after the ids and before the quoted text):
  T1  Source 0 10   Ada Osborn
  T2  Cue 11 15     said
  T3  Content 16 42 the vote would be repeated
  E1  Attribution:T2 Source:T1 Cue:T2 Content:T3
"""

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_EVENT = re.compile(r"E\d+\t(\S+:\S+(?: \S+:\S+)*)\s*")


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said what: the spans of each role, sorted; a role may be empty."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's text and the claims that a reader found in it."""

    name: str  #: file name without .txt
    text: str
    claims: tuple[Claim, ...]


def read_gold(folder: Path) -> list[GoldArticle]:
    """The articles of `folder`, by name. An article without an annotation file has no claims.

    Raises:
        OnRecordError: OR501 the folders are missing or empty, OR502 a file is not UTF-8, OR503 a line is not brat
            standoff, OR504 an annotation file belongs to no text, OR505 not one claim is annotated.
    """
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts or not (folder / "attributions").is_dir():
        raise OnRecordError(Errors.OR501, path=folder, layout=LAYOUT)
    annotations = _annotation_files(folder)
    articles = []
    for path in texts:
        text = _read(path)
        files = annotations.get(path.stem)
        articles.append(GoldArticle(path.stem, text, read_claims(files[0], text) if files else ()))
    if not any(article.claims for article in articles):
        raise OnRecordError(Errors.OR505, path=folder)
    return articles


def read_claims(path: Path, text: str) -> tuple[Claim, ...]:
    """The claims of one annotation file over `text`: its events that have content.

    An argument that names a span which the file does not define is left out, as a few of PolNeAR's files need; so are
    lines of other kinds (notes, attributes) and the rest of an annotated text that itself holds line breaks.

    Raises:
        OnRecordError: OR503.
    """
    spans: dict[str, list[Span]] = {}
    events: list[str] = []
    for number, line in enumerate(_read(path).split("\n"), 1):
        malformed = partial(OnRecordError, Errors.OR503, path=path, line=number)
        if re.match(r"T\d+\t", line):
            match = _SPAN.fullmatch(line.rstrip("\r"))
            if match is None:
                raise malformed(problem="it is not 'T1<tab>Label 0 10<tab>text'")
            spans[match[1]] = _offsets(match, text, malformed)
        elif re.match(r"E\d+\t", line):
            event = _EVENT.fullmatch(line)
            if event is None:
                raise malformed(problem="it is not 'E1<tab>Attribution:T2 Source:T1 …'")
            events.append(event[1])
    claims = (_claim(event, spans) for event in events)
    return tuple(claim for claim in claims if claim.content)


def _claim(event: str, spans: dict[str, list[Span]]) -> Claim:
    """One event. Its first argument is its trigger; a role with several arguments numbers them (Content2:T7)."""
    roles: dict[str, list[Span]] = defaultdict(list)
    for argument in event.split()[1:]:
        name, _, ident = argument.partition(":")
        roles[name.rstrip("0123456789").lower()] += spans.get(ident, [])
    source, cue, content = (tuple(sorted(roles[role])) for role in ROLES)
    return Claim(source, cue, content)


def _offsets(match: re.Match[str], text: str, malformed: Callable[..., OnRecordError]) -> list[Span]:
    """Offsets of a span line, checked against the words that the line quotes: a shifted corpus must not be scored."""
    offsets: list[Span] = []
    for part in match[3].split(";"):
        start, end = map(int, part.split())
        if not start < end <= len(text):
            raise malformed(problem=f"{start} {end} is no span of {len(text)} characters")
        offsets.append((start, end))
    covered = "".join("".join(text[start:end].split()) for start, end in offsets)
    quoted = "".join((match[4] or "").split())
    if not covered.startswith(quoted):
        raise malformed(problem=f"the text there is {covered[:40]!r}, not {quoted[:40]!r}")
    return offsets


def _annotation_files(folder: Path) -> dict[str, list[Path]]:
    """Article name → its annotation files: `<article>_<annotator>.ann`, or `<article>.ann`."""
    names = {path.stem for path in (folder / "text").glob("*.txt")}
    files = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem if path.stem in names else path.stem.rpartition("_")[0]
        if article not in names:
            raise OnRecordError(Errors.OR504, path=path, folder=folder / "text")
        files[article].append(path)
    return files


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise OnRecordError(Errors.OR502, path=path, reason=error.reason) from error
