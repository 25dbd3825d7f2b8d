"""Queries read the views and nothing else; the examples in the docs work."""

import os
import re
import signal
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from schemas import TABLES
from schemas.errors import Errors, OnRecordError
from tasks.publish.query import query
from tasks.publish.status import quarantine_row, quarantine_rows, quarantined_sources, status
from tasks.publish.store import Store
from tests.rows import (
    RUN,
    UNION,
    article,
    article_id,
    claim,
    copy,
    entity,
    fingerprint,
    quarantined,
    rows,
    run_row,
    run_stamp,
    stance,
    wish,
)
from tests.tasks.publish.published import publish, stage_valid

QUERIES = Path(__file__).parents[3] / "docs" / "queries.md"
EXAMPLES = re.findall(r"```sql\n(.*?)```", QUERIES.read_text(encoding="utf-8"), flags=re.S)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Article 1, a later version of it (2) with a claim less, another (3), and an exact and a near copy of that."""
    store = Store(tmp_path_factory.mktemp("query") / "out")
    publish(store, 1, [1])
    late = run_stamp(2).started_at
    articles = [
        article(2, run=run_stamp(2), version_of=article_id(1), published_at=RUN.started_at),
        article(3, run=run_stamp(2)),
        copy(4, 3, outlet="The Wick Times"),
        article(5, run=run_stamp(2), duplicate_of=article_id(3), duplicate_similarity=0.9),
    ]
    tables = {name: [row for number in (2, 3, 5) for row in rows(name, number)] for name in ("mentions", "relations")}
    tables["claims"] = [wish(2), *rows("claims", 3), *rows("claims", 5)]
    tables["stances"] = [
        stance(2, score=-0.5),
        stance(3, stance="support", score=0.5, said_on=date(2031, 5, 4)),
        stance(5),
    ]
    counted = {"article_count": 4, "first_seen": article()["published_at"], "last_seen": late}
    entities = [
        entity(mention_count=8, **counted),
        entity("Port Union of Linden", mention_count=8, country_code="LND", **counted),
    ]
    publish(
        store,
        2,
        articles=articles,
        entities=entities,
        quarantine=[quarantined(9, run_stamp(2), reason_code="binary")],
        fingerprints=[fingerprint(number) for number in (2, 3, 4, 5)],
        **tables,
    )
    return store.root


def ask(root, sql):
    return query(root, sql).to_pylist()


def test_tables_show_the_latest_version_and_all_versions_everything(root):
    assert {row["article_id"] for row in ask(root, "from articles")} == {article_id(n) for n in (2, 3, 4, 5)}
    assert len(ask(root, "from all_versions.articles")) == 5
    for name in ("mentions", "claims", "relations", "stances"):
        shown = {row["article_id"] for row in ask(root, f"from {name}")}
        assert shown == {article_id(n) for n in (2, 3, 5)}, name
        assert article_id(1) in {row["article_id"] for row in ask(root, f"from all_versions.{name}")}


def test_views_of_tables_have_the_tables_columns(root):
    for name in ("articles", "mentions", "entities", "claims", "stances", "relations", "quarantine", "runs"):
        assert query(root, f"from {name}").column_names == list(TABLES[name].column_names)


def test_entities_are_counted_over_latest_versions(root):
    counts = {row["name"]: (row["article_count"], row["mention_count"]) for row in ask(root, "from entities")}
    assert counts == {"Mara Okoye": (3, 6), "Port Union of Linden": (3, 6)}


def test_most_quoted_counts_a_copy_once(root):
    found = {row["speaker_name"]: row for row in ask(root, "from most_quoted")}
    assert found["Mara Okoye"]["claims"] == found["Mara Okoye"]["quotations"] == 1
    assert found["Port Union of Linden"]["claims"] == 2
    assert found["Port Union of Linden"]["quotations"] == 0


def test_claims_about_joins_a_claim_to_what_its_content_mentions(root):
    found = ask(root, "from claims_about")
    assert {(row["claim_id"], row["entity_id"]) for row in found} == {
        (claim(number)["claim_id"], UNION) for number in (3, 5)
    }, "'We' is the union; Okoye is named between the two spans and not in them"


def test_positions_tell_the_first_the_latest_and_the_changes(root):
    (row,) = ask(root, "from positions")
    assert (row["holder_name"], row["target"], row["stances"]) == ("Port Union of Linden", "the toll", 2)
    assert (row["first_stance"], row["latest_stance"], row["changes"]) == ("support", "oppose", 1)


def test_claims_by_country_go_by_the_speakers(root):
    (row,) = ask(root, "from claims_by_country")
    assert (row["country_code"], row["claims"], row["speakers"]) == ("LND", 3, 1)


def test_duplicates_stand_beside_their_originals(root):
    found = {row["article_id"]: row for row in ask(root, "from duplicates")}
    assert {key: row["is_exact"] for key, row in found.items()} == {article_id(4): True, article_id(5): False}
    assert {row["original_id"] for row in found.values()} == {article_id(3)}


def test_versions_are_numbered(root):
    found = ask(root, f"from article_versions where first_version = '{article_id(1)}' order by version")
    assert [(row["article_id"], row["version"], row["is_latest"]) for row in found] == [
        (article_id(1), 1, False),
        (article_id(2), 2, True),
    ]


@pytest.mark.parametrize("sql", EXAMPLES, ids=range(len(EXAMPLES)))
def test_each_documented_query_runs(root, sql):
    query(root, sql)


def test_documented_queries_find_what_they_say(root):
    assert len(EXAMPLES) > 10
    empty = [sql for sql in EXAMPLES if query(root, sql).num_rows == 0]
    assert [sql for sql in empty if "Q17" not in sql] == [], "only Japan is in none of these articles"


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("insert into claims values (1)", Errors.OR405),
        ("create table t as select 1", Errors.OR405),
        ("drop view claims", Errors.OR405),
        ("copy (select 1) to 'x.csv'", Errors.OR405),
        ("explain analyze copy (select 1) to 'x.csv'", Errors.OR405),
        ("attach 'x.db'", Errors.OR405),
        ("set enable_external_access = true", Errors.OR405),
        ("pragma database_list", Errors.OR405),
        ("install httpfs", Errors.OR405),
        ("call pragma_version()", Errors.OR405),
        ("export database 'x'", Errors.OR405),
        ("select 1; drop view claims", Errors.OR406),
        ("selekt 1", Errors.OR407),
        ("", Errors.OR407),
        ("-- nothing", Errors.OR407),
        ("select * from read_text('/etc/hostname')", Errors.OR408),
        ("select * from read_csv('/etc/passwd')", Errors.OR408),
        ("select * from glob('/*')", Errors.OR408),
        ("select * from read_text('https://example.org/')", Errors.OR408),
        ("select * from nowhere", Errors.OR410),
        ("select * from pytest", Errors.OR410),
    ],
)
def test_nothing_but_reading_the_store(root, tmp_path, monkeypatch, sql, error):
    monkeypatch.chdir(tmp_path)
    before = sorted(root.rglob("*"))
    with pytest.raises(OnRecordError) as refused:
        query(root, sql)
    assert refused.value.error is error, refused.value
    assert sorted(root.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_climbs_out_of_the_store_is_refused(root):
    (root.parent / "secret.txt").write_text("x")
    with pytest.raises(OnRecordError, match="OR408"):
        query(root, f"select * from read_text('{root}/../secret.txt')")
    assert query(root, f"select 1 from read_parquet('{root}/current/claims/*.parquet') limit 1").num_rows == 1


def test_a_query_that_takes_too_long_is_stopped(root):
    started = time.monotonic()
    with pytest.raises(OnRecordError, match="OR409"):
        query(
            root, "select count(*) from range(1000000000) a, range(1000000) b where a.range % 7 = b.range", timeout=0.5
        )
    assert time.monotonic() - started < 30


@pytest.fixture
def heeding_ctrl_c():
    """As in a terminal: what a shell starts in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_stops_a_query_and_is_raised(root, heeding_ctrl_c):
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        query(
            root, "select count(*) from range(1000000000) a, range(1000000) b where a.range % 7 = b.range", timeout=60
        )
    assert time.monotonic() - started < 30


