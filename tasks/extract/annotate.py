"""A batch of ingested articles → rows in every extracted table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from threadpoolctl import threadpool_limits

from schemas import TABLES
from tasks.extract import tables
from tasks.extract.annotations import Dateline
from tasks.extract.batches import Batch, write
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.pipeline import load_pipeline
from tasks.extract.settings import ExtractSettings

#: Statistical components see one article at a time: what a batched matrix product rounds depends on the batch's shape,
#: and an article's rows must not depend on its neighbours.
ONE_AT_A_TIME = ("tok2vec", "tagger", "parser", "ner")


def annotate(batch: Batch, staging: Path, settings: ExtractSettings) -> dict[str, int]:
    """Extract a batch. Exact copies go through as articles, without rows elsewhere; a retry rewrites the same files.

    Returns: how many articles (extracted ones), words and claims.
    """
    nlp = load_pipeline(settings)
    articles = batch.read().to_pylist()
    originals = [article for article in articles if article["duplicate_similarity"] != 1]
    with threadpool_limits(1, user_api="blas"):  # articles are spread over processes, and sums must not vary
        annotated = list(annotated_articles(nlp, originals))
    rows: dict[str, list[tables.Row]] = {
        table: [] for table in ("mentions", "claims", "stances", "relations", "dates", "quantities")
    }
    for article in annotated:
        for table, found in article.rows().items():
            rows[table] += found
    rows["entities"] = tables.entities(annotated, ReferenceTable.load(settings.knowledge))
    sentences = {article.article_id: sum(1 for _ in article.doc.sents) for article in annotated}
    rows["articles"] = [article | {"sentence_count": sentences.get(article["article_id"])} for article in articles]
    for table, found in rows.items():
        write(TABLES[table].from_rows(found), staging / table / f"{batch.name}.parquet")
    return {
        "articles": len(originals),
        "words": sum(article["word_count"] for article in originals),
        "claims": len(rows["claims"]),
    }


def annotated_articles(nlp: Language, articles: list[tables.Row]) -> Iterator[tables.AnnotatedArticle]:
    docs = []
    for article in articles:
        doc = nlp.make_doc(article["text"])
        doc._.dateline = Dateline(article["published_at"], article["published_precision"], article["dateline"])
        docs.append(doc)
    one_at_a_time = {name: {"batch_size": 1} for name in ONE_AT_A_TIME}
    for article, doc in zip(articles, nlp.pipe(docs, component_cfg=one_at_a_time), strict=True):
        yield tables.AnnotatedArticle(article["article_id"], article["published_at"], doc)
