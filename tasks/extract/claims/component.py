"""Completes the attributions: speaker, kind of quotation, act, polarity, modality, addressee, venue, day.

What each column means, with examples, is in docs/claims.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Attribution, Chars, chars
from tasks.extract.attribution.component import joined
from tasks.extract.attribution.layers import kept
from tasks.extract.claims.acts import act, cue_head, failed, quoted_as, spoken_to, telling, telling_verbs
from tasks.extract.claims.content_edges import (
    RELATIVE,
    beginning,
    clause_begin,
    clause_end,
    ending,
    one_sentence,
    parted_subject,
)
from tasks.extract.claims.cue_edges import mended
from tasks.extract.claims.occasions import ADDRESSING, Occasions, addressee
from tasks.extract.claims.speakers import Speakers
from tasks.extract.clauses import (
    heads,
    held,
    is_passive,
    main_verb,
    modality,
    negated,
    says_i,
)
from tasks.extract.cues import LIGHT_VERBS, lemma
from tasks.extract.paragraphs import dateline
from tasks.extract.positions import Positions
from tasks.extract.quotes import quotations
from tasks.extract.tense import in_the_past

ASKING_WORDS = ("WRB", "WP", "WP$")
QUOTE_MARKS = "\"'“”‘’"


@Language.factory(
    "onrecord_claims",
    requires=[
        "doc.sents",
        "doc.ents",
        "token.dep",
        "token.lemma",
        "token.pos",
        "token.tag",
        "doc._.attributions",
        "doc._.mentions",
        "doc._.chains",
        "doc._.date_expressions",
    ],
    assigns=["doc._.attributions"],
)
def make_claims(nlp: Language, name: str) -> Claims:
    return Claims()


class Claims:
    """Fills what `attribution` left open in `doc._.attributions`, and makes whole noun phrases of their sources."""

    def __call__(self, doc: Doc) -> Doc:
        reading = _Reading(doc)
        for claim in doc._.attributions:
            reading.complete(claim)
        for claim, parent in zip(doc._.attributions, parents(doc._.attributions), strict=True):
            claim.parent = parent if claim.parent is None else claim.parent
        parents_of = {claim.parent for claim in doc._.attributions}
        keep = [i in parents_of or reading.reports(claim) for i, claim in enumerate(doc._.attributions)]
        doc._.attributions = kept(doc._.attributions, keep)
        return doc


class _Reading:
    """What of a Doc is looked up for claim after claim, computed once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.positions = Positions(doc)
        self.text = self.positions.text
        self.quotations = quotations(self.text)
        self.dateline = dateline(doc)
        self.speakers = Speakers(doc)
        self.occasions = Occasions(doc)
        self.contents = dict.fromkeys(
            token.i for claim in doc._.attributions if claim.parent is None for token in self.tokens(claim.content)
        )

    def complete(self, claim: Attribution) -> None:
        self.give_to_quoted(claim)
        self.name_whole(claim)
        self.give_back_subject(claim)
        self.give_to_relative(claim)
        self.part_relative_clause(claim)
        self.mend_content(claim)
        content = self.tokens(claim.content)
        taken = {token.i for token in content}
        cue = self.cue(claim, taken)
        told = telling_verbs(cue)
        self.find_speaker(claim, told, taken, {token.i for token in cue})
        claim.quote_kind = self.quote_kind(claim)
        self.find_act(claim, cue, told, content)
        claim.venue = claim.said_on = None
        if told:
            taken |= {token.i for token in self.tokens(claim.source)}
            claim.addressee = claim.addressee or addressee(told[-1], taken)
            claim.venue = self.occasions.venue(told, taken)
            claim.said_on = self.occasions.said_on(told, taken)

    def find_speaker(self, claim: Attribution, told: list[Token], content: set[int], cue: set[int]) -> None:
        """The whole source, without who is only spoken to, and whom it means."""
        fenced = content | cue
        self.give_to_subject(claim, told, fenced)
        sources = [whole for span in claim.source if (whole := self.speakers.whole(span, fenced, told))]
        silent = [span for span in sources if told and spoken_to(told[-1], self.tokens((span,)))]
        claim.source = tuple(span for span in sources if span not in silent)
        claim.addressee = silent[0] if silent and lemma(told[-1]) in ADDRESSING else None
        speaker = self.speakers.read(self.tokens(claim.source), fenced)
        claim.named, claim.speaker_mention = speaker.named, speaker.mention
        claim.speaker_role, claim.speaker_affiliation = speaker.role, speaker.affiliation

    def find_act(self, claim: Attribution, cue: list[Token], told: list[Token], content: list[Token]) -> None:
        head = told[-1] if told else None
        main = main_verb(content)
        word = head and telling(head, cue)
        claim.act = act(word, None if claim.quote_kind == "direct" else main)
        named = word if head is not None and lemma(head) in ("be", "have") else head
        claim.cue_lemma = None if named is None else lemma(named)
        verbs = [*told, *((word,) if word else ()), *((main, held(main)) if main else ())]
        claim.negated = any(negated(verb) for verb in verbs) or any(failed(verb) for verb in told)
        claim.modality = self.modality(told, main, content)

    def give_to_subject(self, claim: Attribution, told: Sequence[Token], taken: Collection[int]) -> None:
        """Give a claim without a source, or whose source stands in a later sentence, to its verb's own subject."""
        source = self.tokens(claim.source)
        subject = next((child for verb in told for child in verb.lefts if child.dep_ == "nsubj"), None)
        if subject is None and not source:
            subject = shared_subject(told)
        if subject is None or subject.i in taken or (source and subject.tag_ in RELATIVE):
            return
        later = source and self.positions.sentence(source[0].i) > self.positions.sentence(subject.i)
        if not source or (later and "\n" not in self.text[subject.idx : source[0].idx]):
            claim.source = (chars(self.doc[subject.left_edge.i : subject.right_edge.i + 1]),)

    def give_to_quoted(self, claim: Attribution) -> None:
        """Make who "was quoted by the agency as saying" something its speaker, with all of that for the cue."""
        cue = self.tokens(claim.cue)
        verb = next((token for token in cue if token.lower_ == "quoted"), None)
        subject = verb and next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        saying = verb and quoted_as(verb)
        if verb is None or subject is None or saying is None:
            return
        noun_phrase = range(subject.left_edge.i, subject.right_edge.i + 1)
        clause = next((child for child in saying.rights if child.dep_ == "ccomp"), None)
        ends = [child.right_edge.i for child in (*verb.rights, *saying.rights) if child.lower_ == "by"]
        if clause is not None:
            ends.append(clause.right_edge.i)
        told = range(verb.i, max([saying.i, *ends]) + 1)
        rest = [token for token in self.tokens(claim.content) if token.i not in noun_phrase and token.i not in told]
        if clause is not None:
            that = next((child for child in clause.lefts if child.dep_ == "mark"), clause.left_edge)
            rest += self.doc[that.i : clause.right_edge.i + 1]
        while rest and rest[-1].is_space:
            rest.pop()
        if rest:
            claim.source = (chars(self.doc[noun_phrase.start : noun_phrase.stop]),)
            claim.cue = (chars(self.doc[min(verb.i, cue[0].i) : saying.i + 1]),)
            claim.content = tuple(chars(span) for span in runs(sorted(rest, key=lambda token: token.i)))

    def name_whole(self, claim: Attribution) -> None:
        """Let a source that begins within a name begin with that name's noun phrase, and the content end before it."""
        first = next(iter(self.tokens(claim.source)), None)
        if first is None or first.ent_iob_ != "I":
            return
        while first.ent_iob_ == "I":
            first = first.nbor(-1)
        edge = next(ent for ent in self.doc.ents if ent.start == first.i).root.left_edge.i
        if edge < first.i and not any(token.is_punct for token in self.doc[edge : first.i]):
            first = self.doc[edge]
        claim.source = (Chars(first.idx, claim.source[0].end), *claim.source[1:])
        outside = [t for t in self.tokens(claim.content) if not first.idx <= t.idx < claim.source[0].end]
        claim.content = tuple(chars(span) for span in runs(outside)) or claim.content

    def give_back_subject(self, claim: Attribution) -> None:
        """Give the source what of its own noun phrase was taken for content: "The mayor, Ada Bell, said it rained"."""
        source, content = self.tokens(claim.source), self.tokens(claim.content)
        for verb in self.tokens(claim.cue) if source else ():
            for subject in (child for child in verb.lefts if child.dep_ == "nsubj"):
                before = [token for token in content if subject.left_edge.i <= token.i < source[0].i]
                rest = [token for token in content if token not in before]
                if subject in before and source[-1].i <= subject.right_edge.i and any(t.is_alpha for t in rest):
                    claim.source = (Chars(subject.left_edge.idx, claim.source[-1].end),)
                    claim.content = tuple(chars(span) for span in runs(rest))
                    return

    def give_to_relative(self, claim: Attribution) -> None:
        """Make the relative pronoun that is the cue's subject its speaker: "the firm, which hoped to begin in May"."""
        if claim.source:
            return
        cue, content = {token.i for token in self.tokens(claim.cue)}, self.tokens(claim.content)
        who = next((t for t in content if t.tag_ in RELATIVE and t.dep_ == "nsubj" and t.head.i in cue), None)
        rest = [token for token in content if token is not who]
        if who is not None and any(token.is_alpha for token in rest):
            claim.source = (chars(self.doc[who.i : who.i + 1]),)
            claim.content = tuple(chars(span) for span in runs(rest))

    def part_relative_clause(self, claim: Attribution) -> None:
        """Let a content begin behind the source's relative clause: "according to a study that he led, it works"."""
        source, content = self.tokens(claim.source), self.tokens(claim.content)
        if not source or not content or self.positions.sentence(source[-1].i) != self.positions.sentence(content[0].i):
            return
        if ":" in self.text[source[-1].idx : content[0].idx]:  # "A: The local ones do."
            return
        clauses = (c for head in heads(source) for c in head.rights if c.dep_ == "relcl")
        clause = next((c for c in clauses if c.left_edge.i <= content[0].i <= c.i <= c.right_edge.i), None)
        if clause is None or not source[-1].i < clause.left_edge.i:
            return
        rest = [t for t in content if t.i > clause.right_edge.i]
        if any(t.pos_ in ("VERB", "AUX") for t in rest):
            claim.content = tuple(chars(span) for span in runs(rest[1:] if rest[0].is_punct else rest))

    def mend_content(self, claim: Attribution) -> None:
        """Let a content neither begin nor end in the middle of a phrase, nor run into another sentence unquoted."""
        told = self.tokens(claim.cue)
        cue = next((token for token in told if token.is_alpha), None)
        own = dict.fromkeys(token.i for token in self.tokens((*claim.source, *claim.cue)))
        # No copy: an article may have hundreds of claims. All of a nested one stands in the content of another.
        taken = own if claim.parent is not None else ChainMap(own, self.contents)
        spans = []
        for span in claim.content:
            if self.dateline is not None and self.dateline.start <= span.start < self.dateline.end < span.end:
                span = Chars(self.dateline.end, span.end)
            words = [token for token in self.positions.span(span) if not token.is_space]
            if not words:
                continue
            free = cue is None or ":" in self.text[cue.idx : words[0].idx] or self.quotations_touching(span)
            whole = words if free or cue is None else one_sentence(words, cue)
            first = clause_begin(whole, told) or beginning(whole[0], taken)
            if span == claim.content[0] and (subject := parted_subject(whole, own, taken)):
                spans.append(chars(subject))
            last = whole[-1].i
            if stop := clause_end(words, told):
                last = ending(self.doc[stop - 1], ()) - 1
            elif span == claim.content[-1] and not whole[-1].is_punct:
                last = ending(whole[-1], taken) - 1
            elif whole[-1].text == "," and len(whole) > 1:
                last -= 1
            found = chars(self.doc[first : last + 1])
            spans.append(
                Chars(
                    span.start if first == words[0].i else found.start,
                    span.end if last == words[-1].i else found.end,
                )
            )
        claim.content = joined(spans) or claim.content

    def cue(self, claim: Attribution, content: Collection[int]) -> list[Token]:
        """The cue's tokens; the claim's cue is made to end where they do."""
        marked = self.tokens(claim.cue)
        cue = mended(marked, {token.i for token in self.tokens(claim.source)}, content)
        if cue != marked or not any(token.i in content for token in cue):  # whole words: "don't", not "'t"
            claim.cue = tuple(chars(span) for span in runs(cue))
        return cue

    def reports(self, claim: Attribution) -> bool:
        """Whether a claim's cue is one: not a word in a quotation that the lexicon lacks, nor nobody's "known for"."""
        if claim.parent is not None and claim.cue:
            return claim.act is not None
        head = cue_head(self.tokens(claim.cue)) if not claim.source else None
        return head is None or not (head.dep_ == "acl" and head.tag_ == "VBN")

    def tokens(self, spans: Iterable[Chars]) -> list[Token]:
        return [token for span in spans for token in self.positions.span(span)]

    def quote_kind(self, claim: Attribution) -> str:
        """By the share of the content's letters and digits in quote marks.

        Marks around the cue as well belong to whoever is quoted saying all that.
        """
        cue = claim.cue[0].start if claim.cue else -1
        outside = inside = 0
        for span in claim.content:
            at = span.start
            for quotation in self.quotations_touching(span):
                start, end = max(quotation.start, at), min(quotation.end, span.end)
                if start < end and not quotation.start <= cue < quotation.end:
                    outside += self.letters(at, start)
                    inside += self.letters(start, end)
                    at = end
            outside += self.letters(at, span.end)
        return "indirect" if not inside else "mixed" if outside else "direct"

    def letters(self, start: int, end: int) -> int:
        return sum(map(str.isalnum, self.text[start:end]))

    def quotations_touching(self, span: Chars) -> Sequence[Chars]:
        first = bisect_left(self.quotations, (span.start, span.start))
        while first > 0 and self.quotations[first - 1].end > span.start:
            first -= 1
        return self.quotations[first : bisect_left(self.quotations, (span.end, span.end))]

    def quoted(self, token: Token) -> bool:
        return any(q.start <= token.idx < q.end for q in self.quotations_touching(Chars(token.idx, token.idx + 1)))

    def modality(self, told: Sequence[Token], main: Token | None, content: list[Token]) -> str:
        """The cue's own modality ("might say"), else that of the content's main clause.

        `would` in reported speech after a cue in the past is the past of `will` and as firm as that; so is the one of
        "I would say".
        """
        for verb in told:
            if verb.lemma_ not in ("like", "prefer", "want"):
                of_cue = modality(verb, backshifted=says_i(verb))
                if of_cue != "asserted" and not (of_cue == "hypothetical" and negated(verb)):  # "would not say" refuses
                    return of_cue
        if main is None:
            return "asserted"
        past = bool(told) and in_the_past(told[0])
        said = held(main)
        verbatim = self.quoted(said) and not (told and self.quoted(told[0]))
        of_content = modality(said, backshifted=past and not verbatim)
        return "possible" if of_content == "asserted" and self.asked(told, main, content) else of_content

    def asked(self, told: Sequence[Token], main: Token, content: list[Token]) -> bool:
        """Whether the content is a question: "asked whether …", "Is it …?", or asked about: "Do you think …?"."""
        if any(child.dep_ == "mark" and child.lower_ in ("whether", "if") for child in main.children):
            return True
        sentence = self.positions.sentence(main.i)
        ends = (
            t.text for t in reversed(content) if self.positions.sentence(t.i) == sentence and t.text not in QUOTE_MARKS
        )
        if next(ends, "") == "?":
            return True
        end = content[-1].idx + len(content[-1])
        if not told or told[0].i > main.i or not self.text[end : end + 3].lstrip(QUOTE_MARKS).startswith("?"):
            return False
        subject = next((child.i for child in told[0].children if child.dep_ == "nsubj"), None)
        before = [child for child in told[0].children if subject is not None and child.i < subject]
        return any(child.dep_ == "aux" for child in before) and not any(child.tag_ in ASKING_WORDS for child in before)


