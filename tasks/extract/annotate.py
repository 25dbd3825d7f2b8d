"""A batch of ingested articles → rows in every extracted table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from spacy.language import Language

from schemas import TABLES
from schemas.quarantine import ReasonCode, Rejection
from schemas.runs import RunStamp
from tasks.extract import tables
from tasks.extract.annotations import Dateline
from tasks.extract.pipeline import load_pipeline
from tasks.extract.reference_table import ReferenceTable
from tasks.extract.settings import ExtractSettings

#: Statistical components see one article at a time: what a batched matrix product rounds depends on the batch's shape,
#: and an article's rows must not depend on its neighbours.
ONE_AT_A_TIME = ("tok2vec", "tagger", "parser", "ner")


@dataclass(frozen=True)
class Batch:
    """Rows `start` to `stop` of an ingested part: what one task extracts."""

    part: Path
    start: int
    stop: int

    @property
    def name(self) -> str:
        return f"{self.part.stem}-{self.start:06d}-{self.stop:06d}"

    @property
    def articles(self) -> int:
        return self.stop - self.start

    def split(self) -> tuple[Batch, Batch]:
        """Two halves, to corner what fails."""
        if self.articles < 2:
            raise ValueError(f"{self.name} holds one article: there is nothing to split")
        middle = self.start + self.articles // 2
        return Batch(self.part, self.start, middle), Batch(self.part, middle, self.stop)

    def read(self) -> pa.Table:
        return pq.read_table(self.part, page_checksum_verification=True).slice(self.start, self.articles)


def batches(staging: Path, words: int) -> list[Batch]:
    """The ingested parts cut into batches of about `words` words, in order."""
    found = []
    for part in sorted((staging / "ingested").glob("*.parquet")):
        counts = pq.read_table(part, columns=["word_count"])["word_count"].to_pylist()
        start, total = 0, 0
        for row, count in enumerate(counts):
            total += count
            if total >= words:
                found.append(Batch(part, start, row + 1))
                start, total = row + 1, 0
        if start < len(counts):
            found.append(Batch(part, start, len(counts)))
    return found


def annotate(batch: Batch, staging: Path, settings: ExtractSettings) -> dict[str, int]:
    """Extract a batch. Exact copies go through as articles, without rows elsewhere; a retry rewrites the same files.

    Returns: how many articles (extracted ones), words and claims.
    """
    nlp = load_pipeline(settings)
    articles = batch.read().to_pylist()
    originals = [article for article in articles if article["duplicate_similarity"] != 1]
    annotated = list(annotated_articles(nlp, originals))
    rows: dict[str, list[tables.Row]] = {table: [] for table in ("mentions", "claims", "stances", "relations", "dates", "quantities")}
    for article in annotated:
        for table, found in article.rows().items():
            rows[table] += found
    rows["entities"] = tables.entities(annotated, ReferenceTable.load(settings.knowledge))
    sentences = {article.article_id: sum(1 for _ in article.doc.sents) for article in annotated}
    rows["articles"] = [article | {"sentence_count": sentences.get(article["article_id"])} for article in articles]
    for table, found in rows.items():
        _write(TABLES[table].from_rows(found), staging / table / f"{batch.name}.parquet")
    return {
        "articles": len(originals),
        "words": sum(article["word_count"] for article in originals),
        "claims": len(rows["claims"]),
    }


def annotated_articles(nlp: Language, articles: list[tables.Row]) -> Iterator[tables.AnnotatedArticle]:
    docs = []
    for article in articles:
        doc = nlp.make_doc(article["text"])
        doc._.dateline = Dateline(article["published_at"], article["published_precision"])
        docs.append(doc)
    one_at_a_time = {name: {"batch_size": 1} for name in ONE_AT_A_TIME}
    for article, doc in zip(articles, nlp.pipe(docs, component_cfg=one_at_a_time), strict=True):
        yield tables.AnnotatedArticle(article["article_id"], article["published_at"], doc)


def reject(batch: Batch, staging: Path, reason: ReasonCode, message: str, run: RunStamp) -> None:
    """Put the one article of `batch` into quarantine."""
    if batch.articles != 1:
        raise ValueError(f"{batch.name} holds {batch.articles} articles: split it until the guilty one is alone")
    (article,) = batch.read().to_pylist()
    rejection = Rejection(
        stage="extract",
        reason=reason,
        message=message,
        source_uri=article["source_uri"],
        source_record=article["source_record"],
        article_id=article["article_id"],
        table_name="articles",
        payload=article["text"],
    )
    table = TABLES["quarantine"].from_rows([rejection.row(run.run_id, run.started_at)])
    _write(table, staging / "quarantine" / f"extract-{batch.name}.parquet")


def _write(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)
