"""SQL over what is published, for reading alone: nothing is written, and nothing outside the store is read."""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from schemas.errors import Errors, OnRecordError
from schemas.parquet import quoted

if TYPE_CHECKING:
    import pyarrow as pa


def query(root: Path, sql: str, timeout: float | None = None) -> pa.Table:
    """The rows that one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW) gives over the views of the store.

    Args:
        root: the store's folder.
        timeout: seconds after which the query is stopped.

    Raises:
        OnRecordError: OR404 nothing is published; OR405 not a SELECT; OR406 several statements; OR407 no SQL; OR408 it
            reads outside the store; OR409 it takes too long; OR410 it fails otherwise.
    """
    with connect(root) as db:
        _require_select(db, sql)
        return _run(db, root, sql, timeout)


@contextmanager
def connect(root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the store's views that cannot write, nor read outside the store, nor be talked out of it.

    Raises:
        OnRecordError: OR404, nothing is published.
    """
    root = root.resolve()
    catalog = root / "onrecord.duckdb"
    if not catalog.exists():
        raise OnRecordError(Errors.OR404, path=root)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as spill, duckdb.connect(catalog, read_only=True) as db:
        # The views name their files with glob characters escaped, and DuckDB compares the names as they are written.
        allowed = ", ".join(quoted(path) for path in sorted({str(root), glob.escape(str(root))}))
        db.execute(f"SET temp_directory = {quoted(spill)}")
        db.execute("SET TimeZone = 'UTC'")
        db.execute("SET python_enable_replacements = false")  # a name in the query is never a variable of this program
        db.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
        db.execute(f"SET allowed_directories = [{allowed}]")
        db.execute("SET enable_external_access = false")
        db.execute("SET lock_configuration = true")
        yield db


def _require_select(db: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = db.extract_statements(sql)
    except duckdb.Error as error:
        raise OnRecordError(Errors.OR407, reason=_first_line(error)) from None
    if not statements:
        raise OnRecordError(Errors.OR407, reason="it is empty")
    if len(statements) > 1:
        raise OnRecordError(Errors.OR406, count=len(statements))
    (statement,) = statements
    # Files in the store could be written to by COPY, though no configuration can be changed: only SELECT goes through.
    if statement.type != duckdb.StatementType.SELECT:
        raise OnRecordError(Errors.OR405, statement=statement.type.name)


def _run(db: duckdb.DuckDBPyConnection, root: Path, sql: str, timeout: float | None) -> pa.Table:
    """The answer, from a thread of its own: while DuckDB works, the thread that asked it does not heed Ctrl-C."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(lambda: db.sql(sql).to_arrow_table())
        try:
            return answer.result(timeout)
        except TimeoutError:
            raise OnRecordError(Errors.OR409, seconds=timeout or 0) from None
        except duckdb.PermissionException as error:
            raise OnRecordError(Errors.OR408, path=root, reason=_first_line(error)) from None
        except duckdb.Error as error:
            raise OnRecordError(Errors.OR410, reason=str(error).strip()) from None
        finally:
            while not wait([answer], 0.1).done:  # again, should it have come before the query began
                db.interrupt()


def _first_line(error: duckdb.Error) -> str:
    return str(error).strip().splitlines()[0]
