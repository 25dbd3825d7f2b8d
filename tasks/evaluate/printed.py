"""Figures as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.evaluate.figures import LEVEL, Figures


def claim_lines(figures: Figures) -> Iterator[str]:
    yield f"{figures['articles']} articles"
    yield from _scores(figures["scores"])
    yield ""
    yield f"By kind, {LEVEL}: precision of the predicted claims of the kind, recall of the gold ones"
    for division, kinds in figures["breakdown"].items():
        for kind, f in kinds.items():
            precision = f"P {_share(f['p'])} ({f['right']}/{f['predicted']})"
            yield f"{division + ': ' + kind:28} {precision:22} R {_share(f['r'])} ({f['recalled']}/{f['gold']})"
    yield ""
    yield f"By confidence, {LEVEL}"
    for threshold, f in figures["confidence"].items():
        yield _score(f"at least {threshold}", f)
    yield ""
    reliability = figures["reliability"]
    yield f"Reliability, {reliability['level']}: expected calibration error {reliability['error']:.3f}"
    yield f"{'confidence':>12} {'claims':>8} {'mean':>8} {'right':>8}"
    for b in reliability["bins"]:
        yield f"{b['low']:>6.1f} – {b['high']:.1f} {b['claims']:>8} {b['confidence']:>8.3f} {b['right']:>8.3f}"


def document_lines(figures: Figures) -> Iterator[str]:
    yield f"{figures['documents']} documents"
    yield from _scores(figures["scores"])
    for scope, f1 in figures["conll_f1"].items():
        yield f"{scope + '/conll':20} F1 {f1:.3f}"
    if figures["other_titles"]:
        yield ""
        yield "Links whose entity has another name than the gold's article; read whether they are right"
        for link in figures["other_titles"]:
            yield f"{link['links']:6}  {link['entity']}  |  {link['title']}"


def stance_lines(figures: Figures) -> Iterator[str]:
    for part, claims in figures["claims"].items():
        yield f"{part}: {claims} claims of {figures['articles'][part]} articles"
    yield from _scores(figures["scores"])
    if figures["agreement"]:
        yield ""
        yield "Agreement of the two readers"
    for unit, f in figures["agreement"].items():
        yield f"{unit:10} raw {f['raw']:.3f}  kappa {_share(f['kappa'])}   ({f['units']} units)"


def relation_lines(figures: Figures) -> Iterator[str]:
    for part, articles in figures["articles"].items():
        yield f"{part}: {articles} articles"
    yield from _scores(figures["scores"])


def _scores(scores: dict[str, Figures]) -> Iterator[str]:
    for name, f in scores.items():
        yield _score(name, f)


def _score(name: str, f: Figures) -> str:
    share = f"P {f['p'] or 0:.3f}  R {f['r'] or 0:.3f}  F1 {f['f1']:.3f}"
    return f"{name:20} {share}   ({f['right']}/{f['predicted']} predicted, {f['gold']} gold)"


def _share(value: float | None) -> str:
    return "  –  " if value is None else f"{value:.3f}"
