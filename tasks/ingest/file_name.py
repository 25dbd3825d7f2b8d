"""What a file's name says.

`<outlet>_<YYYY-MM-DD>[_<anything>].<extension>` states outlet and day; any other name at most a day.
"""

from __future__ import annotations

import re

from tasks.ingest.publication_date import PublicationDate, stated_date

DAY = re.compile(r"(?<!\d)((?:19|20)\d{2}-\d{2}-\d{2})(?!\d)")
OUTLET_AND_DAY = re.compile(rf"(?P<outlet>[^_\s][^_]*)_{DAY.pattern}(?:[_.]|$)")


def outlet_in_name(name: str) -> str | None:
    """`gazette` from `gazette_2016-09-12_slug.txt`; null from a name of another form."""
    match = OUTLET_AND_DAY.match(name)
    return match["outlet"] if match else None


def date_in_name(name: str) -> PublicationDate | None:
    """The day that the name holds: `2016-09-12` anywhere in it."""
    match = DAY.search(name)
    return stated_date(match[1]) if match else None
