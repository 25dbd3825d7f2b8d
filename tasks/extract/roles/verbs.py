"""Verbs that give an office, and those that take it away."""

from __future__ import annotations

from tasks.extract.lexicon import words

#: Somebody else gives the office: "Osborn was appointed judge", "named Osborn as judge", not "he'll appoint a judge".
GIVEN = words("elect appoint name re-elect reelect nominate swear choose install pick select hire")
APPOINT = words("appoint name hire")  #: what a body does for itself
BECOME = words("be become serve remain work act") | GIVEN
#: Whose subject has the office that follows "as": "succeeded Lind as chairman", "took over as chairman".
ENTER = words("succeed replace join take")
#: Whose subject, or whom they are done to, has it no longer: "resigned as chairman", "was sacked as chairman".
LEAVE, DISMISS = words("resign step retire quit"), words("fire sack dismiss oust remove")
ONLY_AS = ENTER | LEAVE | DISMISS
#: "is to become", "is expected to be", "hopes to become".
LOOK_AHEAD = words("be expect set hope want plan aim wish seek intend aspire due slate tip poise try")
HELD = words("be serve work act")  #: in the past tense: no longer
