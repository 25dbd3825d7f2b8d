"""Rows from hand-built annotations: what the components decided is what the tables say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from spacy.lang.en import English

from schemas import TABLES
from tasks.extract import tables
from tasks.extract.annotations import (
    Attribution,
    Chain,
    Chars,
    DateExpression,
    Mention,
    Quantity,
    Relation,
    Stance,
)
from tasks.extract.knowledge.reference_table import ReferenceTable

TEXT = (
    "Mara Lindqvist leads Norvik Fisheries. She said on Friday that about 40 boats would stay in port. “No,” she added."
)


def at(phrase: str, nth: int = 0) -> Chars:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(phrase, start + 1)
    return Chars(start, start + len(phrase))


@pytest.fixture
def article() -> tables.AnnotatedArticle:
    doc = English().make_doc(TEXT)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in {".", "”"}
    doc._.chains = [
        Chain("Mara Lindqvist", "PERSON", "person", "local:" + "0" * 16, role="head", affiliation="Norvik Fisheries"),
        Chain("Norvik Fisheries", "ORG", "company", "local:" + "1" * 16),
    ]
    doc._.mentions = [
        Mention(at("Mara Lindqvist"), "name", "PERSON", chain=0),
        Mention(at("Norvik Fisheries"), "name", "ORG", chain=1),
        Mention(at("She"), "pronoun", "PERSON", chain=0, confidence=0.75),
    ]
    doc._.attributions = [
        Attribution(
            content=(at("that about 40 boats would stay in port"),),
            cue=(at("said"),),
            source=(at("She"),),
            confidence=0.5,
            speaker_mention=2,
            speaker_role="head",
            speaker_affiliation="Norvik Fisheries",
            said_on=date(2024, 9, 27),
            cue_lemma="say",
        ),
        Attribution(content=(at("No"), at("port")), parent=0, quote_kind="direct"),
    ]
    doc._.relations = [
        Relation(0, "leads", at("Norvik Fisheries"), 1, "asserted", at("Mara Lindqvist leads Norvik Fisheries"))
    ]
    doc._.date_expressions = [DateExpression(at("Friday"), "date", "2024-09-27", date(2024, 9, 27), date(2024, 9, 27))]
    doc._.quantities = [Quantity(at("about 40 boats"), 40.0, "cardinal", unit="boats", modifier="about")]
    doc._.stances = [Stance(0, at("Norvik Fisheries"), 1, "oppose", -0.5), Stance(0, at("port"), None, "support", 0.5)]
    return tables.AnnotatedArticle("a" * 20, datetime(2024, 9, 28, tzinfo=UTC), doc)


def test_rows_fit_their_schemas(article):
    for name, rows in article.rows().items():
        assert TABLES[name].from_rows(rows).num_rows == len(rows) > 0


def test_a_claim_names_whom_the_pronoun_means(article):
    claim, _ = tables.claims(article)
    assert claim["speaker_text"] == "She"
    assert claim["speaker_name"] == "Mara Lindqvist"
    assert claim["speaker_role"] == "head"
    assert claim["speaker_affiliation"] == "Norvik Fisheries"
    assert claim["speaker_mention_id"] == tables.mentions(article)[2]["mention_id"]
    assert claim["said_on"] == date(2024, 9, 27)


def test_a_claim_without_a_source_has_null_speaker_columns(article):
    _, claim = tables.claims(article)
    assert {value for column, value in claim.items() if column.startswith("speaker_")} == {None}
    assert claim["cue_text"] is None


def test_several_content_spans_are_joined_and_bounded(article):
    claim = tables.claims(article)[1]
    assert claim["content_text"] == "No … port"
    assert (claim["content_start_char"], claim["content_end_char"]) == (at("No").start, at("port").end)
    assert claim["parent_claim_id"] == tables.claims(article)[0]["claim_id"]


def test_a_pronoun_that_nothing_resolves_names_nobody(article):
    doc = article.doc
    doc._.attributions[0].speaker_mention = None
    she = doc.char_span(*at("She"))
    she[0].pos_ = "PRON"
    assert tables.claims(article)[0]["speaker_name"] is None
    she[0].pos_ = "NOUN"
    assert tables.claims(article)[0]["speaker_name"] == "She"


def test_mentions_of_one_thing_share_a_chain(article):
    lindqvist, fisheries, she = tables.mentions(article)
    assert lindqvist["chain_id"] == she["chain_id"] != fisheries["chain_id"]
    assert she["name"] == "Mara Lindqvist"
    assert (lindqvist["sentence_index"], she["sentence_index"]) == (0, 1)


def test_a_stance_is_on_an_entity_when_its_target_is_one(article):
    entity, issue = tables.stances(article)
    assert (entity["target_kind"], entity["target_entity_id"]) == ("entity", "local:" + "1" * 16)
    assert (issue["target_kind"], issue["target_entity_id"]) == ("issue", None)
    assert entity["holder_name"] == "Mara Lindqvist"


def test_a_relation_inside_a_claim_carries_the_claim(article):
    assert tables.relations(article)[0]["claim_id"] is None
    article.doc._.relations[0].evidence = at("boats would stay")
    assert tables.relations(article)[0]["claim_id"] == tables.claims(article)[0]["claim_id"]


def test_entities_are_counted_over_articles(article):
    later = tables.AnnotatedArticle("b" * 20, datetime(2024, 10, 1, tzinfo=UTC), article.doc)
    rows = tables.entities([article, later], ReferenceTable.load())
    lindqvist = rows[0]
    assert (lindqvist["article_count"], lindqvist["mention_count"]) == (2, 4)
    assert (lindqvist["first_seen"].day, lindqvist["last_seen"].month) == (28, 10)
    assert lindqvist["aliases"] == []
