"""Quotations: the stretches of a text that stand in quote marks, whatever the style of the marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from tasks.extract.annotations import Chars

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True)
class _Style:
    """Marks that pair with one another; a straight mark is both opening and closing."""

    opening: str
    closing: str
    marks: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", re.compile(f"[{self.opening}{self.closing}]"))

    def opens(self, text: str, at: int) -> bool:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        decade = text[at] in "'’" and after.isdigit()  # '90s
        return text[at] in self.opening and bool(after.strip()) and not decade and not re.match(r"[\w,.!?;%]", before)

    def closes(self, text: str, at: int) -> bool:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        return text[at] in self.closing and not after.isalnum() and bool(before.strip() or not after.strip())


# Single marks double as apostrophes, so the two styles are read apart; each may stand inside the other.
_DOUBLE = _Style(opening='"“„«', closing='"”»')
_SINGLE = _Style(opening="'‘", closing="'’")


def quotations(text: str) -> list[Chars]:
    """Every quotation in `text`, marks included, in text order; one inside another is listed, too.

    A quotation over several paragraphs (each opens with a mark, only the last one closes) is one. A double mark that
    is never closed ends with its paragraph; a single one that is never closed is an apostrophe. Linear in the text.
    """
    text = text.replace("''", '""').replace("``", '""')  # typewriter's double marks; offsets hold
    paragraphs = [Chars(*match.span()) for match in _PARAGRAPH.finditer(text)]
    found = [*_read(text, paragraphs, _DOUBLE, unclosed=True), *_read(text, paragraphs, _SINGLE, unclosed=False)]
    return sorted(found)


def _read(text: str, paragraphs: list[Chars], style: _Style, unclosed: bool) -> Iterator[Chars]:
    carried: int | None = None  # where a quotation began that its paragraph left open
    last_end = 0
    for paragraph in paragraphs:
        marks = [m.start() for m in style.marks.finditer(text, paragraph.start, paragraph.end)]
        begin = carried
        if begin is not None and (not marks or marks[0] != paragraph.start or not style.opens(text, marks[0])):
            yield Chars(begin, last_end)
            begin = None
        elif begin is not None:
            marks = marks[1:]
        closings = [at for at in marks if style.closes(text, at)]
        for at in marks:
            if begin is not None and style.closes(text, at):
                yield Chars(begin, at + 1)
                begin = None
            elif begin is None and style.opens(text, at) and (unclosed or bisect_right(closings, at) < len(closings)):
                begin = at
        carried = begin if unclosed else None
        last_end = paragraph.end
    if carried is not None:
        yield Chars(carried, last_end)
