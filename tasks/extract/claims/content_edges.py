"""Where a content begins and ends: the model marks word pieces, the parse tells where these break off within a phrase.

Of PolNeAR dev this makes 0.662 of the contents exact (F1), 0.660 without.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Span, Token

from tasks.extract.claims.occasions import ADDRESSING
from tasks.extract.clauses import QUOTE_MARKS, heads
from tasks.extract.cues import lemma

#: What does not stand without its head, which follows.
LEANING = frozenset({"amod", "aux", "auxpass", "case", "compound", "det", "mark", "neg", "nummod", "poss", "quantmod"})
#: What a preposition, or the verb before it, does not stand without.
OBJECTS = frozenset({"pcomp", "pobj"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
SUBORDINATING = frozenset({"that", "if", "whether"})
ENDS = frozenset({".", "?", "!"})
#: Words that what goes with a cue may have before its clause begins.
ADJUNCT = 12


def ending(last: Token, taken: Collection[int]) -> int:
    """The index behind the token with which a content ends whose last word is `last`: further on where it breaks off.

    "the “incidents” in the" goes on to "city", "voters who" to the end of the clause, unless what follows is `taken`.
    """
    end = last.i + 1
    for _ in range(3):  # "in", "the", "city of": a few words lean on one another
        follower = _needed(last)
        if follower is None or any(map(_parts, last.doc[end : follower.i])):
            return end
        stop = _close(follower, taken)
        if stop <= end or any(i in taken for i in range(end, stop)):
            return end
        last, end = last.doc[stop - 1], stop
    return end


def beginning(first: Token, taken: Collection[int]) -> int:
    """The index of the token with which a content begins whose first word is `first`: of its subject, if it is free."""
    verb = first.head if first.dep_ in ("aux", "auxpass", "neg", "advmod") and first.head.i > first.i else first
    if first.tag_ not in FINITE:
        return first.i
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_ in RELATIVE or subject.right_edge.i != first.i - 1:
        return first.i
    start = subject.left_edge.i
    return first.i if any(i in taken for i in range(start, first.i)) else start


def parted_subject(words: Sequence[Token], own: Collection[int], taken: Collection[int]) -> Span | None:
    """The subject from which the cue parts a content's verb: "The firm" of "The firm, he said, keeps its licence".

    words: the content's; own: the indices of what is cue or source.
    """
    first = next((word for word in words if not word.is_punct), words[0])
    doc, aside = first.doc, first.i
    while aside > first.sent.start and (aside - 1 in own or doc[aside - 1].is_punct):
        aside -= 1
    parted = doc[aside : first.i]
    told = [token.i for token in parted if token.i in own]
    if first.tag_ not in FINITE or not told or parted[0].i in own or parted[-1].i in own:
        return None
    before = [token for token in doc[first.sent.start : aside] if not token.is_space]
    nominal = before and before[-1].pos_ in ("NOUN", "PRON", "PROPN") and before[-1].tag_ not in RELATIVE
    if not nominal or any(token.tag_ in FINITE or token.i in taken for token in before):
        return None
    closing = (token.i + 1 for token in parted if token.text in QUOTE_MARKS and token.i < told[0])
    return doc[before[0].i : max(closing, default=aside)]


def clause_begin(words: Sequence[Token], cue: Sequence[Token]) -> int | None:
    """Where the clause begins before which a content has what goes with its cue.

    "outside court that …", and whom the cue addresses: "clients that …", "her why …".
    """
    told = {token.i for token in cue}
    for n, word in enumerate(words[:ADJUNCT]):
        clause = _clause_of(word)
        if n and clause is not None and clause.head.i in told:
            before = [token for token in words[:n] if not token.is_punct]
            outer = all(token.head.i in told or token.head in before for token in before)
            addressed = lemma(clause.head) in ADDRESSING
            return word.i if before and outer and (addressed or all(token.dep_ != "dobj" for token in before)) else None
    return _behind_addressee(words, told)


def _behind_addressee(words: Sequence[Token], told: Collection[int]) -> int | None:
    """Where a clause without "that" begins behind whom the cue addresses: "us it was raining" of "told us"."""
    person = next((word for word in words[:ADJUNCT] if word.dep_ in ("dative", "dobj") and word.head.i in told), None)
    if person is None or person.left_edge.i != words[0].i or lemma(person.head) not in ADDRESSING:
        return None
    clause = next((verb for verb in person.head.rights if verb.dep_ == "ccomp" and verb.tag_ in FINITE), None)
    behind = clause is not None and clause.left_edge.i == person.right_edge.i + 1
    return clause.left_edge.i if clause is not None and behind and words[-1].i >= clause.i else None


def _clause_of(word: Token) -> Token | None:
    """The verb of the clause that "that", "if", "whether" or a question word begins and a cue may report."""
    verb = word.head
    if word.tag_ in ("WDT", "WP", "WRB"):
        while verb.dep_ != "ccomp" and verb.left_edge.i == word.i and verb.head.i != verb.i:
            verb = verb.head
    elif word.dep_ != "mark" or word.lower_ not in SUBORDINATING:
        return None
    return verb if verb.dep_ == "ccomp" and verb.left_edge.i == word.i else None


def clause_end(words: Sequence[Token], cue: Sequence[Token]) -> int | None:
    """Behind the clause of which a content holds the subject alone, where the cue reports all of it.

    "The suspect" of "The suspect is believed to have fled, police said", when "is believed" was read as a cue, too.
    """
    told = {token.i for token in cue}
    subject = next((head for head in heads(list(words)) if head.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.head.dep_ != "ccomp" or subject.head.head.i not in told:
        return None
    verb = subject.head
    if verb.i in told or not words[-1].i < verb.i < min(told):
        return None
    return min(verb.right_edge.i + 1, min(told))


def one_sentence(words: Sequence[Token], cue: Token) -> Sequence[Token]:
    """The words of an unquoted content that stand in the sentence nearest its cue."""
    breaks = [n for n, word in enumerate(words) if n and word.is_sent_start and words[n - 1].text in ENDS]
    if not breaks:
        return words
    return words[: breaks[0]] if cue.i < words[0].i else words[breaks[-1] :]


def _needed(last: Token) -> Token | None:
    """The word behind `last` without which it does not stand."""
    if last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I":
        return last.nbor()
    if last.dep_ in LEANING and last.head.i > last.i:
        return last.head
    if last.tag_ in RELATIVE and last.head.i > last.i:
        return last.head
    if last.dep_ in ("prep", "agent"):
        return next((child for child in last.rights if child.dep_ in OBJECTS), None)
    return None


def _parts(mark: Token) -> bool:
    """Whether it is punctuation, and no hyphen within a word: "a 22-metre boat"."""
    within = mark.text == "-" and not mark.whitespace_ and mark.i and not mark.nbor(-1).whitespace_
    return mark.is_punct and not within


def _close(word: Token, taken: Collection[int]) -> int:
    """Behind the phrase or clause of `word`."""
    stop = word.right_edge.i + 1
    if word.pos_ not in ("VERB", "AUX"):
        comma = next((i for i in range(word.i + 1, stop) if _parts(word.doc[i])), stop)
        stop = min(stop, comma)
    stop = next((i for i in range(word.i, stop) if i in taken), stop)
    while stop > word.i and (word.doc[stop - 1].is_punct or word.doc[stop - 1].is_space):
        stop -= 1
    return stop
