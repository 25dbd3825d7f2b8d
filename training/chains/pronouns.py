"""Articles in which it is written down what each third-person pronoun means, and in our own also "the company".

Two kinds: offsets into PolNeAR's texts (gold/pronouns/pronouns.csv), and articles of our own (gold/pronouns/articles)
with the meaning beside the pronoun, "{Its=Ziwa Lines} director said {she=#director} …". gold/pronouns/guideline.md says
what stands behind the "=".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tasks.evaluate.documents import GoldDocument, GoldMention
from tasks.evaluate.gold import Span
from tasks.extract.chains.pronouns import PRONOUNS

MARK = re.compile(r"\{(?P<mention>\w+)=(?P<meaning>[^}]+)\}")


@dataclass(frozen=True)
class Meaning:
    """What a pronoun or noun means: one mention of it; null for nothing, and for several things at once."""

    mention: Span
    antecedent: Span | None
    named: bool = False


def read_pronouns(table: Path, corpus: Path) -> list[GoldDocument]:
    """The articles of `table`, whose texts are in `corpus`, by name.

    Raises:
        OSError: a file is missing.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["article"])
    documents = []
    for name, of_article in groupby(rows, key=lambda row: row["article"]):
        text = (corpus / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        documents.append(document(name, text, map(_meaning, of_article)))
    return documents


def _meaning(row: dict[str, str]) -> Meaning:
    mention = int(row["start"]), int(row["end"])
    if row["antecedent"] in ("none", "several"):
        return Meaning(mention, None)
    antecedent = int(row["antecedent_start"]), int(row["antecedent_end"])
    return Meaning(mention, antecedent, row["antecedent"] == "named")


def read_marked(folder: Path) -> list[GoldDocument]:
    """The marked articles of `folder`, by name.

    Raises:
        ValueError: a name or noun that a mark gives does not stand in its article.
    """
    return [marked(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def marked(name: str, text: str) -> GoldDocument:
    """One marked article."""
    plain, marks, end = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[end : mark.start()] + mark["mention"]
        marks.append(((len(plain) - len(mark["mention"]), len(plain)), mark["meaning"]))
        end = mark.end()
    plain += text[end:]
    return document(name, plain, [_read(plain, mention, meaning) for mention, meaning in marks])


def _read(text: str, mention: Span, meaning: str) -> Meaning:
    if meaning in ("-", "+"):
        return Meaning(mention, None)
    spots = [found.span() for found in re.finditer(rf"\b{re.escape(meaning.lstrip('#'))}(?!\w)", text)]
    if not spots:
        raise ValueError(f"{meaning} does not stand in the article")
    if not meaning.startswith("#"):
        return Meaning(mention, spots[0], named=True)
    before = [spot for spot in spots if spot[0] < mention[0]]
    return Meaning(mention, before[-1] if before else spots[0])


def document(name: str, text: str, meanings: Iterable[Meaning]) -> GoldDocument:
    return GoldDocument(name, text, None, tuple(_mentions(text, list(meanings))), ())


def _mentions(text: str, meanings: list[Meaning]) -> Iterator[GoldMention]:
    """A chain for each antecedent: what means it, its mention, and of a name all places where it stands."""
    antecedents = {m.antecedent: m.named for m in meanings if m.antecedent}
    for m in meanings:
        chain = f"{m.antecedent[0]}" if m.antecedent else f"none of {m.mention[0]}"
        pronoun = text[slice(*m.mention)].lower() in PRONOUNS
        yield GoldMention(*m.mention, "", chain, None, pronoun, False, None)
    for (start, end), named in antecedents.items():
        again = re.finditer(rf"\b{re.escape(text[start:end])}(?!\w)", text) if named else ()
        for place in {(start, end), *(found.span() for found in again)}:
            yield GoldMention(*place, "", str(start), None, False, named, place if named else None)
