"""Date and time expressions, resolved against the publication date and the article's own dates.

The grammar of `timex` finds and reads them; this component decides what is a date and not part of a name or a count
(by the entities and the part of speech), whether a clause speaks of the future (by the verb), and what "two days
later" counts from.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Chars, DateExpression, Dateline, chars
from tasks.extract.lexicon import words
from tasks.extract.timex import MONTHS, Candidate, Context, Reading, candidates

#: Inside one of these a number or a month is part of a name, not a date (Boeing 737, Theresa May, the Sunday Times).
_NAMES = words("PERSON ORG PRODUCT WORK_OF_ART FAC GPE NORP LOC LAW")
_MEASURES = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_BEFORE_DATES = words(
    """
    in by since until till of from to through during before after for between and or around about circa c. ( – — -
    , ; / the
    """
)
_FUTURE_WORDS = frozenset({"will", "shall", "wo", "'ll", "’ll"})
_PLANS = words(
    """
    plan expect schedule due set slate intend aim hope want go propose promise vow pledge prepare
    """
)
_TEMPORAL = re.compile(
    r"\b(?:day|night|morning|evening|afternoon|week|weekend|month|quarter|year|decade|centur|hour|minute|"
    r"summer|winter|autumn|monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    re.IGNORECASE,
)
#: "the day", "that week" alone point at nothing that could be looked up, and ages are quantities.
_NO_DATE = re.compile(
    r"(?:the|that|this|those|these|a|an|one|each|any)?\s*[a-z]+|.*\b(?:old|older|aged?|ages)\b.*|.*-old",
    re.IGNORECASE | re.DOTALL,
)
#: An article tells of old times when most of the years it states lie this many years before its publication.
_OLD_YEARS = 2
_LOOK_LEFT = 4  #: tokens before a verb that are searched for its auxiliary
_CLIMB = 6  #: heads between a date and the verb of its clause
_REACH = 2  #: sentences after which a date is too far back for "two days later", in news


@Language.factory(
    "onrecord_dates",
    requires=["token.tag", "token.pos", "token.lemma", "token.head", "doc.sents", "doc.ents"],
    assigns=["doc._.date_expressions"],
)
def make_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Reads `doc._.dateline` too; without a publication date, what is relative to it has no value."""
    return find_dates


def find_dates(doc: Doc) -> Doc:
    """Write `doc._.date_expressions`, in text order, none overlapping another."""
    places = _Places(doc)
    found = [candidate for candidate in candidates(places.text) if places.is_date(candidate)]
    context = _context(doc._.dateline, found)
    expressions: list[DateExpression] = []
    end = told = 0
    for candidate in found:
        if candidate.start < end:
            continue
        token = places.token(candidate.start)
        sentence = places.sentence(token.i)
        if sentence - told > _REACH and not context.narrative:
            context.last = None
        context.future = _speaks_of_the_future(token) or (told == sentence and _lies_ahead(context))
        reading = candidate.rule.read(candidate.match, context)
        if reading is None:
            continue
        expressions.append(_expression(Chars(candidate.start, candidate.end), reading))
        end = candidate.end
        if reading.grain and reading.earliest:
            context.last, told = reading, sentence
    expressions += _left_over(doc, expressions)
    expressions.sort(key=lambda expression: expression.chars)
    _date_clock_times(places.text, expressions)
    doc._.date_expressions = expressions
    return doc


def _context(dateline: Dateline, found: list[Candidate]) -> Context:
    published = dateline.published_at
    if published is None:
        return Context(narrative=True)
    grain = dateline.precision if dateline.precision in ("month", "year") else "day"
    clock = published if dateline.precision in ("second", "minute") else None
    years = [
        int(candidate.match["year"])
        for candidate in found
        if candidate.match.re.groupindex.get("year") and _is_year(candidate)
    ]
    old = sum(year <= published.year - _OLD_YEARS for year in years)
    near = sum(candidate.rule.name in ("weekday", "near_day", "near_period") for candidate in found)
    return Context(published.date(), grain, clock, narrative=old >= 3 and old > len(years) - old + near)


def _is_year(candidate: Candidate) -> bool:
    return bool(re.fullmatch(r"\d{4}", candidate.match["year"] or ""))


class _Places:
    """Where characters stand in a Doc, without a search for each of them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins the tokens anew each time it is asked

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def _sentences(self) -> list[int]:
        return [sentence.start for sentence in self.doc.sents]

    def token(self, char: int) -> Token:
        return self.doc[max(bisect_right(self._starts, char) - 1, 0)]

    def sentence(self, token_index: int) -> int:
        return bisect_right(self._sentences, token_index) - 1

    def is_date(self, candidate: Candidate) -> bool:
        """Whether the words are a date here: not part of a name, a measure or a verb."""
        first, last = self.token(candidate.start), self.token(candidate.end - 1)
        label = first.ent_type_
        if label in _NAMES and label == last.ent_type_ and self._inside_name(candidate, first, last):
            return False
        if candidate.rule.name == "month_alone":
            return _is_month(candidate, first, last)
        if candidate.rule.name == "year_alone" and candidate.end - candidate.start == 4:
            return _is_bare_year(first, self.doc)
        if candidate.rule.name == "season_named" and candidate.match["season3"]:
            return last.pos_ in ("NOUN", "PROPN")
        return not (candidate.rule.name == "duration" and label in _MEASURES)

    def _inside_name(self, candidate: Candidate, first: Token, last: Token) -> bool:
        """A name that goes on beyond the candidate, or a lone month or year that is a name."""
        doc = self.doc
        before = first.ent_iob_ == "I" and first.nbor(-1).lower_ != "the"
        after = last.i + 1 < len(doc) and doc[last.i + 1].ent_iob_ == "I"
        if candidate.rule.name == "year_alone":
            bracketed = (
                self.text[candidate.start - 1 : candidate.start] == "("
                and self.text[candidate.end : candidate.end + 1] == ")"
            )
            return before and not bracketed
        return before or after or candidate.rule.name == "month_alone"


def _is_month(candidate: Candidate, first: Token, last: Token) -> bool:
    word = candidate.match["month"]
    if candidate.end - candidate.start > len(word):
        return True  # "last March", "early May", "June of that year"
    if first.ent_type_ == "DATE":
        return True
    plain = word.title() in MONTHS and word not in ("May", "March", "MAY", "MARCH")
    led = first.i > 0 and first.nbor(-1).lower_ in _BEFORE_DATES and first.nbor(-1).lower_ != "the"
    return first.pos_ in ("PROPN", "NOUN") and (
        led if not plain else word.title() not in ("April", "June", "August") or led
    )


def _is_bare_year(token: Token, doc: Doc) -> bool:
    """Four digits: a year unless they count or measure something."""
    label = token.ent_type_
    if label == "DATE":
        return True
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before in (
        "$",
        "€",
        "£",
        "¥",
        "#",
        "no.",
        "number",
        "page",
        "p.",
        "room",
        "highway",
        "route",
        "interstate",
        ".",
    ):
        return False
    if after is not None and (
        after.tag_ in ("NNS", "CD") or after.lower_ in ("%", "percent", "per", "million", "billion", "km", "kg", "m")
    ):
        return before == "the" and after.tag_ == "NNS"
    if label in _MEASURES or (label in ("CARDINAL", "TIME") and before not in _BEFORE_DATES):
        return False
    return (
        before in _BEFORE_DATES
        or (after is not None and after.is_punct)
        or int(token.text[:4] if token.text[:4].isdigit() else 0) >= 1900
    )


def _lies_ahead(context: Context) -> bool:
    """Whether the day or month just told is in the future, as in a list: "next month, in Italy in November, …"."""
    last = context.last
    if last is None or last.earliest is None or context.published is None:
        return False
    return last.grain in ("day", "week", "month") and last.earliest > context.published


def _speaks_of_the_future(token: Token) -> bool:
    """Whether the verb that the date hangs on is a future or a plan: "will meet on Friday", "is due to", "plans to"."""
    verb = token
    for _ in range(_CLIMB):
        if verb.pos_ in ("VERB", "AUX"):
            break
        if verb.head is verb or verb.head.i == verb.i:
            return False
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    doc = token.doc
    left = doc[max(0, verb.i - _LOOK_LEFT) : verb.i]
    if any(word.lower_ in _FUTURE_WORDS for word in left):
        return True
    if verb.tag_ == "VB" and any(word.lower_ == "to" for word in left[-2:]):
        return any(word.lemma_.lower() in _PLANS for word in left) or verb.head.lemma_.lower() in _PLANS
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in (
        "begin",
        "start",
        "open",
        "kick",
        "take",
        "meet",
        "visit",
        "travel",
    )


def _expression(where: Chars, reading: Reading) -> DateExpression:
    earliest, latest = reading.earliest, reading.latest
    if earliest is None or latest is None:
        earliest = latest = None
    return DateExpression(where, reading.kind, reading.value, earliest, latest)


def _left_over(doc: Doc, found: list[DateExpression]) -> list[DateExpression]:
    """What the entity recogniser calls a date and the grammar cannot read: a row without a value."""
    starts = [expression.chars.start for expression in found]
    rest = []
    for ent in doc.ents:
        if ent.label_ not in ("DATE", "TIME") or not _TEMPORAL.search(ent.text) or _NO_DATE.fullmatch(ent.text.strip()):
            continue
        before = bisect_right(starts, ent.end_char - 1) - 1
        if before < 0 or found[before].chars.end <= ent.start_char:
            rest.append(DateExpression(chars(_trimmed(ent)), "time" if ent.label_ == "TIME" else "date"))
    return rest


def _trimmed(ent: Span) -> Span:
    while len(ent) > 1 and ent[-1].is_space:
        ent = ent[:-1]
    return ent


def _date_clock_times(text: str, expressions: list[DateExpression]) -> None:
    """A clock time next to a day happens on that day: "5 p.m. on Friday"."""
    for first, second in itertools.pairwise(expressions):
        between = text[first.chars.end : second.chars.start]
        if not re.fullmatch(r"(?:\s*,?\s*(?:on|at|,|\()?\s*)", between):
            continue
        for time, other in ((first, second), (second, first)):
            day = other.earliest
            if (
                time.kind == "time"
                and time.value
                and time.value.startswith("XXXX-XX-XXT")
                and day
                and day == other.latest
            ):
                time.value, time.earliest, time.latest = f"{day.isoformat()}{time.value[10:]}", day, day
