"""Numbers with what they count and how exactly they are meant: "around 50,000 troops", "$1.5 billion", "a third of
voters".

What is decided here: a fraction is its value ("a third" is 1/3, cardinal; "half of" is 0.5; "six in 10" is 0.6); an
indefinite plural is at least its word ("hundreds of troops" is at least 100); nearly and almost are about; a plain $
is the US dollar; an age is a number of years; "52 to 48" is two numbers of votes where a vote is told, and "rose from
15 to 20" is two numbers. Dates and lengths of time belong to `dates`; numbers in names, addresses, scores and headings
count nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.annotations import Chars, Quantity
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import alternatives, words
from tasks.extract.numerals import NUMBER, ORDINALS, SCALES, SMALL, SUFFIXES, TENS, read_number, read_ordinal, scaled
from tasks.extract.positions import Positions, surroundings
from tasks.extract.quantities.currencies import NAME, SIGN, currency_of_name, currency_of_sign, is_money
from tasks.extract.sport import is_about_sport

MODIFIERS = {
    "about": "about|around|roughly|approximately|approx.|some|nearly|almost|close to|an estimated|estimated|circa",
    "at_least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|upwards of|upward of",
    "at_most": "up to|at most|no more than|not more than|as many as|as much as|a maximum of|maximum of",
    "more_than": "more than|over|above|in excess of|exceeding|greater than|well over|just over|slightly more than",
    "less_than": "less than|fewer than|under|below|just under|just below|slightly less than|well under|well below",
}
_MODIFIER_OF = {phrase: code for code, phrases in MODIFIERS.items() for phrase in phrases.split("|")}
#: What may follow: "500 or more", "a dozen or so".
_AFTER = {
    "or more": "at_least",
    "or so": "about",
    "or less": "at_most",
    "or fewer": "at_most",
    "or thereabouts": "about",
}

_MEASURES = words("km² km2 km/h kph km kg cm mm mph ft lbs lb kWh MWh GWh TWh MW GW kW GB TB MB °C °F") | {
    "degrees Celsius", "degrees Fahrenheit", "degrees C", "degrees F", "degrees",
}  # fmt: skip

#: A text that has one of these writes metres, too, and of what it has to count in millions says what it is.
_LENGTH = re.compile(r"\d[ -]?(?:km|cm|mm|(?:kilo|centi|milli)?met(?:re|er)s?)\b")
_RANGES = re.compile(r"\b(?:rang\w+|var\w+|anywhere|ages|aged)\s+from\s$")
_RACES = words("finals heats hurdles relays sprints")
_SUFFIX = r"(?:(?:tn|trn|bn|mn|mm|[kmbKMB])\b)"
_PATTERN = re.compile(
    rf"(?:\b(?P<modifier>{alternatives(_MODIFIER_OF)}|between)\s+)?(?:(?P<symbol>{SIGN})\s?)?"
    rf"(?P<first>(?i:{NUMBER}))(?P<suffix>{_SUFFIX})?(?P<plus>\+)?(?P<percent1>%|\s?per\s?cent\b)?"
    rf"(?:(?P<join>\s?[-–]\s?|\s+to\s+|\s+and\s+|\s+or\s+)(?P<symbol2>{SIGN})?(?P<second>(?i:{NUMBER}))(?P<suffix2>{_SUFFIX})?)?"
    r"(?:\s?(?P<percent>%|-?\s?(?:percentage\s+points?|percentage-points?|per\s?cent\b|pct\b))"
    rf"|[\s-]+(?P<money>{NAME})"
    rf"|\s?(?P<measure>{alternatives(_MEASURES)}|(?-i:(?<=\d\d)[CF]|(?<=\d\d\s)[CF]|(?<=\.\d)[CF]))(?![\w/]))?"
    rf"(?:\s+(?P<after>{alternatives(_AFTER)})\b(?!\s+than))?",
    re.IGNORECASE,
)
#: One of these is in every number, so only their surroundings are searched: a hedge before, a unit behind.
_TRIGGER = re.compile(
    rf"[\d½¼¾⅓⅔]|\b(?:{'|'.join([*SMALL, *TENS, *SCALES, *ORDINALS])}|half|quarter|tens)", re.IGNORECASE
)
_LEFT, _RIGHT = 40, 60  #: characters
#: What stands between a fraction and what it is of: "nearly half of the world's output".
_OF_WHAT = re.compile(
    r"\s+(?:of\s+)?(?:(?:the|its|their|his|her|all|these|those|our|my)\s+){0,2}(?:[^\W\d_]+(?:['’]s|s['’])\s+)?"
)
#: "cut by a third", and nothing that a third may be of.
_CUT = (
    rf"\bby\s+(?P<by>(?:(?P<modifier2>{alternatives(_MODIFIER_OF)})\s+)?)"
    r"(?P<cut>an?|one|two|three)[\s-](?P<of>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
    r"(?=\s*[.,;:)]|\s+(?:in|since|from|to|over|and|this|last|compared|after|between|during|on|as|but|while)\b)"
)
_FRACTION = re.compile(
    rf"(?:\b(?P<modifier>{alternatives(_MODIFIER_OF)})\s+)?\b(?:"
    r"(?P<top>an?|one|two|three|four|five|[2-9])(?:(?P<hyphen>-)|\s)"
    r"(?P<bottom>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b"
    r"(?(hyphen)(?!-)|(?=\s+(?:of|less|more|fewer|higher|lower|larger|smaller)\b|[\s-]+majority\b))"
    r"|(?P<half>half)\b(?(modifier)(?!-|\s+(?:an?|hour|past|time)\b)|(?=\s+(?:of|the|its|their|his|her|all)\b)))"
    rf"|{_CUT}",
    re.IGNORECASE,
)
#: "six in 10 voters", "one in 5,000": out of a number such as shares are told in.
_SHARE = re.compile(
    rf"(?:\b(?P<modifier>{alternatives(_MODIFIER_OF)})\s+)?\b(?P<top>{'|'.join([*SMALL][1:10])}|[1-9]) "
    rf"(?:in|out of) (?:every )?(?P<base>{'|'.join([*SMALL][2:11])}|[2-9]|100?|1?\d{{0,2}},?000"
    r"|a (?:hundred|thousand|million))\b"
    r"(?![\d,.-]*\d|-)",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"(?:\b(?P<modifier>many|several)\s+)?\b(?:(?P<tens>tens|hundreds)\s+of\s+)?(?P<scale>(?:{'|'.join(SCALES)})s)\b(?!-)",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(rf"\s+of\s+(?P<money>{NAME})", re.IGNORECASE)  #: "hundreds of millions of dollars"
#: Each number of a vote's result, "52 to 48", "312 votes to 290".
_VOTE = re.compile(
    r"(?<![\w.,$€£–-])\d{1,4}(?=(?:[-–]|\s+to\s+)\d{1,4}(?![\w%.,-]*\d))"
    r"|(?:(?<=\d[-–])|(?<=\d to )|(?<=\dvotes to )|(?<=\d votes to ))\d{1,4}(?![\w%-]|[.,:]\d)"
)
_OF_VOTES = re.compile(
    r"\b(?:vot(?:es|ed|ing|e\s+of)|ballots?|passed|approved|rejected|adopted|confirmed|defeated|margin|majority|tally)\b"
)
_ORDINAL = re.compile(
    rf"(?<![\w.,-])(?:\d+(?:st|nd|rd|th)|(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join(ORDINALS)}))(?![\w-])",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?<=, )(?P<age>\d{2,3})(?=[,.;])|\bage(?:d|s|\s+of)?\s+(?P<aged>\d{1,3})\b(?!\s*[%-])")

#: Numbers in these are part of the name.
_NAMES = words("PERSON ORG PRODUCT WORK_OF_ART FAC EVENT LAW GPE LOC NORP")
#: A number after one of these tells which, not how many.
_WHICH = words(
    """
    article articles resolution chapter section sections no no. nos. number flight route highway room page pages
    part phase level group category type channel interstate act rule line item step version figure table verse
    paragraph clause grade tier day week war apollo size season episode district ward precinct unit proposition
    title amendment
    """
)
_UNIT_TAGS = words("NN NNS NNP NNPS JJ JJR JJS VBN VBG HYPH POS")
#: What a score is one of.
_RESULTS = words("aggregate defeat draw lead loss scoreline thrashing tie triumph victory win")
_AGES = words("year month week day")
#: Where several things may happen in each.
_OCCASIONS = words("appearances attempts districts games matches meetings outings races sets starts states tests")
#: "the one", "no one", "every one" point or exclude and do not count.
_ONE_OF_A_KIND = words("the this that no any every each which at")
_UNIT_TOKENS = 6  #: tokens after a number among which its unit is looked for
_MINUS = re.compile(r"(?:^|[\s(])(?P<minus>[-−]|minus\s)$")
#: Digits beside one of these are part of a longer thing: F-35, 18:21, [5], 20m3.
_GLUED_BEFORE = re.compile(r"[\w@][-–/:.,'’]$|[\[#_@/\\]$|[A-Za-z]$")
_OF_BEST = re.compile(r"[a-z]-$")  #: best-of-seven, near-zero
_GLUED_AFTER = re.compile(r"[:/.][\d]|-(?:to-)?\d|[\]_@]|[A-Za-z]")
#: These follow a number but are not counted by it.
_NO_UNIT = words(
    """
    more other others time-out each half which who whom pm am p.m. a.m. ago o'clock
    """
)


@Language.factory(
    "onrecord_quantities",
    requires=["token.tag", "token.pos", "doc.ents"],
    assigns=["doc._.quantities"],
)
def make_quantities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Reads `doc._.date_expressions` too: a number in a date is no quantity."""
    return find_quantities


