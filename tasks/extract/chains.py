"""Mentions of the things that an article names, and the chains that join those of one thing.

Names come from `doc.ents`; surnames, acronyms, titles and pronouns join them (`naming`, `pronouns`). Precision comes
first: a pronoun that nothing resolves is a mention without a chain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from schemas.ids import local_entity_id
from schemas.mentions import LABELS
from tasks.extract.annotations import Attribution, Chain, Chars, Mention, chars, token_span
from tasks.extract.lexicon import words
from tasks.extract.naming import Thing, display_name, join_names
from tasks.extract.pronouns import FIRST_PERSON, PRONOUNS, Candidate, Resolution, Salience, governing_subject, may_mean
from tasks.extract.quotes import quotations
from tasks.extract.reference_table import ReferenceTable

#: OntoNotes label → kind of thing, where no reference table says it better.
KINDS = {
    "PERSON": "person",
    "NORP": "group",
    "FAC": "facility",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "LANGUAGE": "language",
}
#: "it" that stands for nothing: "it is clear that", "it seems".
_WEATHER = words("seem appear turn happen rain snow take matter")
_OFFICES = words(
    """
    president chancellor premier minister senator governor mayor congressman congresswoman secretary ambassador
    chairman chairwoman spokesman spokeswoman spokesperson director general colonel judge justice king queen
    prince princess pope bishop archbishop professor actor actress singer author commissioner leader candidate
    nominee coach captain lawmaker chief
    """
)
#: Nominals that can take up an organisation whose name ends in the word, or whose kind it names.
_BODIES = words(
    """
    party alliance union agency bank company university council committee commission court ministry department
    institute foundation organization organisation association federation group pact treaty league bureau board
    college academy museum hospital
    """
)
_VOTES = 2  #: pronouns that must agree on a person's gender, and by how many times they must outnumber the others
_POINTERS = frozenset({"the", "this", "that"})
_NOMINAL_REACH = 6  #: sentences back in which "the prime minister" looks for its person


@Language.factory(
    "onrecord_chains",
    requires=["doc.ents", "doc.sents", "token.pos", "token.tag", "token.dep", "token.head"],
    assigns=["doc._.mentions", "doc._.chains"],
    default_config={"margin": 0.4, "knowledge": []},
)
def make_chains(nlp: Language, name: str, margin: float, knowledge: list[str]) -> Chains:
    """Reads `doc._.attributions` too, where there are any.

    margin: lead in salience that a pronoun's antecedent must have.
    knowledge: the user's own reference tables, beside ours, which say of what kind a linked thing is.
    """
    return Chains(margin, ReferenceTable.load(knowledge))


class Chains:
    """Writes `doc._.mentions` (in text order, none overlapping another) and `doc._.chains`."""

    def __init__(self, margin: float = 0.4, reference: ReferenceTable | None = None) -> None:
        self.margin = margin
        self.reference = reference

    def __call__(self, doc: Doc) -> Doc:
        things = join_names([span for span in map(_trimmed, doc.ents) if span is not None])
        _learn_genders(_Article(doc, things, self.margin), things)
        found = _Article(doc, things, self.margin).mentions()
        used = [thing for thing in things if thing.names]
        doc._.chains = [self._chain(thing) for thing in used]
        doc._.mentions = found
        return doc

    def _chain(self, thing: Thing) -> Chain:
        label, name = thing.label, thing.name
        if thing.entity_id:
            known = self.reference.get(thing.entity_id) if self.reference else None
            return Chain(name, label, known.kind if known else KINDS[label], thing.entity_id)
        kind = KINDS[label]
        return Chain(name, label, kind, local_entity_id(kind, name))


def _learn_genders(article: _Article, things: list[Thing]) -> None:
    """Give persons of unknown gender that of the pronouns which, read with no such knowledge, mostly mean them."""
    text = article.doc.text
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in article.mentions():
        word = text[mention.chars.start : mention.chars.end].casefold()
        if mention.kind == "pronoun" and mention.chain is not None and PRONOUNS.get(word) in ("male", "female"):
            votes[mention.chain][PRONOUNS[word]] += 1
    for thing in things:
        counts = votes[thing.number]
        if thing.gender is None and counts:
            (gender, most), *others = counts.most_common()
            if most >= _VOTES and most >= _VOTES * sum(count for _, count in others):
                thing.gender = gender


def _trimmed(ent: Span) -> Span | None:
    """The name alone: no possessive, article or white space at its edges; null for what is no name."""
    if ent.label_ not in LABELS:
        return None
    start, end = ent.start, ent.end
    doc = ent.doc
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].text in ("’s", "'s", "’", "'")
    ):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].text == "the" or doc[start].is_punct):
        start += 1
    if start == end:
        return None
    return Span(doc, start, end, label=ent.label, kb_id=ent.kb_id)


class _Article:
    """One article, read from left to right."""

    def __init__(self, doc: Doc, things: list[Thing], margin: float) -> None:
        self.doc = doc
        self.things = things
        self.salience = Salience(margin=margin)
        most = max((len(thing.names) for thing in things if thing.label == "PERSON"), default=1)
        self.candidates = {thing.number: _candidate(thing, most) for thing in things}
        self.sentences = [sentence.start for sentence in doc.sents]
        self.names: dict[int, tuple[Span, Thing]] = {}
        self.covered: set[int] = set()
        for thing in things:
            for span in thing.names:
                self.names[span.start] = (span, thing)
                self.covered.update(range(span.start, span.end))
        self.quotes = _Quotes(doc)
        self.offices = _offices(things)
        self.bodies = _bodies(things)
        self.resolved: dict[int, int] = {}  # token → thing, for pronouns and names
        self.sources = {
            token.i
            for claim in doc._.attributions
            if claim.parent is None
            for source in claim.source
            for token in token_span(doc, source)
        }
        self.last_speaker: int | None = None  # in this paragraph

    def mentions(self) -> list[Mention]:
        """All mentions in text order."""
        found: list[Mention] = []
        first_person: list[Token] = []
        for token in self.doc:
            sentence = bisect_right(self.sentences, token.i) - 1
            if "\n" in token.text:
                self.last_speaker = None
            if token.i in self.names:
                span, thing = self.names[token.i]
                if not self._is_byline(span):
                    self._see(thing.number, span.root if len(span) < 12 else span[-1], sentence)
                self.resolved.update(dict.fromkeys(range(span.start, span.end), thing.number))
                if thing.label == "PERSON" and span.start in self.sources:
                    self.last_speaker = thing.number
                found.append(Mention(chars(span), "name", span.label_, thing.number))
            elif token.i in self.covered:
                continue
            elif token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET"):
                if not _stands_for_nothing(token):
                    found.append(self._pronoun(token, sentence))
            elif token.lower_ in FIRST_PERSON and token.pos_ == "PRON" and self.quotes.around(token.idx):
                first_person.append(token)
            elif token.pos_ in ("NOUN", "PROPN"):
                nominal = self._nominal(token, sentence)
                if nominal is not None:
                    found.append(nominal)
        found += self._speakers_themselves(first_person)
        found.sort(key=lambda mention: mention.chars)
        return found

    def _is_byline(self, span: Span) -> bool:
        """A name that follows "By" at the start of a line: the author, whom the text does not speak of."""
        by = span.start - 1
        return by >= 0 and self.doc[by].lower_ == "by" and (by == 0 or "\n" in self.doc[by - 1].text)

    def _see(self, number: int, head: Token, sentence: int) -> None:
        self.salience.see(self.candidates[number], head, sentence)

    def _pronoun(self, token: Token, sentence: int) -> Mention:
        where = Chars(token.idx, token.idx + len(token))
        quote = self.quotes.around(token.idx)
        excluded = []
        speaker = self._speaker_of(token.idx) if quote else None
        if speaker is not None:  # who speaks of himself says "I"
            excluded.append(speaker)
        kind = PRONOUNS[token.lower_]
        if kind in ("male", "female"):
            speaker = self.last_speaker if token.i in self.sources else None
            resolution = self.salience.resolve(token, sentence, excluded, speaker)
        else:
            resolution = self._body(token)
        if resolution is None:
            return Mention(where, "pronoun", None)
        candidate = resolution.candidate
        self._see(candidate.number, token, sentence)
        self.resolved[token.i] = candidate.number
        return Mention(where, "pronoun", candidate.label, candidate.number, resolution.confidence)

    def _body(self, token: Token) -> Resolution | None:
        """The organisation, country or group that it or they mean."""
        subject = governing_subject(token)
        number = self.resolved.get(subject.i) if subject is not None else None
        if number is None or not may_mean(token, self.candidates[number].label):
            return None
        return Resolution(self.candidates[number], 0.8)

    def _nominal(self, token: Token, sentence: int) -> Mention | None:
        """ "the prime minister", "the alliance", when one person's office or one body's name says so."""
        word = token.lower_
        if word not in self.offices and word not in self.bodies:
            return None
        start = next(
            (at for at in range(token.i, max(0, token.i - 3), -1) if self.doc[at - 1].lower_ in _POINTERS), None
        )
        if start is None or start - 1 in self.covered or _goes_on(token):
            return None
        phrase = self.doc[start : token.i + 1].text.casefold()
        numbers = self.offices.get(word, {}).get(phrase) or self.bodies.get(phrase) or set()
        near = [
            n
            for n in sorted(numbers)
            if self.candidates[n].last and sentence - self.candidates[n].sentence <= _NOMINAL_REACH
        ]
        if len(near) != 1:
            return None
        self._see(near[0], token, sentence)
        span = self.doc[start - 1 : token.i + 1]
        self.resolved.update(dict.fromkeys(range(span.start, span.end), near[0]))
        return Mention(chars(span), "nominal", self.candidates[near[0]].label, near[0], 0.7)

    def _speaker_of(self, char: int) -> int | None:
        """The thing that speaks the innermost quotation around a character, when it has been read already."""
        claim = self.quotes.claim(char)
        if claim is None:
            return None
        for source in claim.source:
            tokens = self.doc.char_span(*source, alignment_mode="expand")
            for token in tokens if tokens is not None else ():
                if token.i in self.resolved:
                    return self.resolved[token.i]
        return None

    def _speakers_themselves(self, first_person: list[Token]) -> Iterator[Mention]:
        """ "I" in a quotation is its speaker."""
        for token in first_person:
            number = self._speaker_of(token.idx)
            if number is not None and self.candidates[number].label == "PERSON":
                yield Mention(Chars(token.idx, token.idx + len(token)), "pronoun", "PERSON", number, 0.9)


class _Quotes:
    """Which quotation and which attribution stand around a character."""

    def __init__(self, doc: Doc) -> None:
        self.quotations = quotations(doc.text)
        self._starts = [quotation.start for quotation in self.quotations]
        contents = [(content, claim) for claim in doc._.attributions for content in claim.content]
        self.contents: list[tuple[Chars, Attribution]] = sorted(contents, key=lambda item: item[0])
        self._content_starts = [content.start for content, _ in self.contents]

    def around(self, char: int) -> bool:
        at = bisect_right(self._starts, char) - 1
        return any(self.quotations[i].end > char for i in range(at, max(at - 3, -1), -1))

    def claim(self, char: int) -> Attribution | None:
        """The attribution whose content stands most closely around a character."""
        at = bisect_right(self._content_starts, char) - 1
        fit = [self.contents[i] for i in range(at, max(at - 6, -1), -1) if self.contents[i][0].end > char]
        return min(fit, key=lambda item: item[0].end - item[0].start)[1] if fit else None


def _candidate(thing: Thing, most: int) -> Candidate:
    return Candidate(thing.number, thing.label, thing.gender, prominence=min(1.0, len(thing.names) / most))


def _stands_for_nothing(token: Token) -> bool:
    """ "it" of "it is clear that …", "it seems", and where the parser says so."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ in _WEATHER:
        return True
    return verb.lemma_ == "be" and any(
        child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") for child in verb.rights
    )


