"""Staged tables → good rows and quarantined rows: Arrow schema, then expectations, then keys over the whole."""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import ARTICLES, CLAIMS, ENTITIES, EXTRACTED, FINGERPRINTS, INPUTS, MENTIONS, QUARANTINE, Table
from schemas.errors import Errors, SuiteFailed
from schemas.parquet import PartWriter, parquet_files, parquet_writer, quoted, read_sql
from schemas.quarantine import ReasonCode
from schemas.runs import RunStamp
from tasks.validate.arrow_checks import require_schema
from tasks.validate.article_facts import StagedArticles
from tasks.validate.entities import consolidate
from tasks.validate.keys import Faults, Keys
from tasks.validate.rejected import Rejected
from tasks.validate.settings import ValidateSettings

if TYPE_CHECKING:
    from tasks.validate.suite import RowChecks

#: Rows read at a time; an article's row is about five thousand characters.
BATCH_ROWS = 4096
ARTICLE_BATCH_ROWS = 256


@dataclass
class ValidationCounts:
    """By table: rows that were checked, rows that may be published, rows that went to quarantine."""

    seen: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)


def validate(staging: Path, published: Path | None, run: RunStamp, settings: ValidateSettings) -> ValidationCounts:
    """Check everything staged; write what may be published to `staging/valid/<table>/`.

    Rows that fail go to `staging/quarantine/validate-*.parquet`, Data Docs to `staging/data_docs/`, and the ids of
    published articles that this run replaces to `staging/replaced/`. Running it again gives the same files.

    Raises:
        SuiteFailed: OR301 a file lacks its table's columns; OR302 too many rows of a table fail; OR303 many articles
            and not one claim. Data Docs are written before.
    """
    return _Validation(staging, published, run, settings).run_all()