def test_asking_before_the_first_run_says_what_to_do(tmp_path):
    with pytest.raises(OnRecordError, match="Run: onrecord run"):
        query(tmp_path, "select 1")


def test_status_counts_rows_runs_and_reasons(root):
    found = status(root)
    assert (found.snapshot, found.rows["articles"], found.rows["quarantine"]) == ("000002", 5, 2)
    assert [row["run_id"] for row in found.runs] == ["run-2", "run-1"]
    assert {row["reason_code"]: row["rows"] for row in found.quarantine} == {"empty": 1, "binary": 1}


def test_status_of_an_empty_store_and_of_one_where_every_run_failed(tmp_path):
    store = Store(tmp_path / "out")
    assert status(store.root).runs == []
    staging = stage_valid(store, 1)
    store.fail(staging, run_row(run_stamp(1), status="failed"))
    found = status(store.root)
    assert (found.snapshot, found.rows) == (None, {})
    assert [row["status"] for row in found.runs] == ["failed"]


def test_quarantine_is_listed_without_payloads_and_shown_with(root):
    listed = quarantine_rows(root, reason="binary")
    assert [row["source_uri"] for row in listed] == ["file:///news/empty-9.txt"]
    assert "payload" not in listed[0]
    shown = quarantine_row(root, listed[0]["quarantine_id"][:8])
    assert shown["payload"] is None
    assert shown["quarantined_at"] - RUN.started_at == timedelta(hours=2)
    assert quarantined_sources(root) == ["file:///news/empty-1.txt", "file:///news/empty-9.txt"]
    with pytest.raises(OnRecordError, match="OR411"):
        quarantine_row(root, "nothing'; drop")
