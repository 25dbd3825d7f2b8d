"""Offices behind a name: "Ada Osborn, an associate at The Vell Group,"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.phrases import MOST_TOKENS, ends, head_of
from tasks.extract.roles.statement import RoleStatement, stated_by_phrase


def apposition(mentioned: Mentioned, number: int, span: Span) -> Iterator[RoleStatement]:
    """ "Ada Osborn, an associate at The Vell Group, …", "Ada Osborn, 21, a student, …"."""
    doc, at = mentioned.doc, span.end
    if at + 1 >= len(doc) or doc[at].text not in (",", "(", "—", "–"):
        return
    start = at + 1
    if start + 1 < len(doc) and doc[start].like_num and doc[start + 1].text == ",":
        start += 2
    end = start
    while (
        end < min(len(doc), start + MOST_TOKENS) and not doc[end].is_sent_start and not ends(mentioned, doc[end], start)
    ):
        end += 1
    phrase = doc[start:end]
    head = head_of(mentioned, phrase)
    if head is not None:
        yield from stated_by_phrase(mentioned, number, phrase, head, "apposition", span)
        yield from _second(mentioned, number, phrase, span)


def _second(mentioned: Mentioned, number: int, phrase: Span, span: Span) -> Iterator[RoleStatement]:
    """The other office of "a professor at Vell University and a former adviser to the mayor"."""
    doc, end = mentioned.doc, phrase.end
    if end + 1 >= len(doc) or doc[end].lower_ != "and" or doc[end].is_sent_start:
        return
    last = end + 1
    while last < min(len(doc), end + MOST_TOKENS) and not doc[last].is_sent_start:
        if ends(mentioned, doc[last], end + 1):
            break
        last += 1
    head = head_of(mentioned, doc[end + 1 : last])
    if head is not None:
        yield from stated_by_phrase(mentioned, number, doc[end + 1 : last], head, "apposition", span)
