"""Lists of an article's claims, in which one may stand inside another's content, by its index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.annotations import Attribution, Chars


def kept(claims: Sequence[Attribution], keep: Sequence[bool]) -> list[Attribution]:
    """The claims to keep; one inside a claim that goes is the article's own."""
    place = {old: sum(keep[:old]) for old, stays in enumerate(keep) if stays}
    return [
        replace(claim, parent=None if claim.parent is None else place.get(claim.parent))
        for claim, stays in zip(claims, keep, strict=True)
        if stays
    ]


def has_cue(claims: Sequence[Attribution], where: Chars) -> bool:
    """Whether one of the claims has a cue there already."""
    return any(span.start < where.end and where.start < span.end for claim in claims for span in claim.cue)
