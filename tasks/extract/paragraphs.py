"""Sentence boundaries that the layout gives: no sentence runs over a paragraph's end, none is endless."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.annotations import Chars

#: Tokens after which a sentence is cut at the next clause mark, and at which it is cut anywhere. A text of 100,000
#: characters without a full stop otherwise parses as one sentence, and whatever walks its tree never ends.
LONG, ENDLESS = 150, 400
SENTENCE_ENDS = frozenset(".!?…")
CLAUSE_ENDS = frozenset(",;:—–")
#: What may stand between a dateline's place and the dash that ends it: a country, a day, an agency.
DATELINE_REST = r"[^\n—–―]{0,60}?(?:\s*[—–―-]{1,2}|:)\s+"


@Language.component("onrecord_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Start a sentence at each paragraph, after the dateline, and inside stretches that have no end.

    The parser decides the rest. (Parsed with its sentence, a dateline becomes its subject: "LIMA – The mayor said …".)
    But it makes no sentence of the first word of a paragraph.
    """
    end_dateline(doc)
    go_on(doc, 0)
    since_end = 0
    for i in range(len(doc) - 1):
        token, following = doc[i], doc[i + 1]
        since_end += 1
        if token.is_space and "\n" in token.text:
            following.is_sent_start = True
            go_on(doc, i + 1)
            since_end = 0
        elif token.text[-1] in SENTENCE_ENDS:
            since_end = 0
        elif since_end >= ENDLESS or (since_end >= LONG and token.text in CLAUSE_ENDS):
            following.is_sent_start = True
            since_end = 0
    return doc


def go_on(doc: Doc, first: int) -> None:
    """Let the sentence that a word begins go on to the next token: "Councillors this year …" is one."""
    if first + 1 < len(doc) and doc[first].is_alpha and doc[first + 1].is_sent_start is None:
        doc[first + 1].is_sent_start = None if doc[first + 1].is_space else False


def end_dateline(doc: Doc) -> None:
    found = dateline(doc)
    rest = found and doc.char_span(found.end, len(doc.text), alignment_mode="contract")
    if rest:
        rest[0].is_sent_start = True


def dateline(doc: Doc) -> Chars | None:
    """Where the article's dateline stands, with the dash and the space that end it."""
    if doc._.dateline.place is None:
        return None
    found = re.search(rf"^\s*{re.escape(doc._.dateline.place)}{DATELINE_REST}", doc.text, re.MULTILINE)
    return Chars(*found.span()) if found else None
