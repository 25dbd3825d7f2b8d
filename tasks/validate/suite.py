"""Puts chunks of a table's rows to its suite: Arrow first, then Great Expectations."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from itertools import count
from typing import Any

import great_expectations as gx
import pandas as pd
import pyarrow as pa
from great_expectations.data_context.types.base import ProgressBarsConfig

from schemas.expectations import ARROW, GREAT_EXPECTATIONS, columns_of, decided_by, label, suite
from schemas.table import Table
from tasks.validate.arrow_checks import failing_rows
from tasks.validate.article_facts import StagedArticles, comparison_columns

logging.getLogger("great_expectations").setLevel(logging.WARNING)
_numbers = count()  #: assets need names that nothing else in the process has had


@cache
def _data_source() -> Any:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context.data_sources.add_pandas("staged")


class RowChecks:
    """A table's suite, and how many rows each of its expectations has seen and refused."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.expectations = suite(table).expectations
        self.rows = 0
        self.unexpected: Counter[str] = Counter()
        asset = _data_source().add_dataframe_asset(f"{table.name}-{next(_numbers)}")
        self._batches = asset.add_batch_definition_whole_dataframe("chunk")

    def failures(self, chunk: pa.Table, articles: StagedArticles, file_names: Collection[str]) -> dict[int, list[str]]:
        """Row of the chunk → the names of the expectations that it fails, for the rows that fail any."""
        self.rows += chunk.num_rows
        failed: dict[int, list[str]] = defaultdict(list)
        for expectation in self._decided_by(ARROW):
            (column,) = columns_of(expectation)
            found = failing_rows(expectation.configuration.type, self.table, column, chunk[column])
            self._note(failed, expectation, found.tolist())
        asked = self._decided_by(GREAT_EXPECTATIONS)
        if asked:
            frame = self._frame(chunk, asked, articles, file_names)
            for expectation in self._refused(frame, asked):
                self._note(failed, expectation, self._unexpected_rows(frame, expectation))
        return failed

    def note(self, name: str, count: int) -> None:
        """Count rows that another engine refused."""
        self.unexpected[name] += count

    def _note(self, failed: dict[int, list[str]], expectation: Any, rows: Sequence[int]) -> None:
        for row in rows:
            failed[int(row)].append(label(expectation))
        self.unexpected[label(expectation)] += len(rows)

    def _decided_by(self, engine: str) -> list[Any]:
        return [expectation for expectation in self.expectations if decided_by(expectation) == engine]

    def _frame(
        self, chunk: pa.Table, asked: list[Any], articles: StagedArticles, file_names: Collection[str]
    ) -> pd.DataFrame:
        made = comparison_columns(self.table, chunk, articles, file_names)
        needed = {name for expectation in asked for name in columns_of(expectation)}
        own = chunk.select([name for name in self.table.column_names if name in needed])
        return own.to_pandas(types_mapper=pd.ArrowDtype).join(made)

    def _refused(self, frame: pd.DataFrame, asked: list[Any]) -> list[Any]:
        """The expectations that some row fails. A yes or no costs half of what naming rows costs."""
        answers = self._validate(frame, asked, {"result_format": "BOOLEAN_ONLY"})
        return [expectation for expectation, answer in zip(asked, answers, strict=True) if not answer.success]

    def _unexpected_rows(self, frame: pd.DataFrame, expectation: Any) -> list[int]:
        (answer,) = self._validate(frame, [expectation], {"result_format": "COMPLETE"})
        rows: list[int] = answer.result["unexpected_index_list"]
        if not rows:
            raise RuntimeError(f"{self.table.name}: {label(expectation)} failed and names no row")
        return rows

    def _validate(self, frame: pd.DataFrame, asked: list[Any], result_format: dict[str, Any]) -> list[Any]:
        """Answers in the order of `asked`. An expectation that raises is an error of ours, not of a row."""
        batch = self._batches.get_batch({"dataframe": frame})
        answers = []
        by_name = {}
        question = gx.ExpectationSuite(name="asked", expectations=asked)
        for answer in batch.validate(question, result_format=result_format).results:
            by_name[_key(answer.expectation_config)] = answer
        for expectation in asked:
            answer = by_name[_key(expectation.configuration)]
            if _raised(answer.exception_info):
                raise RuntimeError(f"{self.table.name}: {label(expectation)} raised: {answer.exception_info}")
            answers.append(answer)
        return answers


def _key(configuration: Any) -> str:
    kwargs = {key: value for key, value in configuration.kwargs.items() if key not in ("batch_id", "result_format")}
    return f"{configuration.type} {sorted(kwargs.items(), key=lambda item: item[0])}"


def _raised(info: dict[str, Any]) -> bool:
    nested = [value for value in info.values() if isinstance(value, dict)]
    return any(part.get("raised_exception") for part in [info, *nested])
