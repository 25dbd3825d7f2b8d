"""Date and time expressions, resolved against the publication date and the article's own dates.

The grammar beside it finds and reads them; this component decides what is a date and not part of a name or a count
(by the entities and the part of speech), which tense a clause has, and what "two days later" counts from. The ends of a
range are dates of their own, as in TIMEX3, and the whole range is one more: "2013–17" is 2013, 2017 and 2013/2017.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, partial

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Chars, DateExpression, Dateline, chars
from tasks.extract.cues import look_up
from tasks.extract.dates import Candidate, Context, Pair, Reading, candidates
from tasks.extract.dates.calendar import numeric_orders
from tasks.extract.dates.clock import UNDATED
from tasks.extract.dates.grammar import DAYTIME, MONTHS
from tasks.extract.dates.ranges import Point, date_clock_times, join_ranges, on_day
from tasks.extract.dates.relative import part_of_day
from tasks.extract.lexicon import words
from tasks.extract.positions import Positions
from tasks.extract.tense import tense_around_day, tense_before

#: Inside one of these a number or a month is part of a name, not a date (Boeing 737, Theresa May, the Sunday Times).
_NAMES = words("PERSON ORG PRODUCT WORK_OF_ART FAC GPE NORP LOC LAW")
_NUMBERED = words("PRODUCT WORK_OF_ART")
_MEASURES = words("MONEY PERCENT QUANTITY")
_BEFORE_DATES = words(
    """
    in by since until till of from to through during before after for between and or around about circa c. ( – — -
    , ; / the
    """
)
#: A number after one of these tells which, or how much; before one of the others, how many.
_NO_YEAR_AFTER = words("$ € £ ¥ # no. number page p. room highway route interstate .")
_NO_YEAR_BEFORE = words("% percent per million billion km kg m")
_ONE = words("a an his her its their this that")
#: A clock time has one of these before it; else 18:21 is a score or a verse.
_BEFORE_CLOCK = words("at by until till from to around about since before after between and ( - – , : or")
#: "the night of", before a day.
_DAYTIME_OF = re.compile(rf"\b(?:the\s+)?(?P<time>{DAYTIME})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
#: Years of the first millennium that nothing else can be.
_EARLY = re.compile(r"\b(?:c\.\s?|AD\s)[1-9]\d{2}\b|\b[1-9]\d{2}\s(?:AD|CE)\b")
_CLOCK = re.compile(r"T\d")
_TEMPORAL = re.compile(
    r"\b(?:day|night|morning|evening|afternoon|week|weekend|month|quarter|year|decade|centur|hour|minute|"
    r"summer|winter|autumn|monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    re.IGNORECASE,
)
#: "the day", "that week" alone point at nothing that could be looked up; ages and fractions are quantities.
_NO_DATE = re.compile(
    r"as\s+many\s+.*|(?:the|that|this|those|these|a|an|one|each|any)?\s*[a-z]+|.*\b(?:old|older|aged?|ages)\b.*|.*-old|.*\blight[\s-]years?|(?:.*\s)?\w+[\s-]quarters|(?:.*\s)?(?:a|one)[\s-]quarter|.*\d(?:st|nd|rd|th)[\s-]minute|.*\d\s+an?\s+\w+",
    re.IGNORECASE | re.DOTALL,
)
#: An article tells of other times when most of the years it states lie this far from its publication.
_OTHER_YEARS = 2
#: How many years of other times expressions that count from the publication outweigh; nobody's life is told by
#: yesterday.
_NEAR = {"weekday": 2, "near_day": 6, "near_period": 2}
#: Rules that read a day of the calendar or the week.
_DAYS = words("weekday month_day day_month")
_LED_BY = 12  #: characters before a day in which the word that leads it stands
_LEAD = 500  #: characters at an article's beginning in which news names the weekday of what it tells


@Language.factory(
    "onrecord_dates",
    requires=["token.tag", "token.pos", "token.lemma", "token.dep", "token.head", "doc.sents", "doc.ents"],
    assigns=["doc._.date_expressions"],
)
def make_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Reads `doc._.dateline` too; without a publication date, what is relative to it has no value."""
    return find_dates


def find_dates(doc: Doc) -> Doc:
    """Write `doc._.date_expressions`, in text order; but for ranges, none overlaps another."""
    places = _Places(doc)
    found = [candidate for candidate in candidates(places.text) if places.is_date(candidate)]
    published = doc._.dateline.published_at
    points = date_clock_times(places.text, list(_read(found, places, _context(doc._.dateline, found))))
    points = list(_on_the_day_told(points, places))
    points, ranges = join_ranges(places.text, points, published.date() if published else None)
    expressions = [_expression(*point) for point in points]
    expressions += _left_over(doc, expressions)
    expressions += [_expression(*whole) for whole in ranges]
    doc._.date_expressions = sorted(expressions, key=lambda expression: expression.chars)
    return doc


def _read(found: list[Candidate], places: _Places, context: Context) -> Iterator[Point]:
    """What the candidates mean, from left to right; of those that overlap, the first that means something."""
    end = 0
    for candidate in found:
        if candidate.start < end:
            continue
        token = places.head(candidate)
        sentence = places.sentence(token.i)
        context.forget(sentence)
        again = context.last is not None and context.last.sentence == sentence
        context.tense = partial(_tense, candidate, token, listed=again and _lies_ahead(context))
        reading = candidate.rule.read(candidate.match, context)
        if reading is None:
            continue
        daytime = _DAYTIME_OF.search(places.text, max(end, candidate.start - 24), candidate.start)
        end = candidate.end
        if isinstance(reading, Pair):
            yield Chars(candidate.start, reading.cut[0]), reading.first
            yield Chars(reading.cut[1], candidate.end), reading.last
            reading = reading.last
        elif daytime and reading.grain == "day" and reading.kind == "date" and reading.earliest:
            reading = part_of_day(reading.earliest, daytime["time"])
            yield Chars(daytime.start(), candidate.end), reading
        else:
            yield Chars(candidate.start, candidate.end), reading
        if reading.grain and reading.earliest and not (again and _is_of_report(token)):
            context.tell(reading, sentence)


def _on_the_day_told(points: list[Point], places: _Places) -> Iterator[Point]:
    """A time of day is on the weekday that its sentence, or the one before, tells: "It struck on Monday … at 14:30"."""
    last: Reading | None = None
    told = 0
    for where, reading in points:
        token = places.head(where)
        sentence = places.sentence(token.i)
        undated = (reading.value or "").startswith(UNDATED)
        if undated and last and last.earliest and (sentence == told or (last.cycle == "week" and sentence == told + 1)):
            then = on_day(reading, last.earliest)
            backwards = _CLOCK.search(last.value or "") and (then.value or "") <= (last.value or "")
            yield where, reading if backwards else then  # "left at 9 p.m. on Monday, arrived at 5 a.m."
            continue
        yield where, reading
        if reading.grain != "day" or _is_of_report(token):
            continue
        same = last is not None and last.earliest == reading.earliest and sentence == told  # "9 p.m. on Sunday"
        last, told = last._replace(cycle=reading.cycle) if last and same else reading, sentence


def _is_of_report(token: Token) -> bool:
    """Whether the day is one of speaking: "…, police said on Friday" does not move what "a day earlier" counts from."""
    above = token.head.head if token.head.pos_ == "ADP" else token.head
    if not any(child.dep_ == "ccomp" for child in above.children):
        return False
    cue, _ = look_up(above)
    return cue is not None and cue.act == "say"


def _tense(candidate: Candidate, token: Token, listed: bool) -> str | None:
    left = candidate.match.string[max(0, candidate.start - _LED_BY) : candidate.start].split()
    tense_of = tense_around_day if candidate.rule.name in _DAYS else tense_before
    found = tense_of(token, led_by=left[-1].casefold() if left else "")
    return found or ("future" if listed else None)


def _lies_ahead(context: Context) -> bool:
    """Whether the day or month just told is in the future, as in a list: "next month, in Italy in November, …"."""
    if context.last is None or context.published is None:
        return False
    last = context.last.reading
    ahead = last.earliest is not None and last.earliest > context.published
    return ahead and last.grain in ("day", "week", "month")


def _context(dateline: Dateline, found: list[Candidate]) -> Context:
    day_first = _day_first(found)
    published = dateline.published_at
    near = sum(_NEAR.get(candidate.rule.name, 0) for candidate in found)
    if published is None:  # news without a date says "on Friday" and means no year that it names
        return Context(narrative=not near, day_first=day_first)
    grain = dateline.precision if dateline.precision in ("month", "year") else "day"
    clock = published if dateline.precision in ("second", "minute") else None
    years = [
        int(candidate.match["year"])
        for candidate in found
        if "year" in candidate.rule.pattern.groupindex and re.fullmatch(r"\d{4}", candidate.match["year"] or "")
    ]
    other = sum(abs(year - published.year) >= _OTHER_YEARS for year in years)
    news = any(candidate.rule.name == "weekday" and candidate.start < _LEAD for candidate in found)
    narrative = not news and other >= 3 and other > len(years) - other + near
    return Context(published.date(), grain, clock, narrative=narrative, day_first=day_first)


def _day_first(found: list[Candidate]) -> bool | None:
    """Whether the text writes the day before the month: as its unambiguous numbers do, else as its words do."""
    shown = [0, 0]
    for candidate in found:
        if candidate.rule.name == "numeric_date":
            day_first, month_first = numeric_orders(candidate.match)
            shown[0] += month_first is None
            shown[1] += day_first is None
    if not any(shown):
        shown = [sum(candidate.rule.name == name for candidate in found) for name in ("day_month", "month_day")]
    return None if all(shown) or not any(shown) else bool(shown[0])


class _Places(Positions):
    """What stands around a candidate in its Doc."""

    def head(self, where: Candidate | Chars) -> Token:
        """The word of the expression on which its others depend."""
        token, last = self.token(where.start), self.token(where.end - 1)
        first = token.i
        while first <= token.head.i <= last.i and token.head.i != token.i:
            token = token.head
        return token

    def is_date(self, candidate: Candidate) -> bool:
        """Whether the words are a date here: not part of a name, a measure, a score or a verb."""
        first, last = self.token(candidate.start), self.token(candidate.end - 1)
        label, rule = first.ent_type_, candidate.rule.name
        if label in _NAMES and label == last.ent_type_ and self._inside_name(candidate, first, last):
            return False
        if rule == "month_named":
            return _is_month(candidate, first)
        if rule == "year_named" and candidate.end - candidate.start == 4:
            return _is_bare_year(first, self.doc)
        if rule == "early_year":
            if candidate.match[0].startswith(("c.", "circa")):
                return True
            after = self.doc[last.i + 1].pos_ if last.i + 1 < len(self.doc) else ""
            counts = after in ("NOUN", "ADJ", "NUM")  # "about 110 light years"
            return not counts and (self._tells_early_times or (label == "DATE" and after != "PROPN"))
        if rule == "season_named" and candidate.match["season3"]:
            return last.pos_ in ("NOUN", "PROPN")
        if rule == "feast":
            return last.dep_ != "compound"
        if rule == "clock":
            return label in ("TIME", "DATE") or self._is_clock(candidate, first)
        if rule == "near_period":
            return not self._is_title(candidate)
        return not (rule == "duration" and label in _MEASURES)

    @cached_property
    def _tells_early_times(self) -> bool:
        return _EARLY.search(self.text) is not None

    def _inside_name(self, candidate: Candidate, first: Token, last: Token) -> bool:
        """A name that goes on beyond the candidate, or a lone month or year that is a name."""
        doc = self.doc
        before = first.ent_iob_ == "I" and first.nbor(-1).lower_ != "the"
        after = last.i + 1 < len(doc) and doc[last.i + 1].ent_iob_ == "I"
        if candidate.rule.name == "year_named" and re.match(r"19|20", candidate.match["year"]):
            return before and first.ent_type_ in _NUMBERED  # of the years inside other names, the London 2012 Olympics,
            # 9 of 9 in GUM and in 140 articles of US politics were years
        return before or after or candidate.rule.name == "month_named"

    def _is_clock(self, candidate: Candidate, first: Token) -> bool:
        told = candidate.match["zone"] or candidate.match[0].count(":") == 2
        return bool(told) or (first.i > 0 and first.nbor(-1).lower_ in _BEFORE_CLOCK)

    def _is_title(self, candidate: Candidate) -> bool:
        """ABC's "This Week": capitals inside quotation marks."""
        said = self.text[candidate.start : candidate.end]
        return said.istitle() and " " in said and self.text[max(0, candidate.start - 1)] in "\"“”‘'"


def _is_month(candidate: Candidate, first: Token) -> bool:
    """ "last March", "early May", "June of that year", or a month alone that is no verb and no woman."""
    word = candidate.match["month"]
    if candidate.end - candidate.start > len(word) or first.ent_type_ == "DATE":
        return True
    if first.pos_ not in ("PROPN", "NOUN"):
        return False
    led = first.i > 0 and first.nbor(-1).lower_ in _BEFORE_DATES and first.nbor(-1).lower_ != "the"
    also_names = word.title() not in MONTHS or word.title() in ("March", "April", "May", "June", "August")
    return led or not also_names


def _is_bare_year(token: Token, doc: Doc) -> bool:
    """Four digits: a year unless they count or measure something."""
    label = token.ent_type_
    if label == "DATE":
        return True
    previous = doc[token.i - 1] if token.i else None
    before = previous.lower_ if previous is not None else ""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before in _NO_YEAR_AFTER or (after is not None and after.lower_ in _NO_YEAR_BEFORE):
        return False
    if previous is not None and (before in _ONE or previous.tag_ == "POS" or previous.ent_type_ in _NAMES):
        return True  # "a 2015 report", "Vell's 2008 campaign", "the Republican 2016 hopefuls"
    if after is not None and after.tag_ in ("NNS", "CD"):
        return before == "the" and after.tag_ == "NNS"
    if label in _MEASURES or (label in ("CARDINAL", "TIME") and before not in _BEFORE_DATES):
        return False
    digits = token.text[:4]
    recent = digits.isdigit() and int(digits) >= 1900
    return before in _BEFORE_DATES or (after is not None and after.is_punct) or recent


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