def find_quantities(doc: Doc) -> Doc:
    """Write `doc._.quantities`, in text order, none overlapping another."""
    reader = _Reader(doc)
    windows = list(surroundings(reader.text, _TRIGGER, _LEFT, _RIGHT))
    for pattern, read in (
        (_FRACTION, reader.fraction),
        (_SHARE, reader.share),
        (_PLURAL, reader.plural),
        (_AGE, reader.age),
        (_VOTE, reader.vote),
        (_PATTERN, reader.number),
        (_ORDINAL, reader.ordinal),
    ):
        for start, stop in windows:
            while match := pattern.search(reader.text, start, stop):
                quantity, start = read(match), match.end()
                if quantity is not None and reader.is_free(quantity.chars):
                    reader.take(quantity)
                    start = quantity.chars.end
    doc._.quantities = reader.found
    return doc


class _Reader(Positions):
    """Reads the matches over one Doc."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.found: list[Quantity] = []
        self._dates = sorted(expression.chars for expression in doc._.date_expressions)
        self._taken: list[Chars] = []

    def is_free(self, where: Chars) -> bool:
        return not (_overlaps(self._dates, where) or _overlaps(self._taken, where))

    def take(self, quantity: Quantity) -> None:
        where = bisect_left(self._taken, quantity.chars)
        self._taken.insert(where, quantity.chars)
        self.found.insert(where, quantity)

    def number(self, match: re.Match[str]) -> Quantity | None:
        """A number in digits or words, or a range, with its sign of money or measure, or the noun that it counts."""
        metres = self._in_metres(match)
        first, second = self._values(match, metres)
        if second is not None and self._is_change(match):
            second = None
        start, end = match.start("first"), match.end("second" if second is not None else "first")
        if first is None or self._is_no_count(match, start, end):
            return None
        if match["percent1"] and not (match["percent"] and second is not None and self._is_range(match)):
            where = Chars(match.start(), match.end("percent1"))
            return Quantity(where, first, "percent", unit="percent", modifier=self._modifier(match))
        quantity = Quantity(Chars(*match.span()), first, "cardinal", second, modifier=self._modifier(match))
        measured = match["percent"] or match["measure"]
        minus = _MINUS.search(self.text, max(0, match.start() - 7), match.start()) if measured else None
        if minus and second is None:
            quantity.chars, quantity.value = Chars(minus.start("minus"), quantity.chars.end), -first
        number_end = max(match.end(name) for name in ("first", "suffix", "plus"))
        if second is not None:
            number_end = max(number_end, match.end("second"), match.end("suffix2"))
        elif (match["modifier"] or "").casefold() == "between":
            quantity.chars = Chars(match.start("symbol") if match["symbol"] else start, quantity.chars.end)
        alone = second is None and bool(match["second"])  # no range: this one, then the other
        if alone:
            quantity.chars = Chars(quantity.chars.start, number_end)
        if metres:
            quantity.unit = "m"
            return quantity
        if alone and not (match["symbol"] or match["percent"] or match["money"]):
            return self._counted(match, quantity)
        return self._measured(match, quantity, number_end)

    def _in_metres(self, match: re.Match[str]) -> bool:
        """Whether the m of "6.1m" is metres: in a text of sport or lengths, where no plural follows ("6.1m people")."""
        if "m" not in (match["suffix"], match["suffix2"]) or match["symbol"] or match["money"]:
            return False
        end, unit = self._unit(match.end())
        counted = unit is not None and self.token(end - 1).tag_ == "NNS" and unit.split()[-1] not in _RACES
        return not counted and not self.text.startswith(" of ", match.end()) and self._tells_lengths

    @cached_property
    def _tells_lengths(self) -> bool:
        return bool(_LENGTH.search(self.text)) or is_about_sport([token.lower_ for token in self.doc])

    def _is_range(self, match: re.Match[str]) -> bool:
        """Whether "15% and 20%", "15% to 20%" are the ends of a range: not in "and", or "from 15% to 20%"."""
        join = match["join"].strip()
        if join == "to":
            return not self._is_change(match)
        return join in ("-", "–") or (join == "and" and (match["modifier"] or "").casefold() == "between")

    def _is_change(self, match: re.Match[str]) -> bool:
        """ "It rose from 15 to 20", which is no range as "anywhere from 15 to 20" is."""
        before = self.text[max(0, match.start() - 20) : match.start()]
        return match["join"].strip() == "to" and before.endswith("from ") and not _RANGES.search(before)

    def _measured(self, match: re.Match[str], quantity: Quantity, number_end: int) -> Quantity | None:
        """With the sign or the words of money or measure that stand beside the number, else with what it counts."""
        if match["symbol"]:
            return self._money(quantity, match["symbol"])
        if match["percent"]:
            quantity.kind = "percent"
            quantity.unit = "percentage points" if "point" in match["percent"] else "percent"
            return quantity
        if match["money"]:
            number = self.text[match.start("first") : number_end]
            told, currency = self._currency(match["money"], number, match["adjective"])
            if told:
                quantity.kind, quantity.currency = "money", currency
                quantity.unit = None if currency else match["money"]
                if match["money"].casefold() in ("cents", "pence"):
                    quantity.value /= 100
                    quantity.value_max = quantity.value_max and quantity.value_max / 100
                return quantity
            quantity.chars = Chars(quantity.chars.start, number_end)
        if match["measure"]:
            quantity.unit = match["measure"]
            return quantity
        return self._counted(match, quantity)

    def _currency(self, said: str, number: str, adjective: str | None) -> tuple[bool, str | None]:
        """Whether the word behind a number is money, and its code, where that can be told."""
        country = None
        if adjective:
            senses = self._reference.senses(adjective)
            country = next((sense.entity.country_code for sense in senses if sense.entity.country_code), None)
            if country is None:
                return False, None
        if country is None and not is_money(said, number, self._countries):
            return False, None
        currency = currency_of_name(said, number, self._countries, country)
        return country is None or currency is not None, currency

    @cached_property
    def _reference(self) -> ReferenceTable:
        return ReferenceTable.load()

    @cached_property
    def _countries(self) -> Counter[str]:
        """Alpha-3 codes of the countries that the text names, with how often."""
        named = (self._reference.get(ent.kb_id_) for ent in self.doc.ents if ent.kb_id_)
        return Counter(entity.country_code for entity in named if entity is not None and entity.country_code)

    def _money(self, quantity: Quantity, symbol: str) -> Quantity:
        quantity.kind, quantity.currency = "money", currency_of_sign(symbol, self._countries)
        return quantity

    def _counted(self, match: re.Match[str], quantity: Quantity) -> Quantity | None:
        """A plain number with the noun that it counts, if one follows."""
        end, unit = self._unit(quantity.chars.end)
        quantity.chars, quantity.unit = Chars(quantity.chars.start, end), unit
        digits = match["first"][0].isdigit()
        if match["first"].casefold() == "one":
            before = self.text[max(0, quantity.chars.start - 8) : quantity.chars.start].casefold().split()
            if unit is None or (before and before[-1] in _ONE_OF_A_KIND):
                return None
        ranged = bool(match["second"]) and re.fullmatch(r"\s?[-–]\s?", match["join"]) is not None
        if ranged and (quantity.value_max is None or (unit or "").split(" ")[-1] in _RESULTS):
            return None  # a 3-1 victory
        if unit is not None:
            return quantity
        if ranged:
            return None  # 3-2, 52-48: a score or a vote
        if digits:
            year = 1900 <= quantity.value <= 2100 and "," not in match["first"] and not match["modifier"]
            return None if year else quantity
        told = self.token(match.start("first")).ent_type_ in ("CARDINAL", "QUANTITY") or quantity.modifier
        return quantity if told else None

    def _values(self, match: re.Match[str], metres: bool) -> tuple[float | None, float | None]:
        first, second = read_number(match["first"]), read_number(match["second"]) if match["second"] else None
        if first is None:
            return None, None
        scale = SUFFIXES[match["suffix"].casefold()] if match["suffix"] and not metres else 1.0
        if second is None:
            return scaled(first, scale), None
        scale2 = SUFFIXES[match["suffix2"].casefold()] if match["suffix2"] and not metres else 1.0
        if match["join"].strip() == "and" and (match["modifier"] or "").casefold() != "between":
            return scaled(first, scale), None
        words = match["second"].split()
        apart = match["percent1"] or (match["symbol2"] and not match["symbol"])  # "rose 7.3 percent to $98 billion"
        if scale == 1.0 and first < 1000 and not apart and not re.search(r"[a-z]", match["first"], re.IGNORECASE):
            # "10 to 15 million", "$1-2bn": the scale is said once, for both.
            said = scale2 if scale2 != 1.0 else SCALES.get(words[-1].casefold(), 1.0) if len(words) > 1 else 1.0
            scale = said
        low, high = scaled(first, scale), scaled(second, scale2)
        return (low, high) if low < high else (low, None)

    def _modifier(self, match: re.Match[str]) -> str | None:
        if match["after"] and not match["modifier"]:  # "less than $1 billion or more than $2 billion" has its own
            return _AFTER[" ".join(match["after"].casefold().split())]
        if match["plus"]:
            return "at_least"
        word = " ".join((match["modifier"] or "").casefold().split())
        return _MODIFIER_OF.get(word)

    def _is_no_count(self, match: re.Match[str], start: int, end: int) -> bool:
        """Part of a name, an address, a clock, a citation, a heading, or a word that tells which and not how many."""
        text, first, last = self.text, self.token(start), self.token(end - 1)
        before, after = text[max(0, start - 2) : start], text[end : end + 5]
        if not match["symbol"] and text[start].isdigit() and _GLUED_BEFORE.search(before):
            return True
        if _OF_BEST.search(before):
            return True
        if not (match["suffix"] or match["suffix2"] or match["measure"]) and _GLUED_AFTER.match(after):
            return True
        if re.match(r"[.)]\s", after) and (start == 0 or text[start - 1] == "\n"):
            return True
        named = first.ent_type_ in _NAMES and first.ent_type_ == last.ent_type_ and not match["symbol"]
        if named or first.like_url or first.like_email:
            return True
        if first.i == 0 or match["symbol"] or match["modifier"]:
            return False
        previous = first.nbor(-1)
        if previous.lower_ in _WHICH:
            return True
        after_name = previous.pos_ == "PROPN" and previous.text[:1].isupper() and not previous.is_sent_end
        measured = match["percent"] or match["measure"] or not text[start].isdigit()
        return after_name and not measured and self._unit(end)[1] is None

    def _unit(self, end: int) -> tuple[int, str | None]:
        """Where the noun after a number ends, and the noun with its compounds: "fighter jets" after "20 ageing"."""
        doc, at = self.doc, self.next_token(end)
        compound = self._compound(at, end)
        if compound:
            return compound
        if at > 1 and doc[at - 2].lower_ == "magnitude":
            return end, None
        noun = first_noun = None
        for token in doc[at : min(at + _UNIT_TOKENS, self._next_date(end))]:
            if token.lower_ == "times" and noun is None:
                return token.idx + len(token), token.lower_
            if token.lower_ in _NO_UNIT and noun is None and token.lower_ not in ("more", "other"):
                break
            if token.tag_ not in _UNIT_TAGS and token.lower_ != "more":
                break
            if token.tag_ == "POS" or (token.is_sent_start and token.i > at):
                break
            if token.text == "-" and token.nbor(-1).whitespace_:  # "two cities - both small"
                break
            if token.tag_ in ("NN", "NNS", "NNPS", "NNP") and token.text[0].isalpha():
                run_on = noun is not None and noun.i == token.i - 1 and noun.tag_ != "NNP"
                first_noun = first_noun if run_on else token
                noun = token
        if noun is None or first_noun is None or noun.tag_ == "NNP":
            return end, None
        if noun.lower_ in ("times", "percent"):
            return noun.idx + len(noun), noun.lower_
        while first_noun.i - 2 >= at and first_noun.nbor(-1).text == "-":  # 26 light-years, two front-runners
            first_noun = first_noun.nbor(-2)
        if first_noun.i and first_noun.nbor(-1).lower_ in ("square", "cubic", "light", "metric", "nautical"):
            first_noun = first_noun.nbor(-1)
        aged = noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ == "old" and noun.lower_.removesuffix("s") in _AGES
        last = noun.nbor(1) if aged else noun
        return last.idx + len(last), self.text[first_noun.idx : noun.idx + len(noun)]

    def _next_date(self, char: int) -> int:
        """The token with which the next date begins: "half of last year's budget" is no half of a year."""
        at = bisect_left(self._dates, Chars(char, 0))
        return self.next_token(self._dates[at].start) if at < len(self._dates) else len(self.doc)

    def _compound(self, at: int, end: int) -> tuple[int, str | None] | None:
        """ "20-year-old" counts years, "12-member" members, "4,500-strong" does not say what; not one-in-five."""
        doc = self.doc
        if at + 1 >= len(doc) or doc[at].text not in ("-", "–") or doc[at].idx != end:
            return None
        word = doc[at + 1]
        if not word.is_alpha or word.tag_ not in ("NN", "NNS", "NNP", "JJ"):
            return None
        if word.lower_ == "strong":
            return word.idx + len(word), None
        old = at + 3 < len(doc) and doc[at + 3].lower_ == "old" and word.lower_ in _AGES
        last = doc[at + 3] if old else word
        return last.idx + len(last), word.lower_ + ("s" if old else "")

    def _unit_after_of(self, end: int) -> tuple[int, str | None]:
        after = _OF_WHAT.match(self.text, end)
        start = after.end() if after else end
        unit_end, unit = self._unit(start)
        return (unit_end, unit) if unit else (end, None)

    def fraction(self, match: re.Match[str]) -> Quantity | None:
        value: float
        if match["half"]:
            value = 0.5
        elif match["cut"]:
            parts = 1.0 if match["cut"].casefold() in ("a", "an") else read_number(match["cut"]) or 1.0
            value = parts / (4.0 if match["of"].casefold() == "quarter" else read_ordinal(match["of"]) or 1.0)
            hedge = _MODIFIER_OF.get(" ".join((match["modifier2"] or "").casefold().split()))
            return Quantity(Chars(match.start("by"), match.end()), value, "cardinal", modifier=hedge)
        else:
            top = 1.0 if match["top"].casefold() in ("a", "an") else read_number(match["top"])
            bottom = 4.0 if match["bottom"].casefold() == "quarter" else read_ordinal(match["bottom"])
            if not top or not bottom or top >= bottom:
                return None
            value = top / bottom
        token = self.token(match.start("half") if match["half"] else match.start("bottom"))
        if token.ent_type_ in _NAMES or (
            match["half"] and token.i and token.nbor(-1).lower_ in ("first", "second", "other", "last", "this", "that")
        ):
            return None
        end, unit = self._unit_after_of(match.end())
        modifier = _MODIFIER_OF.get(" ".join((match["modifier"] or "").casefold().split()))
        return Quantity(Chars(match.start(), end), value, "cardinal", unit=unit, modifier=modifier)

    def share(self, match: re.Match[str]) -> Quantity | None:
        """ "roughly six in 10 Democrats"; but "two in three games" counts what happened in them."""
        top, base = read_number(match["top"]), read_number(match["base"])
        if not top or not base or top >= base:
            return None
        end, unit = self._unit_after_of(match.end())
        if unit is not None and unit.split()[-1] in _OCCASIONS:
            return None
        modifier = _MODIFIER_OF.get(" ".join((match["modifier"] or "").casefold().split()))
        return Quantity(Chars(match.start(), end), top / base, "cardinal", unit=unit, modifier=modifier)

    def plural(self, match: re.Match[str]) -> Quantity | None:
        value = SCALES[match["scale"].casefold().removesuffix("s")]
        if value == SCALES["score"] and not self.text[match.end() :].startswith(" of"):
            return None
        value *= {"tens": 10.0, "hundreds": 100.0, "": 1.0}[(match["tens"] or "").casefold()]
        token = self.token(match.start("scale"))
        after = token.nbor(1) if token.i + 1 < len(self.doc) else token
        counts = after.lower_ in ("of", "more") or after.is_punct or after.pos_ in ("VERB", "AUX")
        if token.ent_type_ in _NAMES or not counts:
            return None
        money = _OF_MONEY.match(self.text, match.end())
        told, currency = (
            self._currency(money["money"], match["scale"][:-1], money["adjective"]) if money else (False, None)
        )
        if money and told:
            unit = None if currency else money["money"]
            where = Chars(match.start(), money.end())
            return Quantity(where, value, "money", unit=unit, currency=currency, modifier="at_least")
        end, unit = self._unit_after_of(match.end())
        return Quantity(Chars(match.start(), end), value, "cardinal", unit=unit, modifier="at_least")

    def age(self, match: re.Match[str]) -> Quantity | None:
        value = float(match["age"] or match["aged"])
        if match["age"]:  # "Ada Osborn, 61, …"
            name, number = self.token(match.start() - 3), self.token(match.start())
            if name.ent_type_ != "PERSON" and not (name.text.istitle() and number.ent_type_ == "DATE"):
                return None  # the entity recogniser calls an age a DATE
        return Quantity(Chars(*match.span()), value, "cardinal", unit="years") if 0 < value <= 120 else None

    def vote(self, match: re.Match[str]) -> Quantity | None:
        """One side of a vote's result, where the sentence tells of a vote and the number counts nothing else."""
        sentence = self.token(match.start()).sent
        if not _OF_VOTES.search(self.text, sentence.start_char, sentence.end_char):
            return None
        after = re.compile(r"\s*(?:%|per\s?cent|votes?\b)?").match(self.text, match.end())
        percent = after is not None and ("%" in after[0] or "per" in after[0])
        counted = self._unit(match.end())[1] not in (None, "votes") or percent
        return None if counted else Quantity(Chars(*match.span()), float(match[0]), "cardinal", unit="votes")

    def ordinal(self, match: re.Match[str]) -> Quantity | None:
        value, token = read_ordinal(match[0]), self.token(match.start())
        if not value or token.ent_type_ in _NAMES or token.ent_type_ in ("DATE", "TIME"):
            return None
        if match[0][0].isdigit() or (token.ent_type_ == "ORDINAL" and token.pos_ in ("ADJ", "NOUN", "NUM")):
            return Quantity(Chars(*match.span()), value, "ordinal")
        return None


def _overlaps(taken: list[Chars], where: Chars) -> bool:
    """Whether `where` touches one of the sorted, disjoint stretches."""
    at = bisect_left(taken, Chars(where.end, 0))
    return at > 0 and taken[at - 1].end > where.start
