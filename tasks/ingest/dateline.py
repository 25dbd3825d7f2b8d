"""The dateline: where a report was filed, and sometimes when."""

from __future__ import annotations

import re
from typing import NamedTuple

from tasks.ingest.publication_date import DAY, MONTH, PublicationDate, stated_date

#: Place, perhaps a region, a day, an agency in brackets; then a dash or a colon; then the story.
#: "DES MOINES, Iowa, Aug. 10 (UPI) — ", "TOKYO – ", "Nairobi (AFP) - ", "GENEVA: "
DATELINE = re.compile(
    rf"""(?P<place>[^\W\d_][^\n:;()—–"“”?!]{{1,60}}?)
    (?:,?\s+(?P<day>{DAY}|{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})\b)?
    (?:,?\s*\((?P<agency>[^()\n]{{2,40}})\)|\s*/(?P<slashed>[A-Z][\w ]{{1,30}})/)?
    (?:(?P<dash>\s*[—–―]\s*|\s*--\s*|\s+-\s+)|(?P<colon>:\s+))
    (?=["“‘'(]?[A-Z0-9])""",
    re.VERBOSE,
)
#: Words in capitals that open a story and are no place.
LABELS = {"UPDATE", "UPDATED", "BREAKING", "EXCLUSIVE", "ANALYSIS", "OPINION", "COMMENT", "EDITORIAL", "WATCH", "VIDEO", "LIVE", "CORRECTION", "CORRECTED", "CLARIFICATION", "INTERVIEW", "REVIEW", "FEATURE", "FACTBOX", "EXPLAINER", "NOTE", "Q", "A", "Q&A", "READ", "RELATED", "PHOTOS", "WARNING", "DEVELOPING", "JUST IN", "ALERT", "REPORT", "POLL", "TRANSCRIPT", "QUESTION", "ANSWER", "I", "MORE", "ALSO"}  # fmt: skip
SPEAKER = re.compile(r"[A-Z][A-Z.' ]+:\s")
MAX_REGION_WORDS = 4


class Dateline(NamedTuple):
    place: str  #: as written
    published: PublicationDate | None  #: when it states a day and its year


def find_dateline(paragraphs: list[str], among: int, headline_first: bool = False) -> Dateline | None:
    """The dateline that opens one of the first `among` paragraphs.

    A place is in capitals, or an agency in brackets follows it. A colon counts only where no other paragraph opens the
    same way (in a transcript it follows the speakers' names), and not in what may be a headline ("REVEALED: …").
    """
    for index, paragraph in enumerate(paragraphs[:among]):
        match = DATELINE.match(paragraph)
        if match is None or not _is_place(match):
            continue
        if match["colon"] and ((index == 0 and headline_first) or sum(bool(SPEAKER.match(other)) for other in paragraphs) != 1):
            continue
        return Dateline(match["place"].strip(" ,"), stated_date(match["day"]))
    return None


def _is_place(match: re.Match[str]) -> bool:
    city, *region = match["place"].strip(" ,").split(",")
    agency = match["agency"] or match["slashed"]
    if city.upper() in LABELS or len(city) < 2 or len(" ".join(region).split()) > MAX_REGION_WORDS:
        return False
    if not all(part.strip()[:1].isupper() for part in region):
        return False
    words = city.split()
    if city.isupper():  # without spaces around it a dash may be one within a sentence: "NATO—Which …"
        return len(words) <= 3 and (agency is not None or match["day"] is not None or match["dash"] not in ("—", "–", "―") or len(city) > 5)  # fmt: skip
    return agency is not None and len(words) <= 4 and all(word[0].isupper() or word in {"de", "of", "la"} for word in words)  # fmt: skip
