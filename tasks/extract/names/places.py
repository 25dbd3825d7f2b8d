"""Names that what stands around them tells to be places: "in Lyari and Orangi", "the Nyarugusu camp", "KINGSTON: "."""

from __future__ import annotations

from bisect import bisect_left

from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.tokens import Found, Name, Tokens
from tasks.extract.names.words import CAPITALISED_WORDS, DASHES, HEAD_WORDS, PARTIES_OF_SEATS, SHIPS

_ABSTRACT = ("ry", "hy", "gy", "my", "ism", "ics", "ion", "ing", "ment", "ship", "ence", "ance", "ity", "s")
_INVESTED = words("stake stakes shares share interest confidence trust faith holding holdings believe")
#: What lies beside a place, and what it has parts of.
_PARTED = words("north south east west northeast northwest southeast southwest much swathes areas streets coast shores")
_LEAVING = ("evacuat", "fled", "flee", "displaced", "refugees", "migrants", "villagers", "pilgrims", "hails", "flew")
_LEADING = words("of in from between near across around outside")
#: … of which no person is the object, nor one of several.
_LEADING_PLACES = words("in near across around outside")
#: What goes on after a list of places, where a verb would make its last name the subject of a clause.
_AFTER_PLACES = frozenset({"ADP", "CCONJ", "SCONJ", "ADV", "PUNCT", "NUM", "SPACE"})
_ROUTES = words(
    "road roads highway railway train trains border route flights ferry ferries bus buses bridge traffic pipeline"
)
_SETTLEMENTS = words(
    """
    camp camps village villages settlement district province neighbourhood neighborhood municipality township suburb
    county prefecture governorate commune region slum valley peninsula archipelago
    """
)
_CAMPS = words("camp camps settlement")  #: a candidate has one, too, and a firm that is sued
LANDS = words("mountains hills islands desert plateau volcano glacier wetlands highlands steppe marshes")
_AT_CAMPS = words("at near inside outside")
#: Words that a place of two begins with a people's name before: "Spanish Town", "French Quarter".
_AFTER_PEOPLES = words("Town Harbour Harbor Bay Quarter Springs Falls Creek Hills Riviera Shoals Steps Wells")
_LABELS_OF_LINES = words(
    """
    breaking update updated correction exclusive watch video live opinion analysis editorial comment note notes photo
    photos summary question answer warning source sources related read more next also listen interview review profile
    feature factbox explainer timeline background reporter host narrator announcer moderator
    """
)
_DATELINES = 8  #: lines of a document that a dateline may stand in
_LONGEST_DATELINE = 12  #: tokens between its place and its agency
_ON_WATER = words("on off in near at from")


