"""The assembled pipeline: each component gets what it reads, and an article's rows are its own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tasks.extract.annotate import annotated_articles
from tasks.extract.pipeline import load_pipeline
from tasks.extract.settings import ExtractSettings

ARTICLES = [
    "Harbour to close\n\nThe harbour of Norvik will close in May, mayor Mara Lindqvist said. “We waited,” she added.",
    "Talks resume\n\nTalks between Kenya and Uganda resumed on Monday. Neither side, officials said, expects much.",
    "No title here, only that “nobody asked us,” as the fishermen put it.",
]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline(ExtractSettings())


def rows(pipeline: Language, texts: list[str]) -> list[dict]:
    articles = [
        {
            "article_id": text[:5],
            "published_at": None,
            "published_precision": None,
            "dateline": None,
            "text": text,
        }
        for text in texts
    ]
    return [article.rows() for article in annotated_articles(pipeline, articles)]


def test_every_component_gets_what_it_reads(pipeline: Language):
    problems = pipeline.analyze_pipes()["problems"]
    # spaCy's tagger and attribute ruler set token.pos together and declare it nowhere.
    assert {name: missing for name, missing in problems.items() if set(missing) - {"token.pos"}} == {}


def test_an_articles_rows_do_not_depend_on_its_neighbours(pipeline: Language):
    alone = [rows(pipeline, [text])[0] for text in ARTICLES]
    assert rows(pipeline, ARTICLES) == alone
    assert rows(pipeline, ARTICLES[::-1]) == alone[::-1]


def test_a_speaker_is_followed_through_a_pronoun(pipeline: Language):
    claims = rows(pipeline, ARTICLES[:1])[0]["claims"]
    assert [claim["speaker_name"] for claim in claims] == ["Mara Lindqvist", "Mara Lindqvist"]


def test_the_pipeline_is_loaded_once():
    assert load_pipeline(ExtractSettings()) is load_pipeline(ExtractSettings())
