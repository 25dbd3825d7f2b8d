"""Plain text to paragraphs. Only white space changes: every other character stays, in order."""

from __future__ import annotations

import re
from itertools import pairwise

from tasks.ingest.publication_date import DATE_TEXT

#: Mail and wire text is wrapped at 60 to 80 columns; nothing that people wrap is wider.
WIDEST_WRAP = 100
#: Columns by which a line sticks out that was never wrapped, such as a headline.
OUTLIER = 8
#: Breaks that must look wrapped before a text counts as hard-wrapped.
MIN_WRAPPED_BREAKS = 2
SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
#: A byline or a date beneath a headline, however long the headline is.
HEAD_LINE = re.compile(rf"(?:By|BY)\s+[A-Z]|(?:[A-Z][a-z]+:?\s+)?{DATE_TEXT}")
BREAKS_A_WORD = re.compile(r"[^\W\d_]-$")


def collapse(text: str) -> str:
    """One line: each run of white space is a single space, none at the ends."""
    return " ".join(text.split())


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line.

    Blank lines part paragraphs. Within a block of lines each line is a paragraph, too, unless the text is hard-wrapped:
    then the lines of a paragraph are joined. A break is taken for wrapping where the next word would not have fitted.
    """
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if collapsed := collapse(line):
            blocks[-1].append(collapsed)
        elif blocks[-1]:
            blocks.append([])
    width = _wrap_width(blocks)
    return [paragraph for block in blocks if block for paragraph in _join(block, width, is_head=block is blocks[0])]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    """Columns at which the text is hard-wrapped; null when its lines are paragraphs.

    Where lines are paragraphs, nearly all end a sentence; where they are wrapped, few do.
    """
    lengths = sorted(len(line) for block in blocks if len(block) > 1 for line in block if " " in line)
    if not lengths:
        return None
    usual = lengths[int(0.9 * (len(lengths) - 1))]
    width = max(length for length in lengths if length <= usual + OUTLIER)
    if width > WIDEST_WRAP:
        return None
    wrapped = [first for block in blocks for first, second in pairwise(block) if _is_wrapped(first, second, width)]
    unfinished = sum(not SENTENCE_END.search(line) for line in wrapped)
    return width if unfinished >= max(MIN_WRAPPED_BREAKS, len(wrapped) / 2) else None


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """The next line's first word would not have fitted on this line."""
    return len(line) <= width and len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _join(block: list[str], width: int | None, is_head: bool) -> list[str]:
    if width is None:
        return block
    paragraphs = [block[0]]
    for line, following in pairwise(block):
        if not _is_wrapped(line, following, width) or (is_head and HEAD_LINE.match(following)):
            paragraphs.append(following)
        elif BREAKS_A_WORD.search(line):  # "self-" + "defence": the hyphen is the word's own
            paragraphs[-1] += following
        else:
            paragraphs[-1] += " " + following
    return paragraphs
