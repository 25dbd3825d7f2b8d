"""Capitals that stand for governments: "Tokyo said", "talks between Moscow and Washington", "pressure on Tehran".

A capital is a government where the syntax says so: as the subject of what only people and states do, after the
prepositions of dealings between states, and as the owner of a policy. Anything else is the city.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.extract.clauses import dependents_after
from tasks.extract.lexicon import words

#: What governments do, and cities do not.
ACTS = words(
    """
    say announce want seek accuse urge warn reject agree refuse deny call demand hope consider threaten impose deploy
    insist argue propose pledge promise vow welcome condemn criticize criticise recognize recognise back support oppose
    declare claim regard fear respond retaliate offer decide sign ratify withdraw negotiate suspend expel summon annex
    invade worry intend believe maintain complain protest signal acknowledge admit concede confirm denounce dismiss
    object pressure press lobby sanction veto ban approve authorize authorise order accept ask continue expect
    inform invite owe prefer thank
    """
)
#: What governments give and take, drop and keep: "Zagreb dropped its demand", "Paris closed its embassy".
OF_STATES = words(
    """
    aid airspace ambassador assurance ban border ceasefire claim concession consent consulate demand diplomat embassy
    force guarantee intention interest invasion offer policy position pressure promise proposal right sanction stance
    support tariff tie treaty troop ultimatum veto visa word
    """
)
#: How governments feel, of which cities know nothing: "Washington was encouraged".
ATTITUDES = words(
    """
    alarmed angered angry annoyed committed concerned convinced cautious determined disappointed eager encouraged
    furious keen opposed optimistic pessimistic prepared ready reluctant satisfied unhappy unwilling wary willing
    worried
    """
)
#: What is done to governments, and not to cities.
DONE_TO = words(
    """
    urge accuse warn press criticize criticise tell ask pressure persuade condemn blame support back sanction provoke
    anger irk infuriate reassure antagonize antagonise appease deter
    """
)
#: What states have with, against, on, from and to each other.
DEALINGS = {
    "with": words(
        """
        talk talks relation relations tie ties deal negotiation negotiations agreement treaty alliance war conflict
        tension tensions dispute cooperation dialogue standoff rift partnership contact contacts link links truce pact
        consultation consultations ceasefire rapprochement diplomacy negotiate side cooperate align agree deal consult
        """
    ),
    "between": words(
        """
        talk talks relation relations tie ties deal negotiation negotiations agreement treaty alliance war conflict
        tension tensions dispute cooperation dialogue standoff rift truce pact ceasefire rapprochement
        """
    ),
    "against": words("sanction sanctions war threat threats complaint coalition case tariff tariffs retaliate"),
    "on": words("pressure sanction sanctions tariff tariffs dependence reliance"),
    "from": words(
        """
        reply response criticism pressure support condemnation approval permission threat demand reaction assurance
        protest rebuke warning denial
        """
    ),
    "to": words("message warning threat concession ambassador envoy reply response protest"),
    "of": words("approval blessing consent intention permission"),
    "for": words("blow defeat embarrassment humiliation setback victory"),
    "by": ACTS,
}
#: What governments have, and cities do not.
POSSESSIONS = words(
    """
    government policy claim decision position stance ambassador envoy troop ally alliance response refusal demand
    invasion leadership diplomat sanction military intention interest role support threat offer proposal criticism
    influence ambition nuclear plan army action assertiveness ban consent fear negotiator objection relation tie
    warning word
    """
)
#: Stands at least as often for the European Union and NATO as for its country.
OF_SEVERAL = frozenset({"Brussels"})
AFTER_DATELINE = frozenset({",", "(", "-", "–", "—", "―", "--", ":", "/"})


def stands_for_government(capital: Span) -> bool:
    """Does this capital's name stand for a government, by the syntax around it? Needs a parse."""
    if capital.text in OF_SEVERAL or is_dateline(capital):
        return False
    token = capital.root
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head  # "between Moscow and Washington"
    head = token.head
    match token.dep_:
        case "nsubj":
            return head.pos_ in ("VERB", "AUX") and (head.lemma_ in ACTS or acts_as_state(head))
        case "nsubjpass":
            return head.lemma_ in DONE_TO or head.lower_ in ATTITUDES
        case "dobj":
            return head.lemma_ in DONE_TO
        case "poss":
            return head.lemma_ in POSSESSIONS
        case "pobj":
            return is_dealing(head)
    return False


def acts_as_state(verb: Token) -> bool:
    """Has it an object that states have, or does it tell how somebody feels?"""
    for child in dependents_after(verb):
        if child.dep_ == "dobj" and child.lemma_ in OF_STATES:
            return True
        if child.dep_ == "acomp" and child.lower_ in ATTITUDES:
            return True
    return False


def is_dateline(capital: Span) -> bool:
    """ "TOKYO, Sept. 27 (AP) —", "Tokyo – The mayor said …": the parser takes it for the subject."""
    doc, start, end = capital.doc, capital.start, capital.end
    begins_line = start == 0 or "\n" in doc[start - 1].text
    return begins_line and (capital.text.isupper() or (end < len(doc) and doc[end].text in AFTER_DATELINE))


def is_dealing(preposition: Token) -> bool:
    dealings = DEALINGS.get(preposition.lower_)
    return dealings is not None and preposition.head.lemma_ in dealings
