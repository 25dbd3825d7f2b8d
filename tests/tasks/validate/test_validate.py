"""Rows that fail go to quarantine with the expectation's name; the others go on, and nothing is lost."""

import json
import os
import pickle
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas import TABLES
from schemas.errors import Errors, SuiteFailed
from tasks.validate.settings import ValidateSettings
from tasks.validate.validate import validate
from tests.rows import (
    RUN,
    STAGED,
    TEXT,
    UNION,
    article,
    article_id,
    claim,
    copy,
    date_row,
    entity,
    fingerprint,
    input_row,
    mention,
    quantity,
    relation,
    rows,
    run_stamp,
    span,
    staged,
    stance,
    wish,
    write_rows,
)

SETTINGS = ValidateSettings()
LENIENT = ValidateSettings(max_rejected_share=1.0)


def read(folder, table):
    return [row for path in sorted((folder / table).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def valid(staging, table):
    return read(staging / "valid", table)


def quarantined(staging, table=None):
    found = [row for row in read(staging, "quarantine") if row["stage"] == "validate"]
    return [row for row in found if table in (None, row["table_name"])]


#: A fault, and the expectation that names it: each is put into the rows of an article of its own.
FAULTS = [
    ("claims", {"act": "shout"}, "expect_column_values_to_be_in_set(act)"),
    ("claims", {"negated": None}, "expect_column_values_to_not_be_null(negated)"),
    ("claims", {"cue_lemma": ""}, "expect_column_value_lengths_to_be_between(cue_lemma)"),
    ("claims", {"confidence": 1.5}, "expect_column_values_to_be_between(confidence)"),
    ("claims", {"claim_id": "not a hash"}, "expect_column_values_to_match_regex(claim_id)"),
    ("claims", {"cue_start_char": 60, "cue_end_char": 60}, "_to_be_greater_than_b(cue_end_char, cue_start_char)"),
    ("claims", {"speaker_text": "Mara Okoya"}, "(speaker_text, articles.text[speaker_start_char:speaker_end_char])"),
    ("claims", {"cue_end_char": 10_000}, "(cue_text, articles.text[cue_start_char:cue_end_char])"),
    ("claims", {"content_text": "We are near."}, "(content_text, articles.text[content_spans])"),
    ("claims", {"content_spans": []}, "(content_text, articles.text[content_spans])"),
    ("claims", {"content_start_char": 0}, "(content_text, articles.text[content_spans])"),
    ("claims", {"speaker_text": None}, "_null_together(speaker_text, speaker_start_char, speaker_end_char)"),
    ("claims", {"said_on": date(2031, 5, 8)}, "_to_be_greater_than_b(articles.published_by + 1 days, said_on)"),
    ("mentions", {"label": "CITY"}, "expect_column_values_to_be_in_set(label)"),
    ("mentions", {"start_char": -3}, "expect_column_values_to_be_between(start_char)"),
    ("stances", {"score": -1.5}, "expect_column_values_to_be_between(score)"),
    ("stances", {"target_text": "the tax"}, "(target_text, articles.text[target_start_char:target_end_char])"),
    ("relations", {"end_char": 10_000}, "_to_be_greater_than_b(articles.text_length, end_char)"),
    ("relations", {"predicate": "likes"}, "expect_column_values_to_be_in_set(predicate)"),
    ("dates", {"earliest": date(2031, 6, 1)}, "_to_be_greater_than_b(latest, earliest)"),
    ("quantities", {"currency": "crowns"}, "expect_column_values_to_match_regex(currency)"),
    ("quantities", {"value_max": 3.0}, "_to_be_greater_than_b(value_max, value)"),
    (
        "articles",
        {"published_at": datetime(1599, 1, 1, tzinfo=UTC)},
        "expect_column_values_to_be_between(published_at)",
    ),
    ("articles", {"published_at": datetime(2031, 5, 9, tzinfo=UTC)}, "(ingested_at + 2 days, published_at)"),
    ("articles", {"published_precision": None}, "_null_together(published_at, published_precision)"),
    ("articles", {"text_sha256": "0" * 64}, "expect_column_pair_values_to_be_equal(text_sha256, sha256(text))"),
    ("articles", {"word_count": 0}, "expect_column_values_to_be_between(word_count)"),
]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """One staging folder with an article for each fault and a sound one, validated once."""
    staging = tmp_path_factory.mktemp("faulty")
    sound = len(FAULTS)
    staged(staging, range(sound + 1))
    for number, (table, change, _) in enumerate(FAULTS):
        first, *others = rows(table, number)
        write_rows(staging, table, [first | change, *others], f"{number:05d}")
    return staging, validate(staging, None, RUN, LENIENT)


@pytest.mark.parametrize(("number", "fault"), enumerate(FAULTS), ids=[f"{t}-{n}" for t, _, n in FAULTS])
def test_a_faulty_row_goes_to_quarantine_with_the_expectations_name(faulty, number, fault):
    staging, _ = faulty
    table, _, name = fault
    refused = [row for row in quarantined(staging, table) if row["article_id"] == article_id(number)]
    (row,) = [row for row in refused if name in row["message"]]
    assert row["reason_code"] == "expectation"
    assert row["source_uri"] == f"file:///news/{number}.txt"
    assert json.loads(row["payload"])["article_id"] == article_id(number)
    left = [row for row in valid(staging, table) if row["article_id"] == article_id(number)]
    assert len(left) == len(rows(table, number)) - 1


def test_rows_without_fault_go_on_unchanged(faulty):
    staging, _ = faulty
    sound = len(FAULTS)
    for table in ("articles", "mentions", "claims", "stances", "relations", "dates", "quantities", "fingerprints"):
        expected = sorted(rows(table, sound), key=lambda row: row[TABLES[table].primary_key])
        found = [row for row in valid(staging, table) if row["article_id"] == article_id(sound)]
        found.sort(key=lambda row: row[TABLES[table].primary_key])
        assert TABLES[table].from_rows(found).equals(TABLES[table].from_rows(expected)), table


def test_nothing_is_lost(faulty):
    staging, counts = faulty
    for table in ("articles", "mentions", "claims", "stances", "relations", "dates", "quantities"):
        staged_rows = len(read(staging, table))
        assert len(valid(staging, table)) + len(quarantined(staging, table)) == staged_rows
        assert counts.seen[table] == staged_rows
        assert counts.rows[table] == len(valid(staging, table))
        assert counts.rejected.get(table, 0) == len(quarantined(staging, table))


def test_the_rows_of_a_refused_article_are_orphans(faulty):
    staging, _ = faulty
    number = [name for _, _, name in FAULTS].index("expect_column_values_to_be_between(word_count)")
    for table in ("mentions", "claims", "relations", "dates", "quantities"):
        orphans = [row for row in quarantined(staging, table) if row["article_id"] == article_id(number)]
        assert len(orphans) == len(rows(table, number))
        assert {row["reason_code"] for row in orphans} == {"orphan"}
    assert all(row["article_id"] != article_id(number) for row in valid(staging, "fingerprints"))


def test_data_docs_show_a_count_and_ids_for_what_failed(faulty):
    staging, _ = faulty
    page = (staging / "data_docs" / "claims.html").read_text()
    assert rows("claims", 0)[0]["claim_id"] in page
    assert "claims.html" in (staging / "data_docs" / "index.html").read_text()


def test_validating_again_gives_the_same_files(tmp_path):
    staging = staged(tmp_path / "staging", range(2), only=["articles"], claims=[claim(), claim(act="shout"), wish()])
    validate(staging, None, RUN, LENIENT)
    first = {table: (valid(staging, table), quarantined(staging, table)) for table in ("articles", "claims")}
    validate(staging, None, RUN, LENIENT)
    assert first == {table: (valid(staging, table), quarantined(staging, table)) for table in first}


def test_references_to_refused_rows(tmp_path):
    """The speaker's mention is refused: the claim stays. The claim is refused: what stands in it goes."""
    inner = claim(claim_id="a" * 20, parent_claim_id=wish()["claim_id"])
    innermost = claim(claim_id="b" * 20, parent_claim_id="a" * 20)
    original, stray = article_id(7), article_id(8)
    staging = staged(
        tmp_path / "staging",
        only=["stances"],
        mentions=[mention(kind="nickname"), *rows("mentions")[2:]],
        claims=[claim(), wish(act="shout"), inner, innermost],
        relations=[relation(), relation(relation_id="c" * 20, claim_id=wish()["claim_id"])],
        articles=[
            article(),
            article(7, word_count=0),
            copy(1, 7),
            article(2, duplicate_of=original, duplicate_similarity=0.9),
            article(3, version_of=original),
            article(4, version_of=stray),
        ],
        entities=[entity(kind="robot"), entity("Port Union of Linden")],
    )
    validate(staging, None, RUN, LENIENT)

    claims = {row["claim_id"]: row for row in valid(staging, "claims")}
    assert list(claims) == [claim()["claim_id"]]
    assert claims[claim()["claim_id"]]["speaker_mention_id"] is None, "its mention is in quarantine"
    assert claims[claim()["claim_id"]]["speaker_text"] == "Mara Okoye"
    assert claims[claim()["claim_id"]]["speaker_entity_id"] is None, "its entity is in quarantine"
    assert {row["reason_code"] for row in quarantined(staging, "claims") if "parent" in row["message"]} == {"orphan"}
    assert {row["reason_code"] for row in quarantined(staging, "stances")} == {"orphan"}
    assert [row["relation_id"] for row in valid(staging, "relations")] == [relation()["relation_id"]]

    articles = {row["article_id"]: row for row in valid(staging, "articles")}
    assert article_id(1) not in articles, "an exact copy has no rows but its original's"
    assert articles[article_id(2)]["duplicate_of"] is None
    assert articles[article_id(2)]["duplicate_similarity"] is None
    assert articles[article_id(3)]["version_of"] is None
    assert articles[article_id(4)]["version_of"] is None
    assert {row["article_id"]: row["reason_code"] for row in quarantined(staging, "articles")} == {
        article_id(7): "expectation",
        article_id(1): "orphan",
    }


def test_a_reference_to_what_never_was_is_an_expectation_not_an_orphan(tmp_path):
    staging = staged(tmp_path / "staging", only=["articles"], stances=[stance(claim_id="f" * 20)])
    validate(staging, None, RUN, LENIENT)
    (row,) = quarantined(staging, "stances")
    assert row["reason_code"] == "expectation"
    assert row["message"] == "expect_column_values_to_be_in_set(claim_id): no such row in claims"


def test_of_rows_with_one_key_the_first_stays(tmp_path):
    staging = staged(tmp_path / "staging", only=["articles"], dates=[date_row(), date_row(value="2031")])
    validate(staging, None, RUN, LENIENT)
    assert [row["value"] for row in valid(staging, "dates")] == ["2031-05-05"]
    (row,) = quarantined(staging, "dates")
    assert row["message"] == "expect_column_values_to_be_unique(date_id)"


@pytest.mark.parametrize(
    ("precision", "said_on"),
    [("year", date(2031, 11, 1)), ("month", date(2031, 5, 30)), ("day", date(2031, 5, 6))],
)
def test_a_claim_may_be_as_late_as_the_publication_date_allows(tmp_path, precision, said_on):
    staging = staged(
        tmp_path / "staging",
        only=[],
        articles=[article(published_precision=precision)],
        claims=[claim(said_on=said_on), wish()],
    )
    validate(staging, None, RUN, LENIENT)
    assert len(valid(staging, "claims")) == 2


def published_state(folder, *numbers):
    """A snapshot folder with the valid rows of these articles."""
    for number in numbers:
        for table in STAGED:
            write_rows(folder, table, rows(table, number), f"{number:05d}")
    write_rows(folder, "entities", rows("entities"), "00000")
    return folder


def test_keys_and_references_reach_into_what_is_published(tmp_path):
    published = published_state(tmp_path / "published", 1)
    staging = staged(
        tmp_path / "staging",
        run=run_stamp(2),
        only=[],
        articles=[article(0), article(1), copy(5, 1)],
        fingerprints=[fingerprint(0)],
    )
    validate(staging, published, run_stamp(2), LENIENT)
    assert {row["article_id"] for row in valid(staging, "articles")} == {article_id(0), article_id(5)}
    (row,) = quarantined(staging, "articles")
    assert row["message"] == "expect_column_values_to_be_unique(article_id)"


def test_an_article_that_is_read_again_replaces_the_published_one(tmp_path):
    published = published_state(tmp_path / "published", 1, 2)
    staging = staged(tmp_path / "staging", [1], run_stamp(2), only=["articles", "mentions", "entities"])
    (staging / "reread.json").write_text(json.dumps({"quarantine": [], "articles": ["file:///news/1.txt"], "kept": []}))
    validate(staging, published, run_stamp(2), SETTINGS)
    assert [row["article_id"] for row in valid(staging, "articles")] == [article_id(1)]
    assert quarantined(staging) == []
    assert read(staging, "replaced") == [{"article_id": article_id(1)}]
    assert {row["name"]: row["article_count"] for row in valid(staging, "entities")} == {
        "Mara Okoye": 2,
        "Port Union of Linden": 2,
    }


def test_entities_are_counted_over_everything_published_and_staged(tmp_path):
    published = published_state(tmp_path / "published", 1)
    nickname = mention("the toll", 0, text="the toll", entity_id=UNION, name="Port Union of Linden")
    undated = article(0, published_at=datetime(2031, 1, 2, tzinfo=UTC))
    staging = staged(
        tmp_path / "staging",
        run=run_stamp(2),
        only=[],
        articles=[undated],
        mentions=[*rows("mentions"), nickname],
        entities=[*rows("entities"), entity("Nobody Named", entity_id="local:" + "0" * 16)],
    )
    validate(staging, published, run_stamp(2), SETTINGS)
    entities = {row["name"]: row for row in valid(staging, "entities")}
    assert set(entities) == {"Mara Okoye", "Port Union of Linden"}, "a thing that no mention names is no row"
    union = entities["Port Union of Linden"]
    assert (union["article_count"], union["mention_count"]) == (2, 5)
    assert union["aliases"] == ["the toll"]
    assert (union["first_seen"], union["last_seen"]) == (
        datetime(2031, 1, 2, tzinfo=UTC),
        datetime(2031, 5, 5, tzinfo=UTC),
    )


def test_a_persons_name_is_the_fullest_whatever_its_batch_saw_most(tmp_path):
    """Two outlets' names of one person are one entity; its name does not hang on which batch counted what."""
    okoye = entity()["entity_id"]
    full = mention("Mara Okoye", 0, entity_id=okoye, name="Mara J. Okoye")
    shouted = mention("Mara Okoye", 0, entity_id=okoye, name="MARA JANE OKOYE")
    names = []
    for number, seen in enumerate(
        (entity(), entity("MARA JANE OKOYE", entity_id=okoye, kind="person", label="PERSON"))
    ):
        staging = staged(
            tmp_path / f"staging{number}",
            only=[],
            articles=[article(0)],
            mentions=[full, shouted | {"mention_id": "0" * 20}],
            entities=[seen],
        )
        validate(staging, None, RUN, LENIENT)
        (row,) = valid(staging, "entities")
        names.append((row["name"], row["label"], row["aliases"]))
    assert names == [("Mara J. Okoye", "PERSON", ["MARA JANE OKOYE", "Mara Okoye"])] * 2


def test_a_run_id_that_looks_like_a_time_is_none(tmp_path):
    run = replace(RUN, run_id="20261125T103112Z-4868ad")
    validate(staged(tmp_path / "staging"), None, run, LENIENT)
    assert run.run_id in (tmp_path / "staging" / "data_docs" / "claims.html").read_text(encoding="utf-8")


def test_no_markup_of_a_row_reaches_data_docs(tmp_path):
    script = "<script>alert(1)</script>"
    text = TEXT + "\n\n" + script
    start, end = span(text, script)
    broken = quantity(text=script, start_char=start, end_char=end - 1, kind=script, unit=script, quantity_id=script)
    staging = staged(
        tmp_path / "staging",
        only=["dates"],
        articles=[article(text=text), article(1, text=text, article_id=script, language=script)],
        quantities=[broken],
        inputs=[input_row(source_uri=script, sha256=script)],
    )
    validate(staging, None, RUN, LENIENT)
    assert len(quarantined(staging)) == 3
    pages = list((staging / "data_docs").rglob("*"))
    assert len(pages) == 6
    for page in pages:
        assert "alert(1)" not in page.read_text()
        assert "Harbour" not in page.read_text()


def test_nothing_calls_home(tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("validation reaches for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    validate(staged(tmp_path / "staging", only=["articles"]), None, RUN, SETTINGS)


def test_validation_imports_great_expectations_only_for_rows(tmp_path):
    """The command line imports the room's settings and must not wait for seconds."""
    script = "import sys, tasks.validate.validate; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_table_of_which_too_much_fails_fails_the_run(tmp_path):
    many = [quantity(quantity_id=f"{n:020x}", kind="x") for n in range(3)]
    staging = staged(tmp_path / "staging", only=["articles"], quantities=many)
    with pytest.raises(SuiteFailed) as failure:
        validate(staging, None, RUN, ValidateSettings(max_rejected_share=0.5, min_rejected_rows=3))
    assert failure.value.error is Errors.OR302
    assert "expect_column_values_to_be_in_set(kind)" in str(pickle.loads(pickle.dumps(failure.value)))
    assert (staging / "data_docs" / "quantities.html").exists()


def test_many_articles_and_not_one_claim_fail_the_run(tmp_path):
    staging = staged(tmp_path / "staging", range(3), only=["articles"], claims=[])
    with pytest.raises(SuiteFailed, match="OR303"):
        validate(staging, None, RUN, ValidateSettings(articles_with_claims=3))
    validate(staging, None, RUN, ValidateSettings(articles_with_claims=4))


def test_a_file_with_other_columns_fails_the_run(tmp_path):
    staging = staged(tmp_path / "staging", only=["articles", "dates"])
    path = staging / "dates" / "00000.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["kind"]).append_column("sort", pa.array(["date"])), path)
    with pytest.raises(SuiteFailed, match=r"OR301.*kind is missing.*sort is string and should be no column"):
        validate(staging, None, RUN, SETTINGS)


def test_a_run_that_found_nothing_new_is_valid(tmp_path):
    staging = staged(tmp_path / "staging", [])
    counts = validate(staging, None, RUN, SETTINGS)
    assert set(counts.rows.values()) == {0}
    assert counts.rejected == {}


def test_chunks_find_what_one_piece_finds(tmp_path):
    """Small chunks, so that an article's rows lie in several."""
    staging = staged(tmp_path / "staging", range(3), only=["articles", "mentions", "claims"])
    write_rows(staging, "claims", [claim(1, act="shout"), wish(1)], "00001")
    validate(staging, None, RUN, ValidateSettings(chunk_rows=2, max_rejected_share=1.0))
    assert len(valid(staging, "claims")) == 5
    assert len(valid(staging, "mentions")) == 12
    (row,) = quarantined(staging, "claims")
    assert row["article_id"] == article_id(1)
