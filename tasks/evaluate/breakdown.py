"""Scores by kind of claim: how it is quoted, who the speaker is, how many sentences it has.

Kinds are told from the text and the spans alone, by the same rules for gold and predicted claims, so that recall (over
the gold claims of a kind) and precision (over the predicted ones) are both defined. They are a reading aid, not a gold
standard: straight single quotes are taken for apostrophes, and a sentence ends where punctuation says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tasks.evaluate.gold import Claim, GoldArticle
from tasks.evaluate.scores import EDGE, LEVELS, Score, characters, pairs

#: Kinds by division, in the order in which they are shown.
KINDS = {
    "quotation": ("direct", "indirect", "mixed"),
    "source": ("named", "pronoun", "common noun", "none"),
    "length": ("one sentence", "several sentences"),
}

#: Of a direct quotation's characters, this share stands in quote marks: the rest is a stray comma or bracket.
DIRECT_SHARE = 0.95

_PRONOUN = re.compile(
    r"(?i)i|me|mine|my|myself|we|us|ours?|ourselves|yours?|you|yourself|yourselves|he|him|his|himself|she|hers?|herself"
    r"|it|its|itself|they|them|theirs?|themselves|one|who|whom|whose|which|that|this|these|those"
    r"|some|(?:some|any|every|no)(?:one|body)|many|others?|another|both|all|none"
)

_QUOTED = re.compile(
    r"“[^“”]*(?:”|(?=\n\s*\n)|\Z)"  # a quotation that runs on opens again in the next paragraph
    r"|''[^\n]*?(?:''|(?=\n)|\Z)"
    r'|"[^"\n]*(?:"|(?=\n)|\Z)'
    r"|(?<!\w)‘[^‘\n]*?’(?!\w)"
    r"|«[^«»]*»"
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
#: A full stop, closing marks, white space, then what can open a sentence; not after an initial or an abbreviated title.
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|vs))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Lt\.|Sgt))"
    r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*\n"
)


def breakdown(
    gold: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Claim]], level: str = "claims+source"
) -> dict[str, dict[str, Score]]:
    """Division → kind → precision over the predicted claims of the kind and recall over the gold ones, at `level`.

    A pair may join two kinds (a direct quotation found as a mixed one): the predicted claim counts under its own.
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is not one of {', '.join(LEVELS)}")
    names = ProperNames(article.text for article in gold)
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for article in gold:
        claims = predictions.get(article.name, ())
        right = [pair for pair in pairs(article, claims) if pair.reaches(level)]
        sides = (
            ("gold", "recalled", article.claims, {pair.gold for pair in right}),
            ("predicted", "right", claims, {pair.predicted for pair in right}),
        )
        for total, good, side, correct in sides:
            for index, claim in enumerate(side):
                for kind in kinds(article.text, claim, names).items():
                    counts[total][kind] += 1
                    counts[good][kind] += index in correct
    return {
        division: {
            kind: Score(*(counts[count][division, kind] for count in ("right", "predicted", "recalled", "gold")))
            for kind in division_kinds
        }
        for division, division_kinds in KINDS.items()
    }


def kinds(text: str, claim: Claim, names: ProperNames) -> dict[str, str]:
    """The claim's kind in each division of `KINDS`."""
    return {
        "quotation": quotation(text, claim),
        "source": source_kind(text, claim, names),
        "length": "several sentences" if sentence_count(text, claim) > 1 else "one sentence",
    }


def quotation(text: str, claim: Claim) -> str:
    """Whether the content stands in quote marks wholly (direct), in part (mixed) or not at all (indirect)."""
    content = {place for place in characters(text, claim.content) if text[place] not in EDGE}
    start, end = paragraphs_around(text, claim)
    quoted = {place for match in _QUOTED.finditer(text, start, end) for place in range(*match.span())}
    share = len(content & quoted) / len(content) if content else 0.0
    return "direct" if share >= DIRECT_SHARE else "mixed" if share > 0 else "indirect"


def paragraphs_around(text: str, claim: Claim) -> tuple[int, int]:
    """From the start of the content's first paragraph to the end of its last: quote marks pair within these."""
    first, last = claim.content[0][0], claim.content[-1][1]
    start = text.rfind("\n\n", 0, first)
    end = text.find("\n\n", last)
    return max(start, 0), len(text) if end < 0 else end


def source_kind(text: str, claim: Claim, names: ProperNames) -> str:
    """named: the source holds a proper name. pronoun: it holds nothing but pronouns. Else common noun, or none."""
    if not claim.source:
        return "none"
    words = [(match.start(), match[0]) for start, end in claim.source for match in _WORD.finditer(text, start, end)]
    if all(_PRONOUN.fullmatch(word) for _, word in words):
        return "pronoun"
    return "named" if any(names.is_name(text, place, word) for place, word in words) else "common noun"


class ProperNames:
    """Which capitalised words are names: those that the texts capitalise within sentences, not only at their start."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._capitalised: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        for text in texts:
            for match in _WORD.finditer(text):
                if match[0][0].islower():
                    self._lower[match[0]] += 1
                elif not opens_sentence(text, match.start()):
                    self._capitalised[match[0].lower()] += 1

    def is_name(self, text: str, place: int, word: str) -> bool:
        if word[0].islower() or _PRONOUN.fullmatch(word):
            return False
        return not opens_sentence(text, place) or self._capitalised[word.lower()] >= self._lower[word.lower()]


def opens_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place].rstrip("\"'“‘([ ")
    return not before or before[-1] in ".!?:\n”"


def sentence_count(text: str, claim: Claim) -> int:
    """Sentences of the content, its pieces read on as if nothing stood between them."""
    content = " ".join(text[start:end].strip() for start, end in claim.content)
    return 1 + sum(1 for _ in _SENTENCE_END.finditer(content))
