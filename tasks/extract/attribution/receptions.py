"""How something was received, as claims: "met with skepticism in Oslo", "drew criticism from unions".

PolNeAR's annotators marked two of three such phrases in its training articles; the model is too unsure of many. Votes
won, applause and attacks, of which they marked few, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, chars
from tasks.extract.attribution.layers import has_cue
from tasks.extract.clauses import is_infinitive, is_passive, phrase, subject_of
from tasks.extract.lexicon import words

#: What is received is their subject in the passive ("was greeted with"), and that of "met with".
MEETING = words("greet meet receive view welcome")
#: What is received is their subject: "drew criticism".
DRAWING = words("attract draw earn face provoke spark trigger win")
ATTITUDES = words(
    "alarm anger approval backlash caution concern condemnation criticism disapproval disbelief dismay enthusiasm fury"
    " hostility indignation opposition outrage praise relief resistance scepticism skepticism scorn suspicion unease"
)
OF_WHOM = words("from by among")
#: How sure a reception by somebody is, and one in a place, which may be where it happened.
CONFIDENCE, IN_A_PLACE = 0.6, 0.5


def receptions(doc: Doc, claims: Sequence[Attribution]) -> Iterator[Attribution]:
    """The claims of this kind at which none of `claims` has its cue."""
    for verb in doc:
        noun = _attitude(verb) if verb.pos_ == "VERB" else None
        subject = subject_of(verb) if noun is not None else None
        if noun is None or subject is None or has_cue(claims, chars(doc[verb.i : noun.i + 1])):
            continue
        for prep in _prepositions(verb, noun):
            holder = next((child for child in prep.rights if child.dep_ == "pobj"), None)
            by_whom = prep.lower_ in OF_WHOM
            if holder is None or not (by_whom or (prep.lower_ == "in" and holder.ent_type_ == "GPE")):
                continue
            yield Attribution(
                content=(_whole(subject, verb),),
                cue=(chars(doc[verb.i : noun.i + 1]),),
                source=(phrase(holder, {verb.i, noun.i}),),
                confidence=CONFIDENCE if by_whom else IN_A_PLACE,
            )
            break


def _attitude(verb: Token) -> Token | None:
    """The noun that says how: "skepticism" of "was met with skepticism", "criticism" of "drew criticism"."""
    lemma = verb.lemma_.lower()
    if lemma in MEETING and (lemma == "meet" or is_passive(verb)):
        nouns = [noun for prep in verb.rights if prep.lower_ == "with" for noun in prep.rights if noun.dep_ == "pobj"]
    elif lemma in DRAWING and not is_infinitive(verb):
        nouns = [noun for noun in verb.rights if noun.dep_ == "dobj"]
    else:
        return None
    return next((noun for noun in nouns if noun.lower_ in ATTITUDES), None)


def _whole(subject: Token, verb: Token) -> Chars:
    """The subject with what belongs to it before the verb, up to a comma: "the promise to add soldiers"."""
    stop = subject.right_edge.i + 1 if subject.right_edge.i < verb.i else subject.i + 1
    comma = (token.i for token in subject.doc[subject.i : stop] if token.text == ",")
    return chars(subject.doc[subject.left_edge.i : next(comma, stop)])


def _prepositions(verb: Token, noun: Token) -> Iterator[Token]:
    """The prepositions behind the noun, wherever the parser hangs them."""
    for head in (noun, *noun.conjuncts, verb):
        yield from (child for child in head.rights if child.dep_ in ("prep", "agent") and child.i > noun.i)
