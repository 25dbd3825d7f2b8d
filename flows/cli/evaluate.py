"""onrecord evaluate"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from flows.cli import options
from tasks.evaluate.documents import DOCUMENTS_LAYOUT, is_document_corpus
from tasks.evaluate.gold import LAYOUT
from tasks.evaluate.relations import is_relation_corpus
from tasks.evaluate.stances import is_stance_corpus

#: In click's help, \\b keeps the line breaks of the paragraph that follows.
_LAYOUT = LAYOUT.replace("\n\n", "\n\n\b\n")
HELP = f"""Score what OnRecord finds in GOLD_DIR's articles against what people found there.

GOLD_DIR holds articles annotated with who said what, in brat standoff as PolNeAR's:

\b
{_LAYOUT}
An E line is a claim: after its trigger its arguments Source, Cue and Content; several spans of a role are
numbered (Content2:T7) or stand in one T line (Content 16 42;50 61). Source and Cue may be missing.

Or it holds documents annotated with mentions, chains and dates, as GUM's:

\b
{DOCUMENTS_LAYOUT}
Or it is a folder as gold/relations: what articles state of whom. Or as gold/stances: what claims of another corpus,
named by --corpus, are for and against.

\b
onrecord evaluate my-articles
onrecord evaluate my-articles --html errors.html   gold against predicted, worst article first
onrecord evaluate my-articles --json > figures.json
onrecord evaluate gold/stances --corpus polnear/train

What is scored are the published rows of a run over these articles, into a store that is deleted again.
"""


@click.command(help=HELP, short_help="Score extraction against a gold corpus.")
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write a page that shows gold against predicted claims.",
)
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The articles and claims that a folder of stances annotates.",
)
@options.config
@click.option("--processes", type=click.IntRange(min=1), help="Extraction processes  [default: one a core]")
@options.as_json
def evaluate(
    gold_dir: Path, html: Path | None, corpus: Path | None, config: Path | None, processes: int | None, as_json: bool
) -> None:
    from flows import settings as settings_of
    from flows.cli.bar import progress
    from flows.evaluate import evaluate_claims, evaluate_documents, evaluate_relations, evaluate_stances
    from tasks.evaluate.printed import claim_lines, document_lines, relation_lines, stance_lines

    settings = settings_of.load(config, options.given(processes=processes))
    documents, relations, stances = (
        is_corpus(gold_dir) for is_corpus in (is_document_corpus, is_relation_corpus, is_stance_corpus)
    )
    if (documents or relations or stances) and html:
        raise click.UsageError("--html shows claims; a corpus of mentions and dates, relations or stances has none.")
    if stances is (corpus is None):
        raise click.UsageError("--corpus goes with a folder of stances, and such a folder needs it.")
    with progress(shown=sys.stderr.isatty()) as bar:
        if documents:
            figures, lines = evaluate_documents(gold_dir, settings, bar).figures(), document_lines
        elif relations:
            figures, lines = evaluate_relations(gold_dir, settings, bar).figures(), relation_lines
        elif corpus:
            figures, lines = evaluate_stances(gold_dir, corpus, settings, bar).figures(), stance_lines
        else:
            evaluation = evaluate_claims(gold_dir, settings, bar)
            figures, lines = evaluation.figures(), claim_lines
    if html:
        html.write_text(evaluation.page(), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for line in lines(figures):
        click.echo(line)
    for article, note in figures["notes"].items():
        click.echo(f"Note: {article} is {note}")
