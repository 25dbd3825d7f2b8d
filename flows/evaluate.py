"""`onrecord evaluate`: the pipeline over a gold corpus's articles, and the tables that it publishes against the gold.

The store is the evaluation's own and is deleted again. What is scored is what a user would get: validated rows.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.progress import Progress
from flows.settings import Settings
from flows.stages import Plainly, Run, execute
from schemas.errors import Errors, OnRecordError
from tasks.evaluate.alignment import Alignment
from tasks.evaluate.documents import DateExpression, GoldDocument, Mention, Prediction, read_documents
from tasks.evaluate.figures import Figures, claim_figures, document_figures, relation_figures, stance_figures
from tasks.evaluate.gold import Claim, GoldArticle, Span, read_gold
from tasks.evaluate.relations import Fact, GoldFacts, read_relations
from tasks.evaluate.report import page
from tasks.evaluate.stances import Agreement, GoldClaim, Position, agreement, read_stances

Row = dict[str, Any]


@dataclass(frozen=True)
class ClaimsEvaluation:
    gold: list[GoldArticle]
    predictions: dict[str, list[Claim]]
    notes: dict[str, str]  #: article → what is special about it: in quarantine, a copy of another

    def figures(self) -> Figures:
        return claim_figures(self.gold, self.predictions) | {"notes": self.notes}

    def page(self) -> str:
        return page(self.gold, self.predictions, self.notes)


@dataclass(frozen=True)
class DocumentsEvaluation:
    gold: list[GoldDocument]
    predictions: dict[str, Prediction]
    notes: dict[str, str]

    def figures(self) -> Figures:
        return document_figures(self.gold, self.predictions) | {"notes": self.notes}


@dataclass(frozen=True)
class StancesEvaluation:
    gold: list[GoldClaim]
    texts: dict[str, GoldArticle]
    predictions: dict[str, list[tuple[Claim, list[Position]]]]
    agreement: dict[str, Agreement]
    notes: dict[str, str]

    def figures(self) -> Figures:
        return stance_figures(self.gold, self.texts, self.predictions, self.agreement) | {"notes": self.notes}


@dataclass(frozen=True)
class RelationsEvaluation:
    gold: list[GoldFacts]
    predictions: dict[str, list[Fact]]
    notes: dict[str, str]

    def figures(self) -> Figures:
        return relation_figures(self.gold, self.predictions) | {"notes": self.notes}


@dataclass(frozen=True)
class Published:
    """What became of one input: its article's text with its rows by table; neither when it is in quarantine."""

    text: str
    rows: Mapping[str, list[Row]]
    note: str | None = None


def evaluate_claims(folder: Path, settings: Settings, progress: Progress | None = None) -> ClaimsEvaluation:
    """Who said what, against a corpus of `tasks.evaluate.gold`'s form.

    Claims that stand inside another claim are left out, since such a corpus gives a word one layer only. An exact copy
    of another article has that one's claims; an article in quarantine has none.

    Raises:
        OnRecordError: the corpus is malformed (OR501 to OR505), or the run failed.
    """
    gold = read_gold(folder)
    inputs = {article.name: folder / "text" / f"{article.name}.txt" for article in gold}
    published = publish(inputs, ("claims",), settings, progress)
    predictions = {article.name: claims_of(published[article.name], article.text) for article in gold}
    return ClaimsEvaluation(gold, predictions, _notes(published))


def evaluate_documents(folder: Path, settings: Settings, progress: Progress | None = None) -> DocumentsEvaluation:
    """Names, pronouns, chains, links and dates, against a corpus of `tasks.evaluate.documents`' form.

    Raises:
        OnRecordError: the corpus is malformed (OR506), or the run failed.
    """
    gold = read_documents(folder)
    with TemporaryDirectory(prefix="onrecord-evaluate-") as temporary:
        inputs = {}
        for number, document in enumerate(gold):
            inputs[document.name] = path = Path(temporary, f"{number:06d}.json")
            stated = {"date": document.published.isoformat()} if document.published else {}
            path.write_text(json.dumps({"text": document.text} | stated), encoding="utf-8")
        published = publish(inputs, ("mentions", "dates"), settings, progress)
    predictions = {document.name: prediction_of(published[document.name], document.text) for document in gold}
    return DocumentsEvaluation(gold, predictions, _notes(published))


def evaluate_stances(
    folder: Path, corpus: Path, settings: Settings, progress: Progress | None = None
) -> StancesEvaluation:
    """For and against, against a folder of `tasks.evaluate.stances`' form and the corpus whose claims it annotates.

    Raises:
        OnRecordError: the folder or the corpus is malformed (OR501 to OR505, OR507), or the run failed.
    """
    gold = read_stances(folder)
    names = {claim.article for claim in gold}
    texts = {article.name: article for article in read_gold(corpus) if article.name in names}
    if missing := sorted(names - set(texts)):
        raise OnRecordError(Errors.OR507, path=folder, problem=f"{corpus} has no article {missing[0]}")
    inputs = {name: corpus / "text" / f"{name}.txt" for name in sorted(texts)}
    published = publish(inputs, ("claims", "stances"), settings, progress)
    predictions = {name: positions_of(published[name], texts[name].text) for name in inputs}
    return StancesEvaluation(gold, texts, predictions, agreement(folder), _notes(published))


def evaluate_relations(folder: Path, settings: Settings, progress: Progress | None = None) -> RelationsEvaluation:
    """Who leads, works for or belongs to what, against a folder of `tasks.evaluate.relations`' form.

    Raises:
        OnRecordError: the folder is malformed (OR508), or the run failed.
    """
    gold = read_relations(folder)
    inputs = {article.article: folder / "text" / f"{article.article}.txt" for article in gold}
    published = publish(inputs, ("relations", "mentions"), settings, progress)
    return RelationsEvaluation(gold, {name: facts_of(found) for name, found in published.items()}, _notes(published))


