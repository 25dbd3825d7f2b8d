"""The store: snapshots that never change, one step from one state to the next, and what is kept of runs that fail."""

import json
import multiprocessing
import os
import shutil
import stat
from datetime import timedelta

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from schemas import PUBLIC, SCHEMA_VERSION, TABLES
from schemas.errors import Errors, OnRecordError
from schemas.ids import stable_id
from tasks.publish import snapshot as building
from tasks.publish.manifest import read_manifest, sha256
from tasks.publish.query import query
from tasks.publish.store import Store
from tests.rows import article, article_id, copy, fingerprint, input_row, quarantined, rows, run_row, run_stamp
from tests.tasks.publish.published import publish, stage_valid


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "out")


def table(store, name):
    return pq.read_table(store.root / "current" / name).to_pylist()


def ids(store, name="articles"):
    return sorted(row[TABLES[name].primary_key] for row in table(store, name))


def test_before_the_first_run_nothing_is_published(store):
    assert store.published() is None
    assert store.verify() is None
    store.recover()
    assert store.published() is None


def test_a_published_state_reads_with_nothing_but_parquet(store):
    publish(store, 1, [1, 2])
    pattern = str(store.root / "current" / "claims" / "*.parquet")
    assert len(pd.read_parquet(store.root / "current" / "claims")) == 4
    assert duckdb.sql(f"select count(*) from read_parquet('{pattern}')").fetchall() == [(4,)]
    for name in TABLES:
        assert pq.read_schema(next((store.root / "current" / name).glob("*.parquet"))).equals(TABLES[name].arrow_schema)


def test_a_snapshot_is_never_written_to_and_shares_its_files_with_the_next(store):
    first = publish(store, 1, [1])
    before = {path: path.read_bytes() for path in first.path.rglob("*.parquet")}
    second = publish(store, 2, [2])
    assert {path: path.read_bytes() for path in before} == before
    shared = second.path / "claims" / "000001-000.parquet"
    assert shared.samefile(first.path / "claims" / "000001-000.parquet")
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o444 for path in second.path.rglob("*.parquet"))
    assert ids(store) == sorted([article_id(1), article_id(2)])


def test_the_manifest_says_what_the_snapshot_is(store):
    publish(store, 1, [1])
    second = publish(store, 2, [2, 3])
    manifest = read_manifest(store.snapshots / "000002.json")
    assert manifest == second.manifest
    assert (manifest.snapshot, manifest.parent, manifest.schema_version) == (2, 1, SCHEMA_VERSION)
    assert (manifest.run_id, manifest.created) == ("run-2", run_stamp(2).started_at.isoformat())
    assert manifest.rows()["claims"] == 6
    assert manifest.inputs == len(table(store, "inputs")) == 6
    for name, files in manifest.tables.items():
        for file in files:
            path = second.path / name / file.name
            assert (sha256(path), path.stat().st_size) == (file.sha256, file.bytes)
            assert pq.read_metadata(path).num_rows == file.rows
    assert os.readlink(store.current) == "snapshots/000002"  # noqa: PTH115  (the link as written)


def test_only_the_newest_snapshots_stay(tmp_path):
    store = Store(tmp_path / "out", keep=2)
    for number in (1, 2, 3, 4):
        publish(store, number, [number])
    assert sorted(path.name for path in store.snapshots.iterdir()) == ["000003", "000003.json", "000004", "000004.json"]
    assert store.verify().number == 4
    assert len(ids(store)) == 4


def test_the_catalog_opens_from_any_folder(store, tmp_path, monkeypatch):
    publish(store, 1, [1])
    monkeypatch.chdir(tmp_path)
    with duckdb.connect("out/onrecord.duckdb", read_only=True) as db:
        assert db.sql("select count(*) from claims").fetchall() == [(2,)]
        assert db.sql("select count(*) from duckdb_tables()").fetchall() == [(0,)], "views only"
        comments = dict(
            db.sql("select column_name, comment from duckdb_columns() where table_name = 'claims'").fetchall()
        )
        assert comments["cue_lemma"] == TABLES["claims"]["cue_lemma"].description
        described = dict(db.sql("select view_name, comment from duckdb_views() where schema_name = 'main'").fetchall())
    assert {name.name for name in PUBLIC} <= described.keys()
    assert {"claims_with_articles", "most_quoted", "claims_about", "positions"} <= described.keys()


