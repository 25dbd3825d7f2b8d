"""Whether an office is that of the head of its body: "president of Vell", but not "the Vell police chief"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.extract.lexicon import words
from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.statement import RoleStatement
from tasks.extract.roles.words import FORMER, PROPOSED

_LEADERS = words(
    """
    leader head chief president chairman chairwoman chairperson chair ceo director boss premier chancellor king
    queen emperor governor gov gov. mayor prime-minister dean commander principal superintendent administrator
    """
)
#: Two words that make one leader's title, whatever each is alone.
_LEADERS_OF_TWO = frozenset(
    {
        ("chief", "executive"),
        ("director", "general"),
        ("executive", "director"),
        ("managing", "director"),
        ("prime", "minister"),
        ("secretary", "general"),
    }
)
#: Before a leader's title, these make somebody who does not lead, or leads a part.
_OF_A_PART = words(
    """
    vice deputy assistant associate regional local political financial medical scientific creative artistic technical
    sporting legal commercial editorial musical
    """
)
#: Nouns that may stand before a leader's title and leave it whole; the police chief of Lyon does not lead Lyon.
_OF_THE_WHOLE = words("board party team group club council union opposition founder co minority majority coalition")
_PARTS_NAME = words("POS NN NNS NNP NNPS")  #: behind a name these make another's of it: "head of an Ohio company"
_WHAT_IT_IS = words("party group company movement union agency newspaper network bank club")  #: "the Vell Front party"
_HEADS_OF_PARTIES = words("leader head chief chairman chairwoman chairperson chair boss")
_HEADED = words("board executive general")  #: "chairman of the board of Vell", "chairman and chief executive of Vell"
_FOUNDER = words("founder co-founder owner and")  #: "Vell Group founder and president"
_BETWEEN = words("acting current interim new then first female woman")  #: "Vell Group interim president"
_BEFORE_TITLES = FORMER | PROPOSED | _BETWEEN | _FOUNDER  #: "Vell Group's former acting president"


def leads(mentioned: Mentioned, statement: RoleStatement) -> bool:
    """Whether who has the office heads the whole of what it is an office in."""
    thing, head = statement.affiliation, statement.head
    title = _title(head)
    if thing is None or title is None or not _may_be_led(mentioned, thing, head):
        return False
    if head.lower_ == "director" and _is_one_of_several(statement.role):
        return False  # sits on its board
    if mentioned.spans[thing].end <= title:
        if statement.kind == "clause" and mentioned.spans[thing].end <= mentioned.spans[statement.mention].start:
            return True  # "the Vell Group named Ada Osborn president"
        return _is_title_of(mentioned.spans[thing], title, head)
    return _is_head_of(mentioned, thing, title, head)


def _title(head: Token) -> int | None:
    """Index of the first word of a leader's title: "chief" of "chief executive"; null for who leads no whole."""
    before = head.i - 1 - (head.i > 1 and head.nbor(-1).text == "-")
    word = head.doc[before].lower_ if head.i else ""
    if (word, head.lower_) in _LEADERS_OF_TWO:
        title, word = before, head.doc[before - 1].lower_ if before else ""
    elif head.lower_ in _LEADERS:
        title = head.i
    else:
        return None
    return None if word in _OF_A_PART else title


def _may_be_led(mentioned: Mentioned, thing: int, head: Token) -> bool:
    """Not a person; and of a party that only an adjective names its leader is, but no "Republican governor"."""
    mention = mentioned.mentions[thing]
    party = mention.chain is not None and mentioned.chains[mention.chain].kind == "political_party"
    if mention.label == "NORP" and party:
        return head.lower_ in _HEADS_OF_PARTIES
    return mention.label != "PERSON"


def _is_one_of_several(role: Span) -> bool:
    """ "A director", but "a former director" may have been the only one."""
    return role[0].lower_ not in FORMER and role.start > 0 and role[0].nbor(-1).lower_ in ("a", "an")


def _is_title_of(named: Span, title: int, head: Token) -> bool:
    """ "Vell Group president", "the Vell Group's former president", but not "Vell Group head of sales"."""
    if head.i + 1 < len(head.doc) and head.nbor(1).lower_ in ("of", "for"):
        return False
    between = head.doc[named.end : title]
    return all(t.tag_ in ("POS", "WP$") or t.lower_ in _BEFORE_TITLES or t.text == "," for t in between)


def _is_head_of(mentioned: Mentioned, thing: int, title: int, head: Token) -> bool:
    """ "President of the dockers' union Vell", "chairman of Lyon-based Vell", but not "chief of staff of Vell"."""
    doc, named = head.doc, mentioned.spans[thing]
    between = doc[head.i + 1 : named.start]
    if not between or between[0].lower_ not in ("of", "and"):
        return False
    if named.end < len(doc) and doc[named.end].tag_ in _PARTS_NAME:
        same = _LEADERS | _WHAT_IT_IS if mentioned.mentions[thing].label == "ORG" else _LEADERS
        if doc[named.end].lower_ not in same:
            return False  # "head of an Ohio company"
    place = mentioned.mention_at.get(named.start - 1)
    if place is not None and mentioned.mentions[place].label == "GPE":
        return False  # "chairman of the Lyon County GOP"
    if title and doc[title - 1].pos_ == "NOUN" and doc[title - 1].lower_ not in _OF_THE_WHOLE | _FOUNDER:
        return False  # the police chief of Lyon
    return all(t.pos_ != "ADP" or t.i == head.i + 1 or t.nbor(-1).lower_ in _LEADERS | _HEADED for t in between)