def publish(
    inputs: Mapping[str, Path], tables: tuple[str, ...], settings: Settings, progress: Progress | None = None
) -> dict[str, Published]:
    """Run the pipeline over the inputs into a store that is deleted again; what it published of each.

    Raises:
        OnRecordError: the run failed as a whole.
    """
    with TemporaryDirectory(prefix="onrecord-evaluate-") as temporary:
        settings = replace(settings, out=Path(temporary))
        with Run(settings, paths=[str(path) for path in inputs.values()], progress=progress) as run:
            execute(run, Plainly(settings.retries))
            snapshot = run.store.published()
        assert snapshot is not None  # a run that published nothing has raised
        return read_published(inputs, tables, snapshot)


def read_published(inputs: Mapping[str, Path], tables: tuple[str, ...], snapshot: Path) -> dict[str, Published]:
    articles = {row["article_id"]: row for row in _rows(snapshot, "articles")}
    by_uri = {article["source_uri"]: article for article in articles.values()}
    refused = {row["source_uri"]: row for row in _rows(snapshot, "quarantine")}
    rows = {table: _by_article(snapshot, table) for table in tables}
    names = {_uri(path): name for name, path in inputs.items()}
    found = {}
    for uri, name in names.items():
        article = by_uri.get(uri)
        if article is None:
            reason = refused[uri]
            found[name] = Published("", {}, f"in quarantine: {reason['reason_code']}, {reason['message']}")
            continue
        note = None
        while article["duplicate_similarity"] == 1:
            article = articles[article["duplicate_of"]]
            note = f"an exact copy of {names[article['source_uri']]}"
        found[name] = Published(article["text"], {t: rows[t][article["article_id"]] for t in tables}, note)
    return found


def _by_article(snapshot: Path, table: str) -> defaultdict[str, list[Row]]:
    """The table's rows by article; mentions with the name of their entity."""
    names = {row["entity_id"]: row["name"] for row in _rows(snapshot, "entities")} if table == "mentions" else {}
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(snapshot, table):
        rows[row["article_id"]].append(row | {"entity_name": names.get(row.get("entity_id"))})
    return rows


def _rows(snapshot: Path, table: str) -> list[Row]:
    import pyarrow.parquet as pq

    files = sorted((snapshot / table).glob("*.parquet"))
    return [row for file in files for row in pq.read_table(file, page_checksum_verification=True).to_pylist()]


def _uri(path: Path) -> str:
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 (as ingest does: links are not followed)


def claims_of(published: Published, text: str) -> list[Claim]:
    alignment = Alignment(published.text, text)
    return [_claim(row, alignment) for row in _outermost(published)]


def positions_of(published: Published, text: str) -> list[tuple[Claim, list[Position]]]:
    """Each claim with the positions that it takes, those of which the text has the target."""
    alignment = Alignment(published.text, text)
    positions: defaultdict[str, list[Position]] = defaultdict(list)
    for row in published.rows.get("stances", ()):
        target = alignment.span((row["target_start_char"], row["target_end_char"]))
        if target is not None:
            positions[row["claim_id"]].append(Position(target, row["stance"]))
    return [(_claim(row, alignment), positions[row["claim_id"]]) for row in _outermost(published)]


def _outermost(published: Published) -> list[Row]:
    return [row for row in published.rows.get("claims", ()) if row["parent_claim_id"] is None]


def _claim(row: Row, alignment: Alignment) -> Claim:
    return Claim(
        source=alignment.spans(_outer(row, "speaker")),
        cue=alignment.spans(_outer(row, "cue")),
        content=alignment.spans((span["start_char"], span["end_char"]) for span in row["content_spans"]),
        confidence=row["confidence"],
    )


def _outer(row: Row, role: str) -> list[Span]:
    start = row[f"{role}_start_char"]
    return [] if start is None else [(start, row[f"{role}_end_char"])]


def prediction_of(published: Published, text: str) -> Prediction:
    alignment = Alignment(published.text, text)
    placed = {
        table: [(row, span) for row in rows if (span := alignment.span((row["start_char"], row["end_char"])))]
        for table, rows in published.rows.items()
    }
    return Prediction(
        mentions=tuple(
            Mention(*span, row["kind"], row["chain_id"], row["name"], row["entity_id"], row["entity_name"])
            for row, span in placed.get("mentions", ())
        ),
        dates=tuple(DateExpression(*span, row["value"]) for row, span in placed.get("dates", ())),
    )


def facts_of(published: Published) -> list[Fact]:
    """Each relation with both ends by the fullest name in the article and the entity's, an office by its words."""
    names = {row["mention_id"]: (row["name"], row["entity_name"]) for row in published.rows.get("mentions", ())}

    def names_of(mention_id: str | None, text: str) -> tuple[str, ...]:
        known = names.get(mention_id, ()) if mention_id else ()
        return tuple(name for name in known if name) or (text,)

    return [
        Fact(
            subject=names_of(row["subject_mention_id"], row["subject_name"]),
            predicate=row["predicate"],
            object=names_of(row["object_mention_id"], row["object_text"]),
            status=row["status"],
            said=row["claim_id"] is not None,
        )
        for row in published.rows.get("relations", ())
    ]


def _notes(published: Mapping[str, Published]) -> dict[str, str]:
    return {name: found.note for name, found in published.items() if found.note}