def test_a_store_that_was_moved_is_put_right_by_the_next_run(store, tmp_path):
    publish(store, 1, [1])
    moved = Store(shutil.move(store.root, tmp_path / "it's [moved] *"))
    moved.recover()
    assert query(moved.root, "select count(*) as n from claims").to_pylist() == [{"n": 2}]
    assert ids(moved) == [article_id(1)]


def test_an_article_read_again_replaces_its_old_rows(store):
    publish(store, 1, [1, 2])
    changed = [row | {"confidence": 0.1} for row in rows("claims", 1)]
    publish(store, 2, [1], replaced=[article_id(1)], claims=changed)
    assert ids(store) == sorted([article_id(1), article_id(2)])
    by_article = {row["article_id"]: round(row["confidence"], 1) for row in table(store, "claims")}
    assert by_article == {article_id(1): 0.1, article_id(2): 0.8}
    assert len(table(store, "mentions")) == 8
    assert len(table(store, "inputs")) == 4, "an input read again is one input"


def test_quarantine_rows_of_a_source_read_again_make_way(store):
    publish(store, 1, [1, 2])
    publish(store, 2, [], reread=["file:///news/empty-1.txt"], quarantine=[quarantined(1, run_stamp(2))])
    assert {row["source_uri"]: row["run_id"] for row in table(store, "quarantine")} == {
        "file:///news/empty-1.txt": "run-2",
        "file:///news/empty-2.txt": "run-1",
    }


def test_a_rejected_row_of_an_article_that_stays_outlives_a_new_reading_of_its_source(store):
    of_claim = {"source_uri": "file:///news/1.txt", "stage": "validate", "table_name": "claims"}
    bad = [
        quarantined(1, article_id=article_id(1), **of_claim),
        quarantined(2, article_id=article_id(2), **of_claim),
        quarantined(3, article_id=None, **of_claim),
    ]
    publish(store, 1, [1, 2], quarantine=bad)
    publish(store, 2, [], replaced=[article_id(2)], reread=["file:///news/1.txt"])
    assert [row["article_id"] for row in table(store, "quarantine")] == [article_id(1)]


def test_when_an_original_does_not_come_back_its_copies_do_without_it(store):
    """Its exact copy is read again as an article in its own right, its near copy and its later version stay."""
    near = article(3, duplicate_of=article_id(1), duplicate_similarity=0.9)
    later = article(4, version_of=article_id(1))
    publish(
        store,
        1,
        [],
        articles=[article(1), copy(2, 1), near, later],
        inputs=[input_row(number) for number in (1, 2, 3, 4)],
        fingerprints=[fingerprint(number) for number in (1, 2, 3, 4)],
    )
    publish(store, 2, [], replaced=[article_id(1)], inputs=[input_row(1, articles=0)])
    articles = {row["article_id"]: row for row in table(store, "articles")}
    assert articles.keys() == {article_id(3), article_id(4)}
    assert articles[article_id(3)]["duplicate_of"] is None
    assert articles[article_id(3)]["duplicate_similarity"] is None
    assert articles[article_id(4)]["version_of"] is None
    assert ids(store, "inputs") == [f"file:///news/{number}.txt" for number in (1, 3, 4)]
    assert ids(store, "fingerprints") == sorted([article_id(3), article_id(4)])


def test_small_files_are_joined_so_that_a_schedule_does_not_pile_them_up(store, monkeypatch):
    monkeypatch.setattr(building, "MOST_SMALL_FILES", 3)
    for number in range(1, 6):
        publish(store, number, [number])
    for name in TABLES:
        assert len(list((store.root / "current" / name).glob("*.parquet"))) <= 3, name
    assert ids(store) == sorted(article_id(number) for number in range(1, 6))
    assert len(table(store, "claims")) == 10
    joined = max((store.root / "current" / "claims").glob("*.parquet"), key=lambda path: path.stat().st_size)
    found = pq.read_table(joined)
    assert found.schema.equals(TABLES["claims"].arrow_schema)
    assert found["article_id"].to_pylist() == sorted(found["article_id"].to_pylist())
    store.verify()


