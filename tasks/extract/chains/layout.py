"""Where an article's sentences and paragraphs begin, and where its pronouns and nouns stand."""

from __future__ import annotations

import numpy as np
from spacy import symbols
from spacy.attrs import IS_SPACE, LOWER, POS, SENT_START
from spacy.tokens import Doc

from tasks.extract.chains.pronouns import FIRST_PERSON, PRONOUNS


class Layout:
    """Where an article's sentences and paragraphs begin, and where its pronouns and nouns stand."""

    def __init__(self, doc: Doc) -> None:
        attributes = doc.to_array([SENT_START, IS_SPACE, POS, LOWER])
        starts, spaces, tags, lower = (attributes[:, column] for column in range(4))
        breaks = [i for i in np.flatnonzero(spaces).tolist() if "\n" in doc[i].text]
        strings = doc.vocab.strings
        forms = np.isin(lower, np.array([strings[word] for word in (*PRONOUNS, *FIRST_PERSON)], dtype=lower.dtype))
        pronouns = forms & np.isin(tags, [symbols.PRON, symbols.DET])
        nouns = np.isin(tags, [symbols.NOUN, symbols.PROPN]) | (lower == strings["old"])
        #: of each token, from 0
        self.sentence: list[int] = np.cumsum(starts == 1).tolist()
        self.paragraph: list[int] = np.searchsorted(breaks, np.arange(len(doc)), side="right").tolist()
        #: tokens that are pronouns or nouns, and those that tell a person's gender with it
        self.words: list[int] = np.flatnonzero(pronouns | nouns).tolist()
        self.gendered: dict[int, str] = {
            i: meaning
            for i in np.flatnonzero(pronouns).tolist()
            if (meaning := PRONOUNS.get(doc[i].lower_)) in ("male", "female")
        }
