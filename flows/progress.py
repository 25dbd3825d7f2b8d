"""What a run tells of how far it has got. Nothing is shown here: see flows/cli/bar.py."""

from __future__ import annotations


class Progress:
    """Hears how far a run has got, from several threads; this one keeps it to itself."""

    def waiting(self, reason: str) -> None:
        """The run cannot go on yet."""

    def reading(self) -> None:
        """Inputs are being read."""

    def read(self, articles: int) -> None:
        """So many more articles have been read."""

    def extracting(self, articles: int, words: int) -> None:
        """All inputs are read: so much is to be extracted."""

    def extracted(self, articles: int, words: int) -> None:
        """So much more has been extracted, or put into quarantine."""

    def validating(self) -> None:
        """The rows are being checked."""

    def publishing(self) -> None:
        """The tables are being published."""

    def recording(self) -> None:
        """Prefect's server is writing down what it was told."""
