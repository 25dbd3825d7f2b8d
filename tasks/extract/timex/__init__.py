"""A grammar of English date and time expressions, and their values as TIMEX3 writes them.

General date parsers read a date once it has been cut out; they know neither durations, sets, decades and seasons nor a
date that is relative to another one in the text, which is what this grammar is for.
"""

from tasks.extract.timex import calendar, clock, durations, named_days, relative  # noqa: F401 (they add their rules)
from tasks.extract.timex.context import Context
from tasks.extract.timex.grammar import Candidate, candidates
from tasks.extract.timex.points import Pair, Reading

__all__ = ["Candidate", "Context", "Pair", "Reading", "candidates"]