class _Validation:
    def __init__(self, staging: Path, published: Path | None, run: RunStamp, settings: ValidateSettings) -> None:
        self.staging, self.published, self.run, self.settings = staging, published, run, settings
        self.counts = ValidationCounts()
        self.articles = StagedArticles(staging / "articles")
        self.checks: dict[str, RowChecks] = {}
        self.failing_ids: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.failed: Counter[str] = Counter()  #: rows that fail an expectation, by table; orphans are not counted

    def run_all(self) -> ValidationCounts:
        for old in [*self.staging.glob("valid/*/*.parquet"), *self.staging.glob("quarantine/validate-*.parquet")]:
            old.unlink()
        with duckdb.connect() as self.db:
            spill = self.staging / "spill"
            self.db.execute(f"SET memory_limit = '{self.settings.memory}'")
            self.db.execute(f"SET temp_directory = {quoted(str(spill))}")
            self._find_replaced()
            self.keys = Keys(self.db, self.published)
            try:
                with Rejected(self.staging, self.run, self.articles) as self.rejected:
                    self._check_tables()
                self._check_quarantine()
            finally:
                self._write_data_docs()
                shutil.rmtree(spill, ignore_errors=True)
        self.counts.rejected = self.rejected.counts
        return self.counts

    def _check_tables(self) -> None:
        self._remember_refused_articles()
        self._check(ARTICLES)
        for table in EXTRACTED:
            if table is ENTITIES:
                continue  # sightings are checked before the mentions that refer to them, and counted up after
            if table is MENTIONS:
                self._check(ENTITIES)
                self._check(MENTIONS)
                self._consolidate_entities()
                continue
            self._check(table)
        self._require_claims()
        self._check(INPUTS)
        self._check(FINGERPRINTS)

    def _find_replaced(self) -> None:
        """The published articles that this run read again: it replaces them with all their rows.

        Those that ingest keeps stay: older versions, whose text is nowhere else any more.
        """
        self.db.execute("CREATE TEMP TABLE replaced (article_id VARCHAR)")
        known = parquet_files(self.published and self.published / ARTICLES.name)
        reread = json.loads((self.staging / "reread.json").read_text(encoding="utf-8"))
        if known and reread["articles"]:
            self.db.execute(
                f"""INSERT INTO replaced {read_sql(known, "article_id")}
                WHERE source_uri IN (SELECT unnest(?::VARCHAR[]))
                AND article_id NOT IN (SELECT unnest(?::VARCHAR[]))""",
                [reread["articles"], reread.get("kept", [])],
            )
        folder = self.staging / "replaced"
        folder.mkdir(exist_ok=True)
        ids = self.db.sql("SELECT article_id FROM replaced ORDER BY article_id").to_arrow_table()
        pq.write_table(ids, folder / "articles.parquet")

    def _remember_refused_articles(self) -> None:
        files = parquet_files(self.staging / QUARANTINE.name)
        if files:
            self.db.execute(
                f"""INSERT INTO refused_ids SELECT 'articles', article_id FROM ({read_sql(files)})
                WHERE article_id IS NOT NULL AND table_name IS NULL"""
            )

    def _check(self, table: Table) -> None:
        """Rows one by one, then keys; afterwards `self.keys.rows[table]` are the files of the good rows."""
        folder = self.staging / ("sightings" if table is ENTITIES else "valid") / table.name
        for old in parquet_files(folder):
            old.unlink()
        with PartWriter(folder, table) as good:
            for chunk, names in self._chunks(table):
                self._check_rows(table, chunk, names, good)
        self.keys.rows[table.name] = list(good.paths)
        if good.paths and table is not ENTITIES:  # several batches may see one thing
            for file, faults in self.keys.faults(table).items():
                self._mend(table, file, faults)
        paths = [path for path in good.paths if path.exists()]
        self.keys.rows[table.name] = paths
        self.counts.rows[table.name] = sum(pq.read_metadata(path).num_rows for path in paths)
        self._require_most(table)

    def _chunks(self, table: Table) -> Iterator[tuple[pa.Table, set[str]]]:
        """The staged rows in pieces of bounded size, each with the names of the files that it comes from."""
        held: list[pa.RecordBatch] = []
        names: set[str] = set()
        rows = size = 0
        schema = pa.schema([field.with_nullable(True) for field in table.arrow_schema])
        batch_rows = ARTICLE_BATCH_ROWS if table is ARTICLES else BATCH_ROWS
        for path in parquet_files(self.staging / table.name):
            with pq.ParquetFile(path) as file:
                require_schema(table, path, file.schema_arrow)
                for batch in file.iter_batches(batch_size=min(batch_rows, self.settings.chunk_rows)):
                    held.append(batch.select(table.column_names).cast(schema))
                    names.add(path.name)
                    rows, size = rows + batch.num_rows, size + batch.nbytes
                    if rows >= self.settings.chunk_rows or size >= self.settings.chunk_bytes:
                        yield pa.Table.from_batches(held), names
                        held, names, rows, size = [], set(), 0, 0
        if rows:
            yield pa.Table.from_batches(held), names

    def _check_rows(self, table: Table, chunk: pa.Table, names: set[str], good: PartWriter) -> None:
        failed = self._suite(table).failures(chunk, self.articles, names)
        self.counts.seen[table.name] = self.counts.seen.get(table.name, 0) + chunk.num_rows
        if not failed:
            good.write(chunk)
            return
        numbers = sorted(failed)
        bad = chunk.take(numbers)
        self.failed[table.name] += len(numbers)
        self._note_ids(table, bad, [failed[number] for number in numbers])
        self.rejected.add(
            table, bad, [(ReasonCode.EXPECTATION, "; ".join(failed[number])) for number in numbers], names
        )
        self.keys.refuse(table.name, bad[table.primary_key].to_pylist())
        keep = np.ones(chunk.num_rows, dtype=bool)
        keep[numbers] = False
        good.write(chunk.filter(pa.array(keep)))

    def _suite(self, table: Table) -> RowChecks:
        from tasks.validate.suite import RowChecks  # Great Expectations takes seconds to import

        if table.name not in self.checks:
            self.checks[table.name] = RowChecks(table)
        return self.checks[table.name]

    def _note_ids(self, table: Table, bad: pa.Table, failures: list[list[str]]) -> None:
        for identifier, names in zip(bad[table.primary_key].to_pylist(), failures, strict=True):
            for name in names:
                self.failing_ids[table.name][name].append(str(identifier))

    def _mend(self, table: Table, file: Path, faults: Faults) -> None:
        """Take refused rows out of a file of good ones, and put null where a reference leads nowhere."""
        rows = pq.read_table(file, schema=table.arrow_schema)
        if faults.refused:
            self._refuse(table, rows, faults)
        for name, numbers in faults.nulls.items():
            mask = np.zeros(rows.num_rows, dtype=bool)
            mask[list(numbers)] = True
            column = rows[name]
            emptied = pc.if_else(pa.array(mask), pa.scalar(None, column.type), column)
            rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), emptied)
        keep = np.ones(rows.num_rows, dtype=bool)
        keep[list(faults.refused)] = False
        rows = rows.filter(pa.array(keep))
        file.unlink()
        if rows.num_rows:
            with parquet_writer(file, table) as writer:
                writer.write_table(rows)

    def _refuse(self, table: Table, rows: pa.Table, faults: Faults) -> None:
        numbers = sorted(faults.refused)
        bad, failures = rows.take(numbers), [faults.refused[number] for number in numbers]
        names = [message.split(":")[0] for _, message in failures]
        for name in names:
            self._suite(table).note(name, 1)
        self._note_ids(table, bad, [[name] for name in names])
        self.failed[table.name] += sum(reason == ReasonCode.EXPECTATION for reason, _ in failures)
        if table is not FINGERPRINTS:  # what is remembered of an article goes with it, and is no loss to anybody
            self.rejected.add(table, bad, failures)
        unique = f"expect_column_values_to_be_unique({table.primary_key})"
        gone = [index for index, name in enumerate(names) if name != unique]
        self.keys.refuse(table.name, bad.take(pa.array(gone, pa.int64()))[table.primary_key].to_pylist())

    def _require_most(self, table: Table) -> None:
        """Raises SuiteFailed (OR302) when so many rows fail that the table cannot be trusted."""
        rows, failed = self.counts.seen.get(table.name, 0), self.failed[table.name]
        limit = self.settings.max_rejected_share
        if failed >= self.settings.min_rejected_rows and failed > limit * rows:
            ((worst, _),) = self.checks[table.name].unexpected.most_common(1)
            raise SuiteFailed(
                Errors.OR302, table=table.name, rejected=failed, rows=rows, limit=limit, expectation=worst
            )

    @staticmethod
    def _too_many(table: Table, rejected: int, rows: int, limit: float, worst: str) -> NoReturn:
        raise SuiteFailed(Errors.OR302, table=table.name, rejected=rejected, rows=rows, limit=limit, expectation=worst)

    def _consolidate_entities(self) -> None:
        folder = self.staging / "valid" / ENTITIES.name
        paths = consolidate(self.db, self.keys.rows[ENTITIES.name], self.keys.rows, self.published, folder)
        self.keys.rows[ENTITIES.name] = paths
        self.keys.complete.add(ENTITIES.name)
        self.counts.rows[ENTITIES.name] = sum(pq.read_metadata(path).num_rows for path in paths)

    def _require_claims(self) -> None:
        """Raises SuiteFailed (OR303) when many articles were extracted and none holds a claim."""
        files = self.keys.rows[ARTICLES.name]
        if not files or self.counts.rows[CLAIMS.name]:
            return
        extracted = read_sql(files, "count(*)") + " WHERE sentence_count IS NOT NULL"
        ((articles,),) = self.db.execute(extracted).fetchall()
        if articles >= self.settings.articles_with_claims:
            raise SuiteFailed(Errors.OR303, articles=articles)

    def _check_quarantine(self) -> None:
        """Quarantine has no quarantine: a row of it that fails is a fault of the run. All its rows become one part."""
        with PartWriter(self.staging / "valid" / QUARANTINE.name, QUARANTINE) as good:
            for chunk, names in self._chunks(QUARANTINE):
                failed = self._suite(QUARANTINE).failures(chunk, self.articles, names)
                if failed:
                    worst = next(iter(failed.values()))[0]
                    raise SuiteFailed(
                        Errors.OR302,
                        table=QUARANTINE.name,
                        rejected=len(failed),
                        rows=len(chunk),
                        limit=0,
                        expectation=worst,
                    )
                good.write(chunk)
        self.counts.rows[QUARANTINE.name] = good.rows

    def _write_data_docs(self) -> None:
        if not self.checks:
            return  # nothing new was staged: no suite, and no reason to import Great Expectations
        from tasks.validate.data_docs import write_data_docs

        write_data_docs(self.staging / "data_docs", self.checks, self.failing_ids, self.run)
