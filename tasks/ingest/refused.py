"""Why an input cannot go on, raised where it is found out and turned into a quarantine row where inputs are counted."""

from __future__ import annotations

from schemas.quarantine import PAYLOAD_LIMIT, ReasonCode, Rejection

STAGE = "ingest"


class Refused(Exception):  # noqa: N818 (it is a verdict on the input, not an error of ours)
    """The whole source (or what is left of it) cannot go on.

    Args:
        record: the record at which it broke off, when earlier ones were read.
    """

    def __init__(self, reason: ReasonCode, message: str, payload: str | None = None, record: int | None = None):
        super().__init__(reason, message, payload, record)
        self.reason = reason
        self.message = message
        self.payload = payload
        self.record = record

    def __reduce__(self) -> tuple[type[Refused], tuple[ReasonCode, str, str | None, int | None]]:
        return Refused, (self.reason, self.message, self.payload, self.record)

    def __str__(self) -> str:
        return f"{self.reason}: {self.message}"

    def rejection(self, source_uri: str, record: int | None = None) -> Rejection:
        """Its quarantine row; `record` counts when the refusal itself names none."""
        return rejection(
            source_uri, self.reason, self.message, record if self.record is None else self.record, self.payload
        )


def rejection(
    source_uri: str, reason: ReasonCode, message: str, record: int | None = None, payload: str | None = None
) -> Rejection:
    """One input that cannot go on, its evidence cut to size and free of what UTF-8 cannot hold."""
    return Rejection(
        stage=STAGE,
        reason=reason,
        message=_storable(message),
        source_uri=source_uri,
        source_record=record,
        payload=None if payload is None else _storable(payload[:PAYLOAD_LIMIT]),
    )


def _storable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
