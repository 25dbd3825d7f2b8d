"""Stances: what a claim is for or against, from its cue, its own words of value, and what it wants done.

The reporter's word comes first, then the speaker's own:

- the cue takes a side on its object: "endorsed", "was critical of", "dismissed the idea as premature";
- the cue demands, proposes, promises or wishes what the content says is to be done: "vowed to repeal the tax";
- the content calls for something: "should resign", "it is time to go", "stop the war" (`demands`);
- the content says what is good or bad, or does good or harm: "the plan is reckless", "he lied to us" (`verdicts`);
- the content says what the speaker is for or against: "we oppose …", "I am proud to endorse her" (`leanings`).

Few and right: what only might be, is asked, or is somebody else's view takes no side. Words of value are those of
`valences.csv`, cues those of `cues.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.annotations import Chars, Stance
from tasks.extract.lexicon import words
from tasks.extract.positions import text_of
from tasks.extract.stances.leanings import Leaning
from tasks.extract.stances.reported import alleged, by_cue
from tasks.extract.stances.said import by_clause, by_fragment, clauses
from tasks.extract.stances.speech import Speech, openings
from tasks.extract.stances.targets import Targets, within_content
from tasks.extract.stances.wants import own_plans

NOBODY = words("one there you")


@Language.factory(
    "onrecord_stances",
    requires=["token.dep", "token.lemma", "token.pos", "doc._.attributions", "doc._.mentions", "doc._.chains"],
    assigns=["doc._.stances"],
)
def make_stances(nlp: Language, name: str) -> Stances:
    return Stances()


class Stances:
    """Writes `doc._.stances`, at most one a claim and target: what the cue says comes before what the content says."""

    def __call__(self, doc: Doc) -> Doc:
        targets, text = Targets(doc), text_of(doc)
        doc._.stances = []
        for number, claim in enumerate(doc._.attributions):
            if not claim.source or text[claim.source[0].start : claim.source[-1].end].lower() in NOBODY:
                continue
            own = None if claim.speaker_mention is None else doc._.mentions[claim.speaker_mention].chain
            taken: set[Chars | int] = set()
            spans: list[Chars] = []
            for leaning in targets.each(leanings(Speech(doc, claim, own, targets))):
                target = targets.of(leaning, own)
                if target is None or targets.is_mere_speaker(target[1]):
                    continue
                if any(span.start < target[0].end and target[0].start < span.end for span in claim.source):
                    continue
                span, mention = within_content(target[0], claim), target[1]
                key = span if mention is None else doc._.mentions[mention].chain
                inside = mention is None and any(t.start <= span.start and span.end <= t.end for t in spans)
                if key not in taken and not inside:
                    spans.append(span)
                    taken.add(key)
                    side = "support" if leaning.score > 0 else "oppose" if leaning.score < 0 else "neutral"
                    doc._.stances.append(Stance(number, span, mention, stance=side, score=leaning.score))
        return doc


def leanings(speech: Speech) -> Iterator[Leaning]:
    """What the claim leans on: the reporter's word comes before the speaker's, an allegation last."""
    tops = openings(speech)
    found = list(by_cue(speech, tops))
    blamed = [] if found else list(alleged(speech, tops))
    if not found and speech.asserted():
        said = (leaning for verb, denied in clauses(speech, tops) for leaning in by_clause(speech, verb, denied))
        found = [leaning for leaning in said if leaning.head.i in speech.inside] or list(by_fragment(speech, tops))
    # What one complains of is not praised: "complained that they tried to protect him".
    yield from blamed if any(leaning.score > 0 for leaning in found) and blamed else found or blamed
    if speech.asserted():
        yield from own_plans(speech, tops)
