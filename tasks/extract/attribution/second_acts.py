"""Second acts: "The group said it was holding him and demanded a ransom" tells two things of the group.

The model takes the second act for more of what was said where the parser does, too. Nobody would say it with the words
before: its tense is the cue's and not theirs, or they are about what cannot demand, deny or promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, chars
from tasks.extract.attribution.layers import has_cue
from tasks.extract.chains.kinds import KINDS_OF
from tasks.extract.clauses import QUOTE_MARKS
from tasks.extract.cues import look_up
from tasks.extract.lexicon import words
from tasks.extract.positions import Positions
from tasks.extract.roles.words import is_role

#: Acts of people and bodies: the text before may say of a decision that it pleased, but not that it demanded.
ACTS = words("criticise demand deny promise propose question support")
TENSES = {"VBD": "past", "VBP": "present", "VBZ": "present"}
#: Tags of a verb without a helper that are wrong behind a finite one: "it was safe and dismissed the reports".
MISTAGGED = {"VB": "present", "VBN": "past"}
#: Nouns of what may act for itself, beside names, pronouns and offices.
PEOPLE = words("boy child girl man other people person resident suspect teenager victim woman")
BODIES = frozenset(
    noun for noun, kinds in KINDS_OF.items() if kinds & {"country", "government_body", "media", "organisation"}
)
#: The six that stand in news of our own and in articles written for trial are right; PolNeAR's have none.
CONFIDENCE = 0.8


def with_second_acts(doc: Doc, claims: Sequence[Attribution]) -> list[Attribution]:
    """The claims, those that reach into a second act of their speaker cut before it, and after them these acts."""
    positions = Positions(doc)
    found = list(claims)
    for number, claim in enumerate(claims):
        split = _split(positions, claim) if claim.source and claim.parent is None else None
        if split is None or has_cue(claims, split[1].cue[0]):
            continue
        found[number], second = split
        found.append(second)
        for at, inner in enumerate(claims):
            if inner.parent == number and inner.content[0].start >= second.content[0].start:
                found[at] = replace(inner, parent=len(found) - 1)
    return found


def _split(positions: Positions, claim: Attribution) -> tuple[Attribution, Attribution] | None:
    verb = next((token for span in claim.cue for token in positions.span(span) if token.tag_ in TENSES), None)
    last = claim.content[-1]
    if verb is None or verb.idx > last.start:
        return None
    for act in _acts(positions.span(last), verb):
        joint = next(token for token in reversed(positions.doc[: act.i]) if token.tag_ == "CC")
        before = joint.nbor(-1)
        end = before.idx if before.text == "," else before.idx + len(before)
        behind = look_up(act)[1] or act
        rest = positions.doc[behind.i + 1 : positions.next_token(last.end)]
        if last.start < end and rest:
            first = replace(claim, content=(*claim.content[:-1], Chars(last.start, end)))
            cue = chars(positions.doc[act.i : behind.i + 1])
            return first, Attribution((Chars(rest[0].idx, last.end),), (cue,), claim.source, CONFIDENCE)
    return None


def _acts(content: Iterable[Token], verb: Token) -> Iterator[Token]:
    """The verbs of second acts right behind "and" or "but", in the tense of `verb`, the cue's."""
    quoted = False
    for joint in content:
        quoted ^= joint.text in QUOTE_MARKS
        if joint.tag_ != "CC" or quoted or joint.i + 1 == len(joint.doc):
            continue
        act = joint.nbor()
        if act.dep_ != "conj" or act.head.i == verb.i or _tense(act) != TENSES[verb.tag_]:
            continue
        cue, _ = look_up(act)
        if cue is not None and cue.act_to_do in ACTS and _is_not_of(act.head, act):
            yield act


def _tense(act: Token) -> str | None:
    return TENSES.get(act.tag_) or (MISTAGGED.get(act.tag_) if act.head.tag_ in TENSES else None)


def _is_not_of(said: Token, act: Token) -> bool:
    """Whether the subject of `said`, a verb of what was said, is not that of `act`, which the parser joins to it."""
    helpers = [child for child in said.lefts if child.dep_ in ("aux", "auxpass")]
    first = helpers[0] if helpers else said
    if first.tag_ == "MD" or TENSES.get(first.tag_) not in (None, _tense(act)):
        return True
    subject = next((child for child in said.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and (subject.lower_ == "it" or not _is_agent(subject))


def _is_agent(noun: Token) -> bool:
    named = noun.ent_type_ or noun.tag_ not in ("NN", "NNS")
    return bool(named or is_role(noun) or noun.lemma_.lower() in PEOPLE | BODIES)
