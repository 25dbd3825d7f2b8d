"""Readings of a clause off its dependency parse: its head, polarity, modality, and the extent of its phrases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from spacy.tokens import Token

from tasks.extract.annotations import Chars, chars
from tasks.extract.lexicon import words

NEGATIONS = words("not n't n’t never nor neither")
NOBODY = words("nobody none nothing no-one neither")

POSSIBLE = words("may might could perhaps maybe possibly possible conceivable")
PROBABLE = words("probably likely presumably probable seem appear")
NECESSARY = words("must should ought necessary essential imperative crucial vital")
WOULD = words("would 'd ’d")
CONDITIONS = words("if unless")
_DEPENDENTS = 15  #: tokens after a head among which its dependents are looked for

FIRST_PERSON = words("i we")
#: Verbs that in the first person put what follows more or less firmly, and state no more themselves.
HEDGES = words("argue believe feel guess imagine mean say suggest suppose think venture")

#: Before their subject, a condition: "had they won", "should she lose".
INVERTED = words("had were should")

SPEAKING = words("address appear speak talk testify write")

QUOTE_MARKS = frozenset('"“”')


def dependents_after(head: Token) -> list[Token]:
    """The dependents close after a token: all of them would be the whole article where the parser finds no end."""
    end = min(head.right_edge.i, head.i + _DEPENDENTS)
    return [token for token in head.doc[head.i + 1 : end + 1] if token.head.i == head.i]


def heads(tokens: list[Token]) -> list[Token]:
    """The tokens on which the others depend, in text order; punctuation only where there is nothing else."""
    inside = {token.i for token in tokens}
    found = [token for token in tokens if (head := token.head.i) == token.i or head not in inside]
    return [token for token in found if not token.is_punct and not token.is_space] or found


def main_verb(content: list[Token]) -> Token | None:
    """The main verb of the content's first clause, or None when it has none ("the idea")."""
    return next((token for token in heads(content) if token.pos_ in ("VERB", "AUX")), None)


def negated_within(verb: Token) -> bool:
    """Whether a word of `verb`'s own clause says that it is not so: not, never, nobody …"""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in NEGATIONS or (child.dep_ == "det" and child.lower_ == "no"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in NOBODY or any(c.lower_ in ("no", "neither") for c in child.children)
        ):
            return True
    return False


def negated(verb: Token) -> bool:
    """Whether `verb`'s clause says that it is not so (not, never, nobody, without …), or its noun's (no proof)."""
    if negated_within(verb):
        return True
    if verb.dep_ == "pcomp":
        return verb.head.lower_ == "without"
    if verb.dep_ == "conj" and any(c.lower_ == "nor" and c.i < verb.i for c in verb.head.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.i < verb.i and any(c.dep_ == "neg" for c in verb.head.children)


def modality(verb: Token, backshifted: bool = False) -> str:
    """One of `schemas.claims.MODALITIES`, from `verb`'s auxiliaries, adverbs, predicate and conditions."""
    marks = {verb.lemma_.lower()}
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in child.children):
            return "hypothetical"
        ends_quotation = child.i + 1 < len(child.doc) and child.nbor().text in QUOTE_MARKS  # there, "might" is strength
        if child.dep_ in ("aux", "advmod", "acomp", "attr", "oprd") and not ends_quotation:
            marks.add(child.lower_)
    if marks & POSSIBLE and not ("could" in marks and negated(verb)):  # what could not be is no possibility
        return "possible"
    obliged = verb.lemma_ in ("have", "need") and any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children)
    if marks & NECESSARY or obliged:
        return "necessary"
    if marks & PROBABLE:
        return "probable"
    return "hypothetical" if marks & WOULD and not backshifted else "asserted"


def says_i(verb: Token) -> bool:
    """Whether `verb` hedges what its speaker says here and now: "I think", "we would argue"."""
    while verb.dep_ == "xcomp" and verb.lemma_ in HEDGES:
        verb = verb.head  # "I would venture to guess"
    return verb.lemma_ in HEDGES and any(c.dep_ == "nsubj" and c.lower_ in FIRST_PERSON for c in verb.children)


def held(verb: Token) -> Token:
    """The main verb of what is said, behind "I think" and the like; else `verb` itself."""
    while says_i(verb):
        below = (c for c in verb.rights if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and c.lemma_ in HEDGES))
        following = next(below, None)
        if following is None:
            break
        verb = following
    return verb


def is_infinitive(verb: Token) -> bool:
    """ "to resign", and the passive "to be dismissed"."""
    return verb.tag_ in ("VB", "VBN") and any(child.tag_ == "TO" for child in verb.lefts)