def is_place(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Sukhumi of "people in Sukhumi.", and the Massawa of "the ports of Assab and Massawa"."""
    before = tokens.lower[name.start - 1] if name.start else ""
    after = tokens.texts[name.end] if name.end < len(tokens) else "."
    closed = after in (",", ".", ")", ";")
    if name.label in ("PRODUCT", "FAC") and before in ("in", "from") and (closed or after == "and"):
        return True
    if tokens.lower[name.start].endswith(_ABSTRACT) or tokens.texts[name.start] in HEAD_WORDS:
        return False  # "in Philosophy."
    if name.label in ("ORG", "PERSON") and is_beside_place(tokens, name.start):
        return tokens.texts[name.end : name.end + 1] not in (["'s"], ["’s"])
    if name.label == "ORG" and before == "in" and closed and name.start > 1:
        invested = tokens.lower[name.start - 2] in _INVESTED or tokens.lower[name.start - 2].startswith("invest")
        return not invested
    if name.label == "ORG" and before == "from" and closed and left_before(tokens, name.start - 1):
        return True
    return name.label != "NORP" and (is_listed(tokens, name, found) or is_end_of_route(tokens, name, found))


def is_beside_place(tokens: Tokens, at: int) -> bool:
    """The Sukhumi of "north of Sukhumi", of "much of Sukhumi"."""
    return at > 1 and tokens.lower[at - 1] == "of" and tokens.lower[at - 2] in _PARTED


def left_before(tokens: Tokens, at: int) -> bool:
    """The Malakal of "evacuated its staff from Malakal": a verb of leaving stands shortly before."""
    return any(tokens.lower[back].startswith(_LEAVING) for back in range(max(0, at - 4), at))


def is_listed(tokens: Tokens, name: Name, found: Found) -> bool:
    """Is it coordinated with a place, and does one preposition govern both: "in Lyari and Orangi for ten hours"?"""
    members = listed_before(tokens, name, found)
    placed = (
        other.label in ("GPE", "LOC") or (other.size == 1 and is_place(tokens, other, found)) for other in members
    )
    if not any(placed):
        return False
    start = members[-1].start
    led = tokens.lower[start - 1] if start else ""
    placing = led in _LEADING_PLACES or is_beside_place(tokens, start)
    if name.label == "PERSON" and (not placing or of_given_name(tokens.texts[name.start]) is not None):
        return False
    if tokens.texts[name.end - 1].isupper():
        return False
    return led in _LEADING and (name.end >= len(tokens) or tokens.pos[name.end] in _AFTER_PLACES)


def listed_before(tokens: Tokens, name: Name, found: Found) -> list[Name]:
    """The names before this one in its list, the nearest first; the list must end in "and"."""
    members: list[Name] = []
    at = name.start - 1
    if at < 1 or tokens.lower[at] not in ("and", "or"):
        return members
    at -= tokens.texts[at - 1] == ","
    while (other := found.at.get(at - 1)) is not None and other.end == at:
        members.append(other)
        at = other.start - 1
        if at < 1 or tokens.texts[at] != ",":
            break
    return members


def is_end_of_route(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Silghat and the Tezu of "the road between Silghat and Tezu"."""
    first: Name | None = name
    if tokens.lower[name.start - 1 : name.start] == ["and"]:
        first = found.at.get(name.start - 2)
    elif tokens.lower[name.end : name.end + 1] != ["and"]:
        return False
    if first is None or first.start < 2 or name.label not in ("ORG", "PRODUCT", "FAC", "PERSON"):
        return False
    return tokens.lower[first.start - 1] == "between" and tokens.lower[first.start - 2] in _ROUTES


def is_settlement(tokens: Tokens, name: Name) -> bool:
    """The Nyarugusu of "at the Nyarugusu camp"; a candidate's camp is not one that people are "at"."""
    at = name.end + (tokens.lower[name.end : name.end + 1] == ["refugee"])
    noun = tokens.lower[at] if at < len(tokens) else ""
    if noun not in _SETTLEMENTS or name.start < 2 or tokens.lower[name.start - 1] != "the":
        return False
    return noun not in _CAMPS or tokens.lower[name.start - 2] in _AT_CAMPS


def join_peoples_places(tokens: Tokens, found: Found) -> None:
    """ "Spanish" and "Town" of "in Spanish Town"."""
    for name in found:
        at = name.end
        if name.label not in ("NORP", "LANGUAGE") or name.size > 1 or at >= len(tokens) or not tokens.spaced[at - 1]:
            continue
        after = found.at.get(at)
        if tokens.texts[at] in _AFTER_PEOPLES and (after is None or after.size == 1) and at not in tokens.headlines:
            found.put(Name(name.start, at + 1, "GPE"))


def part_ships(tokens: Tokens, name: Name) -> list[Name] | None:
    """MV Bukoba and Lake Victoria of "MV Bukoba on Lake Victoria": a ship's name and the water that it is on."""
    start = name.start + (tokens.lower[name.start] == "the")
    if tokens.texts[start] not in SHIPS:
        return None
    for at in range(start + 2, name.end - 1):
        if tokens.texts[at] in _ON_WATER:
            return [Name(start, at, "PRODUCT"), Name(at + 1, name.end, "LOC")]
    return None


def add_dateline(tokens: Tokens, found: Found, place: str | None) -> None:
    """Where the story was filed, at the head of one of its first paragraphs: "BEIRA — ", "ACCRA, Ghana (AP) — "."""
    city = (place or "").split(",")[0]
    for start, end in tokens.lines() if city else ():
        if tokens.string.startswith(city, tokens.starts[start]) and start < end:
            after = bisect_left(tokens.starts, tokens.starts[start] + len(city))
            touched = found.touching(start, after)
            if not touched or touched[-1].end == after:
                found.put(Name(start, after, "GPE"))
            mark_agency(tokens, found, after)
            return


def mark_agency(tokens: Tokens, found: Found, start: int) -> None:
    """Agencia Vell of "BEIRA, March 3 (Agencia Vell) — "."""
    end = min(start + _LONGEST_DATELINE, len(tokens))
    opening = next((at for at in range(start, end) if tokens.texts[at] == "("), end)
    closing = next((at for at in range(opening + 1, end) if tokens.texts[at] == ")"), end)
    agency = range(opening + 1, closing)
    dashed = closing + 1 < len(tokens) and tokens.texts[closing + 1] in DASHES | {":"}
    if agency and dashed and all(map(tokens.is_capitalised, agency)):
        found.put(Name(opening + 1, closing, "ORG"))


def add_colon_dateline(tokens: Tokens, found: Found) -> None:
    """ "KINGSTON: It was past eleven": a line's first words in capitals and a colon, of which the document has one.

    Of several such lines the words are speakers'.
    """
    heads = []
    for number, (start, end) in enumerate(tokens.lines()):
        colon = next((at for at in range(start + 1, min(start + 4, end)) if tokens.texts[at] == ":"), None)
        if colon is None or end - colon < 5 or not all(is_shouted_word(tokens, at) for at in range(start, colon)):
            continue
        if start not in tokens.headlines:
            heads.append((number, start, colon))
    if len(heads) != 1:
        return
    number, start, colon = heads[0]
    persons = {word.upper() for name in found if name.label == "PERSON" for word in tokens.texts[name.start : name.end]}
    told = any(tokens.lower[at] in _LABELS_OF_LINES | CAPITALISED_WORDS for at in range(start, colon))
    common = any(text == tokens.lower[start] for text in tokens.texts)
    taken = told or common or bool(persons & set(tokens.texts[start:colon])) or bool(found.touching(start, colon))
    if number < _DATELINES and not taken:
        found.put(Name(start, colon, "GPE"))


def add_seats(tokens: Tokens, found: Found) -> None:
    """The state of a member of Congress: Vt. of "Sen. Ada Osborn (D-Vt.)" and "Ada Osborn, R-Vt., said"."""
    for at in range(1, len(tokens) - 2):
        if tokens.texts[at] in PARTIES_OF_SEATS and tokens.texts[at - 1] in ("(", ",") and tokens.is_joint(at + 1):
            person, state = found.at.get(at - 2), at + 2
            if person is None or person.label != "PERSON" or not tokens.is_capitalised(state):
                continue
            stopped = tokens.texts[state + 1 : state + 2] == ["."] and not tokens.spaced[state]
            stopped = stopped and tokens.texts[state + 2 : state + 3] in ([")"], [","])
            whole = found.at.get(state)
            found.put(Name(state, max(state + 1 + stopped, whole.end if whole is not None else 0), "GPE"))


def is_shouted_word(tokens: Tokens, at: int) -> bool:
    text = tokens.texts[at]
    return len(text) > 3 and text.isalpha() and text.isupper()
