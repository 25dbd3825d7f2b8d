"""Small gold corpora, written by saying which words carry which role."""

from __future__ import annotations

from pathlib import Path

from tasks.evaluate.gold import Claim, GoldArticle, Span

TEXT = (
    "Council votes again\n\n"
    "Ada Osborn said the vote would be repeated. “We were three votes short,” she added. "
    "Critics doubt that it helps.\n\n"
    "The mayor, Bo Lind, has called the plan “a joke” twice."
)


def spans(text: str, *surfaces: str) -> tuple[Span, ...]:
    found = []
    for surface in surfaces:
        start = text.index(surface)
        found.append((start, start + len(surface)))
    return tuple(found)


def claim(source: str | None, cue: str | None, *content: str, confidence: float = 1.0, text: str = TEXT) -> Claim:
    return Claim(
        source=spans(text, source) if source else (),
        cue=spans(text, cue) if cue else (),
        content=spans(text, *content),
        confidence=confidence,
    )


OSBORN = claim("Ada Osborn", "said", "the vote would be repeated")
SHE = claim("she", "added", "“We were three votes short,”")
CRITICS = claim("Critics", "doubt", "that it helps")
LIND = claim("The mayor, Bo Lind", "has called", "the plan “a joke”")
GOLD = GoldArticle("vote", TEXT, (OSBORN, SHE, CRITICS, LIND))


def write_corpus(folder: Path, articles: list[GoldArticle]) -> Path:
    """The articles as brat standoff."""
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    for article in articles:
        (folder / "text" / f"{article.name}.txt").write_bytes(article.text.encode())
        lines, spans_written = [], 0
        for number, one in enumerate(article.claims, 1):
            arguments = []
            for role in ("Source", "Cue", "Content"):
                for start, end in getattr(one, role.lower()):
                    spans_written += 1
                    arguments.append(f"{role}:T{spans_written}")
                    quoted = article.text[start:end].replace("\n", " ")
                    lines.append(f"T{spans_written}\t{role} {start} {end}\t{quoted}")
            lines.append(f"E{number}\tAttribution:T1 {' '.join(arguments)}")
        (folder / "attributions" / f"{article.name}_ann1.ann").write_text("\n".join(lines), encoding="utf-8")
    return folder
