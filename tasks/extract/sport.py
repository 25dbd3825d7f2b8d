"""Whether an article is a report of sport: there a city's name is a club's, and a person an athlete."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.lexicon import words

_OF_SPORT = words(
    """
    athletics baseball basketball batsman boxing championship championships coach cricket cup cyclist defender draw
    equaliser fixture football footballer goal goalkeeper goals golf half-time halftime heptathlon hockey innings league
    marathon match matches medal medallist midfielder olympic olympics penalty pitcher playoff playoffs podium
    quarterback quarterfinal relay rugby scored season semifinal semifinals soccer sprint sprinter squad stadium
    stoppage striker substitute teammate teammates tennis touchdown tournament wicket wickets winger
    """
)
#: So many different ones of these words, and one for each hundred tokens, make a report of sport: of 840 of PolNeAR's
#: political articles two have them (both are about sportsmen), of eight reports of sport of our own eight.
_LEAST, _TOKENS_EACH = 3, 100


def is_about_sport(text: Sequence[str]) -> bool:
    """`text`: an article's tokens in small letters."""
    different = set(text) & _OF_SPORT
    return len(different) >= max(_LEAST, len(text) // _TOKENS_EACH)
