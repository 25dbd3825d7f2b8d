"""Data Docs: Great Expectations' own pages of what was checked, with counts and ids and no value of any row."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import great_expectations as gx
from great_expectations.core import ExpectationSuiteValidationResult
from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
from great_expectations.render.view import DefaultJinjaPageView

from schemas.expectations import counted_result, label
from schemas.runs import RunStamp
from tasks.validate.suite import RowChecks

#: What may stand on a page as a row's id: hashes and Wikidata ids, none of which can hold a tag.
ID = re.compile(r"[A-Za-z0-9:_-]{1,64}")
#: Ids of failing rows that an expectation shows.
SHOWN = 20


def write_data_docs(
    folder: Path, checks: Mapping[str, RowChecks], ids: Mapping[str, Mapping[str, list[str]]], run: RunStamp
) -> None:
    """Write `index.html` and a page a table; `ids[table][expectation]` are primary keys of rows that failed it."""
    folder.mkdir(parents=True, exist_ok=True)
    view = DefaultJinjaPageView()  # one for all pages: it holds the compiled templates
    rows = []
    for name, table_checks in checks.items():
        result = _result(name, table_checks, ids.get(name, {}), run)
        page = view.render(ValidationResultsPageRenderer().render(result))
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
        failed = sum(not answer.success for answer in result.results)
        rows.append(
            f"<tr><td><a href='{name}.html'>{name}</a></td><td>{table_checks.rows}</td>"
            f"<td>{len(result.results)}</td><td>{failed}</td></tr>"
        )
    head = "<tr><th>table</th><th>rows</th><th>expectations</th><th>expectations that some row fails</th></tr>"
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset='utf-8'><title>OnRecord: what was checked</title>"
        f"<h1>Run {html.escape(run.run_id)}</h1><table>{head}{''.join(rows)}</table>\n",
        encoding="utf-8",
    )


def _result(
    name: str, checks: RowChecks, ids: Mapping[str, list[str]], run: RunStamp
) -> ExpectationSuiteValidationResult:
    results = []
    for expectation in checks.expectations:
        failing = [identifier for identifier in ids.get(label(expectation), []) if ID.fullmatch(identifier)]
        count = checks.unexpected[label(expectation)]
        results.append(counted_result(expectation, checks.rows, count, failing[:SHOWN]))
    passed = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=passed == len(results),
        results=results,
        suite_name=name,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(results) - passed,
            "success_percent": 100 * passed / len(results) if results else None,
        },
        meta={
            "great_expectations_version": gx.__version__,
            # The renderer reads a name as a time where it can, and fails at one run id in 1,500 ("…Z-4868ad").
            "run_id": {"run_name": f"run {run.run_id}", "run_time": run.started_at.isoformat()},
            "active_batch_definition": {},
            "batch_kwargs": {},
        },
    )
