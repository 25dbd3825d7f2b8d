"""The reporter's word for the speaker's side: "endorsed", "was critical of", "dismissed the idea as premature"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tasks.extract.clauses import (
    NEGATIONS,
    POSSIBLE,
    is_infinitive,
    is_noun,
    is_passive,
    is_unreal,
    negated,
    subject_of,
)
from tasks.extract.cues import ABOUT, LIGHT_VERBS, lemma
from tasks.extract.lexicon import words
from tasks.extract.stances.leanings import (
    DECLINING,
    MEASURES,
    Leaning,
    is_adjectival,
    is_idle_worry,
    is_time,
    is_wanting,
    leaning_of,
    object_of,
    side_of,
    so_called,
    stirred,
)
from tasks.extract.stances.speech import Speech
from tasks.extract.stances.verdicts import described
from tasks.extract.stances.wants import tasks_of, wanted

ALLEGED = -0.6
#: Verbs whose subject others are for or against: "faced criticism for".
RECEIVING = words("attract encounter face receive")
#: Verbs whose feeling follows "with".
GREETING = words("greet hear meet react receive respond view")
#: Verbs whose clause is a reproach to who does what it says.
ALLEGING = words("allege charge complain gripe grouse grumble moan protest")


def by_cue(speech: Speech, tops: list[Token]) -> Iterator[Leaning]:
    if speech.head is None:
        return
    if is_done_to_speaker(speech, speech.head):
        return
    if (felt := cause_of_feeling(speech)) is not None:
        yield felt
        return
    leaning = next((found for word in telling_words(speech) if (found := told_by(speech, word, tops))), None)
    if leaning is not None:
        yield leaning
        return
    verbs = (speech.head, *(t for t in speech.cue if t.i != speech.head.i))  # "released a statement calling him a hero"
    yield from next((said for verb in verbs if (said := list(described(verb, speech.content)))), ())
    # "was aggressive in pushing for | a vote"
    asking = (verb for verb in verbs if verb.i == speech.head.i or verb.pos_ in ("VERB", "NOUN"))
    yield from next((wants for word in asking if (wants := list(wanted(speech, word, tops)))), ())


def is_done_to_speaker(speech: Speech, verb: Token) -> bool:
    """ "he was assailed for it", "he faced criticism": by others."""
    if verb.pos_ != "VERB" or is_adjectival(verb):
        return False
    done_to = "nsubjpass" if is_passive(verb) else "nsubj" if lemma(verb) in RECEIVING else None
    return any(c.dep_ == done_to and c.i in speech.sources for c in verb.lefts)


def cause_of_feeling(speech: Speech) -> Leaning | None:
    """ "the remark angered unions": unions are against the remark."""
    verb = speech.head
    if verb is None or verb.pos_ != "VERB" or is_passive(verb) or negated(verb) or is_unreal(verb):
        return None
    cause = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i in speech.inside), None)
    moved = any(c.dep_ == "dobj" and c.i in speech.sources for c in verb.rights)
    score = stirred(verb) if cause is not None and moved else 0.0
    return Leaning(score, cause) if score and cause is not None else None


def telling_words(speech: Speech) -> Iterator[Token]:
    assert speech.head is not None
    yield speech.head
    if speech.head.pos_ == "ADP" and speech.head.head.i in speech.sources:
        yield speech.head.head  # "supporters | of | Hansen"
    if speech.head.lemma_ in LIGHT_VERBS | DECLINING:  # voiced opposition, declined to take sides
        yield from (c for c in speech.head.children if c.dep_ in ("dobj", "acomp", "attr", "xcomp"))
    yield from (t for t in speech.cue if t.i != speech.head.i and t.pos_ in ("VERB", "NOUN", "ADJ", "ADP"))
    if lemma(speech.head) in GREETING:  # "greeted | the budget with relief"
        yield from (c for p in speech.head.rights if p.lower_ == "with" for c in p.rights if c.i not in speech.cued)


def told_by(speech: Speech, word: Token, tops: list[Token]) -> Leaning | None:
    """What a word of the cue leans on within the claim; the parser may find an object elsewhere."""
    leaning = leaning_of(word)
    if only_may(speech):
        return None
    if leaning is not None and is_wanting(word) and tasks_of(speech, tops):
        return None  # "called for the council to lower rents"
    if leaning is not None and speech.content and leaning.head.i not in speech.inside | speech.cued:
        leaning = None
    if leaning is not None and leaning.head.i not in speech.inside and (side_of(leaning.head) or 0.0) < 0:
        return None  # "brushed aside concerns about | the cost"
    return leaning or leans_on(speech, word, tops)


def only_may(speech: Speech) -> bool:
    """ "could well endorse": the parser may hang the modal elsewhere."""
    return any(t.lower_ in POSSIBLE and (t.i + 1 == len(t.doc) or t.nbor().lower_ not in NEGATIONS) for t in speech.cue)


def leans_on(speech: Speech, word: Token, tops: list[Token]) -> Leaning | None:
    """The content as what a word of the cue leans on, where the parse has no link: "pointed attacks on"."""
    score = side_of(word)
    if score is None or not tops:
        return None
    tasks = [t for t in tasks_of(speech, tops) if is_infinitive(t)]
    if any(t.head.i != tops[0].i or tops[0].lemma_ not in MEASURES for t in tasks):
        return None  # "called for ministers to resign", but "anger at the decision to resign"
    if tops[0].i == word.i:
        return None  # "expressed | skepticism": the feeling is no target
    if tops[0].dep_ == "prep" or tops[0].pos_ == "ADP" or tops[0].lower_ in ABOUT:
        # "a verbal attack | against a journalist"
        tops = [next((c for c in tops[0].rights if c.dep_ in ("dobj", "pobj", "pcomp")), tops[0])]
    if (named := so_called(tops[0])) is not None:
        return Leaning(score, named, word=word)
    if is_noun(tops[0]):
        return None if is_idle_worry(word, tops[0]) or is_time(tops[0]) else Leaning(score, tops[0], word=word)
    gerund = next((t for t in tops if speech.is_gerund(t)), None)
    if gerund is not None:
        return Leaning(score, gerund, clause=True)  # "ruled out raising rents"
    told = tops[0].dep_ == "ccomp" or tops[0].left_edge.lower_ in ("after", "that", "when")
    felt = (word.pos_ == "ADJ" or word.tag_ == "VBN") and told
    if felt and tops[0].pos_ in ("VERB", "AUX") and tops[0].dep_ in ("ccomp", "advcl") and not is_unreal(tops[0]):
        return deed(speech, score, tops[0])  # "was outraged when Hansen sold the port"
    return None


def deed(speech: Speech, score: float, verb: Token) -> Leaning:
    """Who does something bad is blamed; what is good about a good deed is the deed."""
    subject = subject_of(verb)
    done_to = object_of(verb, None) is not None and lemma(verb) != "lose" and not is_passive(verb)
    if score < 0 and done_to and subject is not None and speech.acts(subject):
        return Leaning(score, subject)
    return speech.to_do(verb, score)


def alleged(speech: Speech, tops: list[Token]) -> Iterator[Leaning]:
    """ "complained that Hansen hid the report"."""
    if speech.head is None or lemma(speech.head) not in ALLEGING or negated(speech.head) or is_unreal(speech.head):
        return
    for verb in tops[:1]:
        subject = subject_of(verb) if verb.pos_ == "VERB" else None
        if subject is not None and speech.acts(subject) and not is_passive(verb) and not negated(verb):
            yield Leaning(ALLEGED, subject)