def test_a_damaged_file_is_found_and_never_rewritten_into_the_next_snapshot(store):
    first = publish(store, 1, [1])
    path = next((first.path / "claims").glob("*.parquet"))
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 1
    path.chmod(0o644)
    path.write_bytes(damaged)
    with pytest.raises(OnRecordError, match="OR403"):
        store.verify()
    with pytest.raises(OnRecordError, match="OR403"):
        publish(store, 2, [1], replaced=[article_id(1)])


def test_another_schema_version_is_refused(store):
    publish(store, 1, [1])
    path = store.snapshots / "000001.json"
    path.chmod(0o644)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": SCHEMA_VERSION + 1}))
    for refused in (store.published, store.recover, lambda: publish(store, 2, [2])):
        with pytest.raises(OnRecordError) as error:
            refused()
        assert error.value.error is Errors.OR402


def test_a_snapshot_that_is_there_already_is_not_replaced(store):
    publish(store, 1, [1])
    (store.snapshots / "000002" / "claims").mkdir(parents=True)
    with store.lock():
        staging = stage_valid(store, 2, [2])
        with pytest.raises(OnRecordError, match="OR412"):
            store.publish(staging, run_row(run_stamp(2)))
    assert ids(store) == [article_id(1)]


def test_a_failed_run_is_remembered_and_its_row_published_with_the_next(store):
    publish(store, 1, [1])
    failed = run_row(run_stamp(2), status="failed", claims=0)
    with store.lock():
        staging = stage_valid(store, 2, [2])
        (staging / "quarantine").mkdir()
        store.fail(staging, failed)
    assert not staging.exists()
    assert store.failed_runs() == [failed]
    assert (store.failed / "run-2" / "quarantine").is_dir()
    assert ids(store) == [article_id(1)]
    publish(store, 3, [3])
    publish(store, 4, [4])
    assert {row["run_id"]: row["status"] for row in table(store, "runs")} == {
        "run-1": "done",
        "run-2": "failed",
        "run-3": "done",
        "run-4": "done",
    }


def test_a_killed_run_is_remembered_as_interrupted(store):
    publish(store, 1, [1])
    staging = stage_valid(store, 2, [2])
    store.recover()
    assert not staging.exists()
    (row,) = store.failed_runs()
    assert (row["run_id"], row["status"], row["started_at"]) == ("run-2", "interrupted", run_stamp(2).started_at)
    publish(store, 3, [3])
    assert {row["run_id"]: row["status"] for row in table(store, "runs")}["run-2"] == "interrupted"


def test_a_run_id_that_is_no_plain_name_is_refused(store):
    with pytest.raises(ValueError, match="cannot name a run"):
        store.staging("../elsewhere")


def _publish_from_elsewhere(root, number, started):
    started.set()
    publish(Store(root), number, [number])


@pytest.mark.slow
def test_of_two_runs_at_once_one_waits(store):
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    with store.lock():
        other = context.Process(target=_publish_from_elsewhere, args=(store.root, 2, started))
        other.start()
        assert started.wait(120)
        other.join(2)
        assert other.is_alive(), "it waits"
        publish(store, 1, [1])
    other.join(120)
    assert other.exitcode == 0
    assert ids(store) == sorted([article_id(1), article_id(2)])


def test_a_run_that_waits_too_long_says_so(store):
    context = multiprocessing.get_context("fork")
    with store.lock():
        result = context.Queue()

        def wait():
            try:
                from filelock import FileLock, Timeout

                FileLock(store.root / ".lock").acquire(timeout=0.1)
            except Timeout:
                result.put("waited")

        other = context.Process(target=wait)
        other.start()
        assert result.get(timeout=60) == "waited"
        other.join()


def test_times_and_ids_of_rows_are_what_was_staged(store):
    """Nothing is changed on the way into the store, time zones included."""
    publish(store, 1, [1])
    (row,) = table(store, "articles")
    assert row == article(1, run=run_stamp(1))
    assert row["ingested_at"].utcoffset() == timedelta(0)
    assert table(store, "claims")[0]["claim_id"] in {found["claim_id"] for found in rows("claims", 1)}
    assert stable_id("article", 1) == row["article_id"]
