"""A web page that shows gold against predicted claims, article by article, worst first.

One file without any outside resource. All text from articles is escaped: it comes from strangers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from tasks.evaluate.gold import ROLES, Claim, GoldArticle
from tasks.evaluate.scores import LEVELS, Pair, Score, pairs, score, score_article

_STYLE = """
:root { color-scheme: light dark; --page: #fdfdfb; --text: #1c1c1a; --quiet: #6b6b66; --line: #d9d9d2;
  --source: #0b6bcb; --cue: #a04a00; --content: #2b7a3d; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #161615; --text: #e8e6e0; --quiet: #9c9a92; --line: #3a3a36;
  --source: #7ab8ff; --cue: #ffb27a; --content: #86d39a; --bad: #ff8a80; } }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 56rem; background: var(--page); color: var(--text);
  font: 1rem/1.6 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { border-top: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; }
.quiet { color: var(--quiet); } .bad { color: var(--bad); } .text { white-space: pre-wrap; overflow-wrap: anywhere; }
.g { text-decoration: underline 2px; text-underline-offset: .25em; }
.gsource { text-decoration-color: var(--source); } .gcue { text-decoration-color: var(--cue); }
.gcontent { text-decoration-color: var(--content); }
.psource { background: color-mix(in srgb, var(--source) 22%, transparent); }
.pcue { background: color-mix(in srgb, var(--cue) 26%, transparent); }
.pcontent { background: color-mix(in srgb, var(--content) 16%, transparent); }
"""

_LEGEND = (
    '<p>Underlined: gold. Shaded: predicted. <span class="g gsource psource">source</span> '
    '<span class="g gcue pcue">cue</span> <span class="g gcontent pcontent">content</span></p>'
)


def page(
    gold: Sequence[GoldArticle],
    predictions: Mapping[str, Sequence[Claim]],
    notes: Mapping[str, str],
) -> str:
    """The whole page. `notes`: article → what is special about it."""
    worst_first = sorted(gold, key=lambda article: _rank(article, predictions.get(article.name, ())))
    articles = "\n".join(_article(a, predictions.get(a.name, ()), notes.get(a.name)) for a in worst_first)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Claims: gold against predicted</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Claims: gold against predicted, {len(gold)} articles, worst first</h1>\n"
        f"{_totals(score(gold, predictions))}\n{_LEGEND}\n{articles}\n</body>\n</html>\n"
    )


def _rank(article: GoldArticle, claims: Sequence[Claim]) -> tuple[float, float, str]:
    """Lowest F1 of claims+source first, then the most errors. Nothing to find and nothing found is no error."""
    found = score_article(article, claims)["claims+source"]
    errors = found.predicted + found.gold - 2 * found.right
    return (found.f1 if errors else 1.0, -errors, article.name)


def _totals(totals: Mapping[str, Score]) -> str:
    rows = "".join(
        f"<tr><td>{name}</td>{''.join(f'<td class=number>{value:.3f}</td>' for value in (s.precision, s.recall, s.f1))}"
        f"<td class=number>{s.right}/{s.predicted}, {s.gold}</td></tr>"
        for name, s in totals.items()
    )
    return f"<table><tr><th></th><th>P</th><th>R</th><th>F1</th><th>right/predicted, gold</th></tr>{rows}</table>"


def _article(article: GoldArticle, claims: Sequence[Claim], note: str | None) -> str:
    scores = score_article(article, claims)
    figures = ", ".join(f"{level} {scores[level].f1:.2f}" for level in LEVELS)
    remark = f' <span class="bad">{escape(note)}</span>' if note else ""
    counts = f"{len(article.claims)} gold, {len(claims)} predicted"
    return (
        f"<details><summary><b>{escape(article.name)}</b> {figures} "
        f'<span class="quiet">({counts})</span>{remark}</summary>\n'
        f'<p class="text">{marked_text(article, claims)}</p>\n{_claims(article, claims)}</details>'
    )


def marked_text(article: GoldArticle, claims: Sequence[Claim]) -> str:
    """The text with gold and predicted spans marked. A character may carry several roles of either side."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for side, found in (("g", article.claims), ("p", claims)):
        for claim in found:
            for role in ROLES:
                for start, end in getattr(claim, role):
                    opening.setdefault(start, []).append(side + role)
                    closing.setdefault(end, []).append(side + role)
    places = sorted({0, len(article.text), *opening, *closing})
    active: list[str] = []
    parts = []
    for place, following in zip(places, [*places[1:], len(article.text)], strict=True):
        for name in closing.get(place, ()):
            active.remove(name)
        active += opening.get(place, ())
        parts.append(_piece(article.text[place:following], active))
    return "".join(parts)


def _piece(text: str, active: list[str]) -> str:
    # The smaller roles last, so that a source inside another claim's content shows as a source.
    classes = [side + role for side in "gp" for role in reversed(ROLES) if side + role in active]
    if not classes or not text:
        return escape(text)
    gold = "g " if any(name.startswith("g") for name in classes) else ""
    return f'<span class="{gold}{" ".join(classes)}">{escape(text)}</span>'


def _claims(article: GoldArticle, claims: Sequence[Claim]) -> str:
    """One row a claim in text order: gold beside predicted, with the verdict."""
    paired = pairs(article, claims)
    rows: list[tuple[Claim | None, Claim | None, str]] = [
        (article.claims[pair.gold], claims[pair.predicted], _verdict(pair)) for pair in paired
    ]
    rows += [(article.claims[i], None, "missed") for i in _left(article.claims, {pair.gold for pair in paired})]
    rows += [(None, claims[i], "not in the gold") for i in _left(claims, {pair.predicted for pair in paired})]
    rows.sort(key=lambda row: (row[0] or row[1]).content)  # type: ignore[union-attr]
    cells = "\n".join(
        f"<tr><td>{_claim(article.text, gold)}</td><td>{_claim(article.text, found)}</td>"
        f'<td class="{"quiet" if verdict == "right" else "bad"}">{verdict}</td></tr>'
        for gold, found, verdict in rows
    )
    return f"<table><tr><th>gold</th><th>predicted</th><th></th></tr>\n{cells}</table>"


def _left(claims: Sequence[Claim], paired: set[int]) -> Iterator[int]:
    return (index for index in range(len(claims)) if index not in paired)


def _verdict(pair: Pair) -> str:
    if not pair.same_source:
        return "wrong source"
    return "right" if pair.same_cue else "wrong cue"


def _claim(text: str, claim: Claim | None) -> str:
    if claim is None:
        return ""
    roles = (
        f'<span class="p{role}">{escape(" … ".join(text[start:end] for start, end in spans))}</span>'
        for role in ROLES
        if (spans := getattr(claim, role))
    )
    confidence = f' <span class="quiet">{claim.confidence:.2f}</span>' if claim.confidence < 1 else ""
    return " ".join(roles) + confidence
