"""What a cue tells: which of its words name the act, what kind of act that is, and whom it only speaks to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tasks.extract.clauses import heads, is_infinitive, is_passive, is_subjunctive
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up
from tasks.extract.lexicon import words

#: Verbs that hand the act over to their infinitive: "went on to say", "struggled to persuade", "failed to mention".
CARRIERS = words(
    "appear attempt begin come continue fail go happen have help keep manage proceed seem start struggle tend try use"
    " venture"
)
#: Verbs whose passive subject is spoken to, or spoken of, and does not speak: "was asked", "is said to".
ADDRESSED_SUBJECT = words(
    "accuse advise allege ask assume beg believe blame brief caution charge consider criticise criticize estimate"
    " expect fault implore inform instruct know notify order presume press question quiz remind rumor rumour say"
    " suppose tell think understand urge warn"
)


def cue_head(cue: list[Token]) -> Token | None:
    """The word of the cue on which its others depend; of several, the first that the lexicon knows."""
    candidates = [next((c for c in head.children if c.dep_ == "pcomp" and c in cue), head) for head in heads(cue)]
    candidates = [saying if (saying := quoted_as(head)) and saying in cue else head for head in candidates]
    return next((head for head in candidates if look_up(head)[0]), candidates[0] if candidates else None)


def quoted_as(verb: Token) -> Token | None:
    """The "saying" of "was quoted as saying"."""
    ways = (child for child in verb.rights if verb.lower_ == "quoted" and child.lower_ == "as")
    return next((verb for way in ways for verb in way.rights if verb.dep_ == "pcomp"), None)


def telling_verbs(cue: list[Token]) -> list[Token]:
    """The cue's head, and below it the verbs to which it hands the act over ("goes on to say"), in this order."""
    head = cue_head(cue)
    found = [] if head is None else [head]
    verb = head
    while verb is not None and verb.lemma_.lower() in CARRIERS:
        verb = next((c for c in verb.rights if c in cue and (c.dep_ == "xcomp" or is_infinitive(c))), None)
        if verb is not None:
            found.append(verb)
    if len(found) == 1 and head is not None and look_up(head)[0] is None:  # "marched to demand"
        aims = (child for child in head.rights if child in cue and is_infinitive(child) and look_up(child)[0])
        found += [aim for aim in aims if aim.dep_ in ("advcl", "xcomp")][:1]
    while len(found) > 1 and look_up(found[-1])[0] is None:
        found.pop()
    return found


def telling(head: Token, cue: Sequence[Token]) -> Token:
    """The word that names the act: what a light verb carries ("voiced support", "was worried"), else the cue's head.

    Where the lexicon lacks that, the cue's noun before it: "vision" of "her vision includes".
    """
    if lemma(head) in LIGHT_VERBS:
        complements = [child for child in head.children if child.dep_ in ("dobj", "acomp", "attr", "oprd", "ccomp")]
        complements = [child for child in complements if not any(c.dep_ == "mark" for c in child.lefts)]  # "shows that"
        for token in (*(t for t in cue if t.i != head.i), *complements):
            if token.pos_ in ("NOUN", "ADJ", "VERB", "ADP") and look_up(token)[0]:
                return token
    if look_up(head)[0] is None and cue[0].dep_ == "nsubj" and cue[0].pos_ == "NOUN" and look_up(cue[0])[0]:
        return cue[0]
    return head


def act(word: Token | None, main: Token | None) -> str | None:
    """What kind of act the cue reports, one of `schemas.claims.ACTS`; see `cues` for the classes.

    Quote marks alone say that something was said; a word that the lexicon does not know tells nothing of the act.
    """
    if word is None:
        return "say"
    found, _ = look_up(word)
    if found is None:
        return None
    return found.act_to_do if main is not None and is_to_do(main, word) else found.act


def is_to_do(main: Token, word: Token) -> bool:
    """Whether the content, of which `main` is the verb, is something to do: to go, that he go, "suggested going"."""
    below = main.head.i == word.i
    if lemma(word) == "say" and is_passive(word):  # "is said to have left"
        return False
    if is_infinitive(main):
        # "Bank to close, union says"
        announced = main.i < word.i and any(child.dep_ == "nsubj" for child in main.lefts)
        return not announced and (below or main.dep_ in ("ccomp", "xcomp"))
    gerund = main.tag_ == "VBG" and main.dep_ == "xcomp"
    return below and (gerund or (main.dep_ == "ccomp" and is_subjunctive(main)))


def failed(verb: Token) -> bool:
    """Whether a verb says that it did not come to something: "failed to mention", "failed on Monday to agree"."""
    return "fail" in (verb.lemma_, verb.head.lemma_ if verb.dep_ == "xcomp" else "")


def spoken_to(head: Token, source: Sequence[Token]) -> bool:
    """Whether the cue is addressed to `source` or speaks of it: "Bell was asked", "Asked whether …, Bell"."""
    if head.tag_ not in ("VBN", "VBD") or lemma(head) not in ADDRESSED_SUBJECT:
        return False
    inside = {token.i for token in source}
    subjects = [child for child in head.children if child.dep_ in ("nsubj", "nsubjpass", "agent")]
    if subjects:
        passive = [child for child in subjects if child.dep_ == "nsubjpass"]
        described = [c for child in passive for c in child.children if c.dep_ == "appos"]
        return any(child.i in inside for child in (*passive, *described))
    if head.dep_ == "advcl" and head.tag_ == "VBN":
        return True  # who was asked, wherever they are named: nobody speaks
    if head.dep_ not in ("advcl", "acl", "relcl"):
        return False
    return head.head.i in inside or any(c.dep_ in ("nsubj", "nsubjpass") and c.i in inside for c in head.head.children)
