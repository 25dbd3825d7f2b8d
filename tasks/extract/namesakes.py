"""Two persons of one name: an athlete's id is not that of a senator who is called alike, nor is a farmer's.

Ids must not depend on other articles, so what tells is what the article itself says: the person's roles in it and
whether it is about sport. Whom it gives no role, as most of those whom everybody knows, has the id of public life.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc

from schemas.ids import local_entity_id
from tasks.extract.annotations import Chain
from tasks.extract.lexicon import words
from tasks.extract.sport import is_about_sport

SPORT, PRIVATE = "sport", "private"

_ATHLETES = words(
    """
    athlete batsman bowler boxer coach cricketer cyclist defender footballer forward goalkeeper golfer gymnast jockey
    linebacker midfielder pitcher quarterback racer referee rower skier sprinter striker swimmer umpire winger wrestler
    """
)
#: What only a report of sport makes a role in sport.
_OF_TEAMS = words("boss captain driver manager player skipper trainer")
_PRIVATE = words(
    """
    baker barber bartender butcher carpenter cleaner driver electrician farmer farmhand firefighter fisherman gardener
    herder janitor mechanic miner nurse plumber resident shopkeeper student tailor teacher trucker tutor waiter waitress
    weaver welder worker
    """
)


def tell_apart(doc: Doc) -> Doc:
    """Give persons who have a role in sport, or an occupation of private life alone, a local id of their own."""
    roles: dict[int, set[str]] = defaultdict(set)
    for statement in doc._.role_statements:
        chain = doc._.mentions[statement.mention].chain
        if chain is not None and statement.status != "denied":
            roles[chain].add(statement.head.lemma_.casefold())
    of_sport = is_about_sport([token.lower_ for token in doc])
    for number, chain in enumerate(doc._.chains):
        if chain.kind == "person" and is_local(chain):
            chain.entity_id = local_entity_id(chain.kind, chain.name, setting(roles[number], of_sport))
    return doc


def setting(roles: set[str], of_sport: bool) -> str | None:
    """Where a person is at home by the heads of all roles that an article gives; null for public life."""
    if not roles:
        return SPORT if of_sport else None
    if roles <= _ATHLETES | (_OF_TEAMS if of_sport else frozenset()):
        return SPORT
    return PRIVATE if roles <= _PRIVATE else None


def is_local(chain: Chain) -> bool:
    """Whether the id is made of the name: of no reference table, nor of a user's file."""
    return chain.entity_id == local_entity_id(chain.kind, chain.name)
