"""A small corpus of stances over the invented article of `build`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tasks.evaluate.gold import ROLES, Claim, Span
from tests.tasks.evaluate.build import CRITICS, LIND, OSBORN, SHE, TEXT, spans

CLAIMS = (OSBORN, SHE, CRITICS, LIND)


def at(surface: str) -> Span:
    (span,) = spans(TEXT, surface)
    return span


PLAN = at("the plan")
JOKE = at("the plan “a joke”")
REPEATED = at("the vote would be repeated")
VOTE = at("the vote")
#: Lind is against the plan; Osborn for the vote's being repeated; who doubts and who counts take no side.
FIRST = [(1, 1, REPEATED, "support", "issue"), (4, 1, JOKE, "oppose", "issue")]
SECOND = [(3, 1, at("it helps"), "oppose", "issue"), (4, 1, JOKE, "oppose", "issue")]
CANDIDATES = [(1, VOTE, REPEATED), (2, at("three votes"), at("three votes")), (4, PLAN, JOKE)]


def write_stances(
    folder: Path, agreed: Sequence[tuple[int, int, Span, str, str]] = FIRST, claims: Sequence[Claim] = CLAIMS
) -> Path:
    folder.mkdir()
    rows = [
        ",".join([str(n), "development", "vote", *(_written(getattr(c, role)) for role in ROLES)])
        for n, c in enumerate(claims, 1)
    ]
    _write(folder / "claims.csv", "claim,part,article,source,cue,content", rows)
    places = [
        f"{number},{place},{_written([core])},{_written([whole])}"
        for place, (number, core, whole) in enumerate(CANDIDATES)
    ]
    _write(folder / "candidates.csv", "claim,candidate,core,whole", places)
    for name, marks in (("agreed", agreed), ("first", FIRST), ("second", SECOND)):
        lines = [f"{n},{stance},{span[0]},{span[1]},{value},{kind}" for n, stance, span, value, kind in marks]
        _write(folder / f"{name}.csv", "claim,stance,start,end,polarity,kind", lines)
    return folder


def _written(spans: Sequence[Span]) -> str:
    return ";".join(f"{start}-{end}" for start, end in spans)


def _write(path: Path, header: str, rows: Sequence[str]) -> None:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
