"""Sentence boundaries that the layout gives: no sentence runs over a paragraph's end, none is endless."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

#: Tokens after which a sentence is cut at the next clause mark, and at which it is cut anywhere. A text of 100,000
#: characters without a full stop otherwise parses as one sentence, and whatever walks its tree never ends.
LONG, ENDLESS = 150, 400
SENTENCE_ENDS = frozenset(".!?…")
CLAUSE_ENDS = frozenset(",;:—–")


@Language.component("onrecord_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Start a sentence at each paragraph, and inside stretches that have no end; the parser decides the rest."""
    since_end = 0
    for i in range(len(doc) - 1):
        token, following = doc[i], doc[i + 1]
        since_end += 1
        if token.is_space and "\n" in token.text:
            following.is_sent_start = True
            since_end = 0
        elif token.text[-1] in SENTENCE_ENDS:
            since_end = 0
        elif since_end >= ENDLESS or (since_end >= LONG and token.text in CLAUSE_ENDS):
            following.is_sent_start = True
            since_end = 0
    return doc