def _offices(things: list[Thing]) -> dict[str, dict[str, set[int]]]:
    """Last word of an office → office → who bears it: "minister" → "prime minister" → X of "Prime Minister X"."""
    offices: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for thing in things:
        if thing.label != "PERSON":
            continue
        for span in thing.names:
            doc, at = span.doc, span.start
            while (
                at > max(0, span.start - 4)
                and doc[at - 1].pos_ in ("PROPN", "NOUN")
                and doc[at - 1].ent_type_ in ("", "ORG")
            ):
                at -= 1
            said = [token.lower_ for token in doc[at : span.start]]
            if said and said[-1] in _OFFICES:
                for start in range(len(said)):
                    offices[said[-1]][" ".join(said[start:])].add(thing.number)
    return offices


def _bodies(things: list[Thing]) -> dict[str, set[int]]:
    """ "party" → the things whose full name ends in Party."""
    bodies: dict[str, set[int]] = defaultdict(set)
    for thing in things:
        if thing.label == "ORG":
            for span in thing.names:
                last = display_name(span).split()[-1].casefold()
                if len(span) > 1 and last in _BODIES:
                    bodies[last].add(thing.number)
    return bodies


def _goes_on(token: Token) -> bool:
    """Whether more follows that says which one: "the president of France", "the alliance that …"."""
    if token.dep_ == "compound" or token.i + 1 >= len(token.doc):
        return token.dep_ == "compound"
    following = token.nbor(1)
    return following.lower_ in ("of", "for", "in", "at", "who", "which", "that", "-") or (
        following.pos_ == "PROPN" and following.dep_ != "appos"
    )
