"""Every error that a person may meet, with its code and its sentence, in one place.

A room raises `OnRecordError(Errors.OR401, path=…)`; the command line prints the sentence and sets the exit code. Codes are
grouped by room (1 ingest, 2 extract, 3 validate, 4 publish and query, 5 evaluate, 6 settings and flows) and never change
their meaning, so that they can be searched for. What goes wrong with one article is not an error but a row in quarantine
(`schemas.quarantine.ReasonCode`).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any


class Errors(Enum):
    """Code and sentence; `{names}` are filled from the error's context."""

    OR101 = "There is nothing to read at {path}."

    OR201 = "{path}, line {line}: {problem}."

    OR301 = "Table {table}: the staged file {file} does not have the table's columns: {difference}."
    OR302 = "Table {table}: {rejected} of {rows} rows fail their expectations, more than the {limit:.0%} that a run may reject. Most: {expectation}."
    OR303 = "Not one claim in {articles} extracted articles: extraction cannot have worked."

    OR401 = "Another run is publishing to {path}; waited {seconds:g} seconds for it."
    OR402 = "The tables in {path} have schema version {found}; this OnRecord writes version {expected}. Run again with --reprocess and a new --out."
    OR403 = "The file {path} is not what its manifest says ({problem}); the snapshot is damaged."
    OR404 = "Nothing has been published in {path} yet. Run: onrecord run"
    OR405 = "Only reading is allowed: {statement} is not a SELECT."
    OR406 = "One statement at a time, please: this is {count}."
    OR407 = "The query is not valid SQL: {reason}"
    OR408 = "The query may read only the tables of {path}: {reason}"
    OR409 = "The query took longer than {seconds:g} seconds and was stopped."
    OR410 = "The query failed: {reason}"
    OR411 = "Quarantine has no single row whose id begins with {quarantine_id}."
    OR412 = "The staged tables of run {run_id} cannot be published: {reason}."
    OR413 = "The disk of {path} supports neither hard links nor copies of published files: {reason}."

    OR601 = "The settings in {source} are not valid: {reason}"
    OR602 = "The worker processes cannot do their work: {reason}"
    OR603 = "Prefect's server did not start: {reason} Run with --direct to do without Prefect, or set PREFECT_API_URL to a server that runs."
    OR604 = "The Prefect server at {url} does not answer: {reason} Run with --direct to do without Prefect."

    OR501 = "{path} is no gold corpus. What is expected:\n\n{layout}"
    OR502 = "{path} is not UTF-8 text: {reason}."
    OR503 = "The annotation {path}, line {line}: {problem}."
    OR504 = "{path} annotates no text: {folder} has no file of that name (the last _… is the annotator's)."
    OR505 = "{path}: not one claim is annotated. Each needs an event line: E1<tab>Attribution:T2 Source:T1 Cue:T2 Content:T3"
    OR506 = "{path} is not a corpus of mentions and dates: {problem}."
    OR507 = "{path} is not a corpus of stances: {problem}."
    OR508 = "{path} is not a corpus of relations: {problem}."


class OnRecordError(Exception):
    """Something that stops a run or a command; prints as its code and sentence.

    It survives pickling, so that a worker process hands the real error on.
    """

    def __init__(self, error: Errors, **context: Any) -> None:
        super().__init__(f"[{error.name}] {error.value.format(**context)}")
        self.error = error
        self.context = context

    @property
    def code(self) -> str:
        return self.error.name

    @property
    def sentence(self) -> str:
        return self.error.value.format(**self.context)

    def __reduce__(self) -> tuple[Callable[..., OnRecordError], tuple[type[OnRecordError], Errors, dict[str, Any]]]:
        return _restore, (type(self), self.error, self.context)


def _restore(kind: type[OnRecordError], error: Errors, context: dict[str, Any]) -> OnRecordError:
    return kind(error, **context)


class SuiteFailed(OnRecordError):  # noqa: N818
    """A table failed its expectations as a whole: the run publishes nothing."""