def shared_subject(told: Sequence[Token]) -> Token | None:
    """The subject that the first verb, in the active, has from the one before it: "The bank held rates but said"."""
    verb = told[0] if told else None
    if verb is None or verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBP", "VBZ") or is_passive(verb.head):
        return None
    if lemma(verb) in LIGHT_VERBS:  # "the attacks raised questions": nobody's
        return None
    return next((child for child in verb.head.lefts if child.dep_ == "nsubj"), None)


def runs(tokens: Sequence[Token]) -> Iterator[Span]:
    """The stretches of neighbouring tokens."""
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].i != tokens[at - 1].i + 1:
            yield tokens[start].doc[tokens[start].i : tokens[at - 1].i + 1]
            start = at


def parents(claims: Sequence[Attribution]) -> list[int | None]:
    """For each claim the smallest claim whose content strictly contains its cue and content.

    A sweep over the spans from left to right; the contents open at one place are few.
    """
    size = [sum(span.end - span.start for span in claim.content) for claim in claims]
    contents = sorted((span.start, -span.end, i) for i, claim in enumerate(claims) for span in claim.content)
    pieces = sorted((span, i) for i, claim in enumerate(claims) for span in (*claim.content, *claim.cue))
    around: list[set[int] | None] = [None] * len(claims)
    opened: list[tuple[int, int]] = []  # (end, claim)
    following = 0
    for span, i in pieces:
        while following < len(contents) and contents[following][0] <= span.start:
            opened.append((-contents[following][1], contents[following][2]))
            following += 1
        opened = [(end, j) for end, j in opened if end > span.start]
        outer = {j for end, j in opened if end >= span.end and size[j] > size[i]}
        known = around[i]
        around[i] = outer if known is None else known & outer
    return [min(outer, key=lambda j: (size[j], j)) if outer else None for outer in around]
