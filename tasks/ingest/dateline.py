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
# fmt: off
LABELS = {
    "A", "ALERT", "ALSO", "ANALYSIS", "ANSWER", "BREAKING", "CLARIFICATION", "COMMENT", "CORRECTED", "CORRECTION",
    "DEVELOPING", "EDITORIAL", "EXCLUSIVE", "EXPLAINER", "FACTBOX", "FEATURE", "I", "INTERVIEW", "JUST IN", "LIVE",
    "MORE", "NOTE", "OPINION", "PHOTOS", "POLL", "Q", "Q&A", "QUESTION", "READ", "RELATED", "REPORT", "REVIEW",
    "TRANSCRIPT", "UPDATE", "UPDATED", "VIDEO", "WARNING", "WATCH",
}
# fmt: on
SPEAKER = re.compile(r"[A-Z][A-Z.' ]+:\s")
DASHES = {"—", "–", "―"}
LONGEST_ACRONYM = 5
LOWER_CASE = {"de", "del", "do", "la", "of", "upon"}  #: within the names of places
MAX_CITY_WORDS = 3
MAX_REGION_WORDS = 3


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
        if match["colon"] and ((headline_first and index == 0) or _speakers(paragraphs) > 1):
            continue
        return Dateline(match["place"].strip(" ,"), stated_date(match["day"]))
    return None


def _speakers(paragraphs: list[str]) -> int:
    return sum(bool(SPEAKER.match(paragraph)) for paragraph in paragraphs)


def _is_place(match: re.Match[str]) -> bool:
    city, *region = match["place"].strip(" ,").split(",")
    words = city.split()
    if city.upper() in LABELS or len(city) < 2 or len(words) > MAX_CITY_WORDS:
        return False
    if len(" ".join(region).split()) > MAX_REGION_WORDS or not all(part.strip()[:1].isupper() for part in region):
        return False
    filed = match["agency"] or match["slashed"]
    if city.isupper():  # a dash without spaces may stand within a sentence: "NATO—Which …"
        return bool(filed or match["day"] or region or match["dash"] not in DASHES or len(city) > LONGEST_ACRONYM)
    return bool(filed) and all(word[0].isupper() or word in LOWER_CASE for word in words)