def is_subjunctive(verb: Token) -> bool:
    """Whether a clause says what is to be done: "(asked) that a committee be struck", "(insisted) that he resign"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or any(child.tag_ in ("MD", "TO") or child.lemma_ == "do" for child in helpers):
        return False
    first = helpers[0] if helpers else verb
    several = any(noun.tag_ in ("NNS", "NNPS") for of in subject.rights if of.lower_ == "of" for noun in of.rights)
    several |= any(noun.dep_ == "conj" for noun in subject.rights)
    singular = (subject.tag_ in ("NN", "NNP") and not several) or subject.lower_ in ("he", "she", "it")
    return first.tag_ == "VB" or (first.tag_ == "VBP" and singular and first.lower_ == first.lemma_)


def is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts)


def subject_of(verb: Token) -> Token | None:
    for _ in range(3):
        found = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
        if found is not None or verb.dep_ not in ("conj", "xcomp"):
            return found
        verb = verb.head
    return None


def is_unreal(word: Token) -> bool:
    """Whether it only may be, or would be under a condition: "might support", "if he backs", "had they nominated"."""
    conditional = any(child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless") for child in word.children)
    subject = next((c for c in word.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    inverted = subject is not None and any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in INVERTED and c.i < subject.i for c in word.lefts
    )
    return conditional or inverted or modality(word) == "possible"


def is_asked(verb: Token) -> bool:
    last = verb.sent[-1]
    return last.text == "?" or any(t.text == "?" for t in verb.doc[verb.i : min(verb.right_edge.i + 3, len(verb.doc))])


def is_over(word: Token) -> bool:
    """ "no longer supports"."""
    return any(c.lower_ == "longer" and any(d.lower_ == "no" for d in c.lefts) for c in word.lefts)


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON")


def clause(head: Token, taken: Collection[int], widely: bool) -> list[Token]:
    """The cue and the words whose adjuncts are its own: "speaking in Ohio, he said", "… he told us, adding that".

    `widely` takes in the verb with which the cue is coordinated.
    """
    found = [head]
    found += [c for c in head.children if c.dep_ == "advcl" and c.lemma_ in SPEAKING and c.i not in taken]
    governor = head.head.head if head.dep_ == "pcomp" else head.head  # "opened the session by saying"
    governed = head.dep_ in ("advcl", "pcomp") or (widely and head.dep_ in ("conj", "xcomp"))
    if governed and governor.i not in taken and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children):
        found.append(governor)
    return found


def belongs(
    token: Token, within: Sequence[Token], taken: Collection[int], through: Callable[[Token], bool] | None = None
) -> bool:
    """Whether `token` hangs on a word of `within`, with nothing but nouns and prepositions (or `through`) between."""
    members = {member.i for member in within}
    for _ in range(4):
        token = token.head
        if token.i in members:
            return True
        if token.i in taken or token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return False
        if through is not None and not through(token):
            return False
    return False


def phrase(noun: Token, taken: Collection[int], begin: Token | None = None) -> Chars:
    """`noun` with what belongs to it, from `begin` on, clear of `taken` and of asides."""
    doc, start, end = noun.doc, noun.i, noun.i + 1
    while start > (begin or noun.left_edge).i and start - 1 not in taken:
        start -= 1
    while end <= noun.right_edge.i and end not in taken and not _is_aside(doc[end]):
        end += 1
    while end > noun.i + 1 and (doc[end - 1].text in ",;:—–-" or doc[end - 1].tag_ in ("IN", "POS", "TO", "_SP")):
        end -= 1
    if sum(doc[i].text in QUOTE_MARKS for i in range(start, end)) % 2:  # the parser leaves the closing one outside
        ahead = [i for i in range(end, min(end + 2, len(doc))) if doc[i].text in QUOTE_MARKS]
        end = ahead[0] + 1 if ahead else end
    return chars(doc[start:end])


def _is_aside(token: Token) -> bool:
    """Whether `token` begins what is no longer part of a noun's name: a relative clause, an apposition, a list."""
    if token.text in ",;:—–":
        place = 0 < token.i < len(token.doc) - 1 and token.nbor(-1).ent_type_ == token.nbor(1).ent_type_ == "GPE"
        return not place  # "in Lyon, France"
    behind = token.dep_ in ("relcl", "advcl", "case") and token.i > token.head.i + 1
    return behind or token.dep_ == "acl" or token.tag_ in ("WDT", "WP", "WP$")
