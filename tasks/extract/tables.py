"""A finished Doc → rows of every table that extraction fills. Nothing is decided here, only written down."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from schemas.ids import stable_id
from tasks.extract.annotations import Attribution, Chars, Mention, token_span
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.positions import text_of

Row = dict[str, Any]
SPAN_JOINER = " … "


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article's id and its finished Doc, with what its rows share."""

    article_id: str
    published_at: datetime | None
    doc: Doc

    def rows(self) -> dict[str, list[Row]]:
        """Table name → rows, for every extracted table but entities, which are one row over many articles."""
        return {
            "mentions": mentions(self),
            "claims": claims(self),
            "stances": stances(self),
            "relations": relations(self),
            "dates": dates(self),
            "quantities": quantities(self),
        }

    def text(self, where: Chars) -> str:
        return text_of(self.doc)[where.start : where.end]

    def sentence_index(self, where: Chars) -> int:
        return max(0, bisect_right(self._sentence_starts, where.start) - 1)

    def span(self, where: Chars) -> Row:
        return {
            "article_id": self.article_id,
            "sentence_index": self.sentence_index(where),
            "start_char": where.start,
            "end_char": where.end,
        }

    def mention_id(self, index: int | None) -> str | None:
        if index is None:
            return None
        return stable_id("mention", self.article_id, *self.doc._.mentions[index].chars)

    def claim_id(self, index: int | None) -> str | None:
        if index is None:
            return None
        claim = self.doc._.attributions[index]
        places = [place for spans in (claim.content, claim.cue, claim.source) for chars in spans for place in chars]
        return stable_id("claim", self.article_id, len(claim.content), len(claim.cue), *places)

    def chain(self, mention: int | None) -> Any:
        """The chain of the mention with this index; null when there is none."""
        index = None if mention is None else self.doc._.mentions[mention].chain
        return None if index is None else self.doc._.chains[index]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.doc.sents]


def mentions(article: AnnotatedArticle) -> list[Row]:
    doc = article.doc
    first: dict[int, Mention] = {}
    for mention in doc._.mentions:
        if mention.chain is not None:
            first.setdefault(mention.chain, mention)
    rows = []
    for index, mention in enumerate(doc._.mentions):
        chain = article.chain(index)
        rows.append(
            {
                "mention_id": article.mention_id(index),
                **article.span(mention.chars),
                "text": article.text(mention.chars),
                "label": mention.label,
                "kind": mention.kind,
                "chain_id": chain and stable_id("chain", article.article_id, *first[mention.chain].chars),
                "entity_id": chain and chain.entity_id,
                "name": chain and chain.name,
                "confidence": mention.confidence,
            }
        )
    return rows


def claims(article: AnnotatedArticle) -> list[Row]:
    rows = []
    for index, claim in enumerate(article.doc._.attributions):
        source, cue = principal(claim.source), principal(claim.cue)
        chain = article.chain(claim.speaker_mention)
        outer = Chars(claim.content[0].start, claim.content[-1].end)
        rows.append(
            {
                "claim_id": article.claim_id(index),
                "article_id": article.article_id,
                "sentence_index": article.sentence_index(outer),
                "speaker_mention_id": article.mention_id(claim.speaker_mention),
                "speaker_text": source and article.text(source),
                "speaker_start_char": source and source.start,
                "speaker_end_char": source and source.end,
                "speaker_name": speaker_name(article, claim, source),
                "speaker_entity_id": chain and chain.entity_id,
                "speaker_role": claim.speaker_role,
                "speaker_affiliation": claim.speaker_affiliation,
                "cue_text": cue and article.text(cue),
                "cue_lemma": claim.cue_lemma,
                "cue_start_char": cue and cue.start,
                "cue_end_char": cue and cue.end,
                "content_text": SPAN_JOINER.join(article.text(chars) for chars in claim.content),
                "content_start_char": outer.start,
                "content_end_char": outer.end,
                "content_spans": [{"start_char": chars.start, "end_char": chars.end} for chars in claim.content],
                "quote_kind": claim.quote_kind,
                "act": claim.act,
                "negated": claim.negated,
                "modality": claim.modality,
                "addressee_text": claim.addressee and article.text(claim.addressee),
                "venue_text": claim.venue and article.text(claim.venue),
                "said_on": claim.said_on,
                "parent_claim_id": article.claim_id(claim.parent),
                "confidence": claim.confidence,
            }
        )
    return rows


def principal(spans: tuple[Chars, ...]) -> Chars | None:
    """The one span that a column can hold: the longest, the first of equals."""
    return max(spans, key=lambda chars: chars.end - chars.start, default=None)


def speaker_name(article: AnnotatedArticle, claim: Attribution, source: Chars | None) -> str | None:
    """The chain's fullest name; else the words themselves; null for a pronoun that nothing resolves."""
    if source is None:
        return None
    chain = article.chain(claim.speaker_mention)
    if chain is not None:
        return chain.name
    words = claim.named or source
    return None if all(token.pos_ == "PRON" for token in token_span(article.doc, words)) else article.text(words)


def stances(article: AnnotatedArticle) -> list[Row]:
    doc = article.doc
    rows = []
    for stance in doc._.stances:
        claim = doc._.attributions[stance.claim]
        holder, target = article.chain(claim.speaker_mention), article.chain(stance.target_mention)
        rows.append(
            {
                "stance_id": stable_id("stance", article.claim_id(stance.claim), *stance.target),
                "claim_id": article.claim_id(stance.claim),
                "article_id": article.article_id,
                "holder_entity_id": holder and holder.entity_id,
                "holder_name": speaker_name(article, claim, principal(claim.source)),
                "target_kind": "entity" if target else "issue",
                "target_entity_id": target and target.entity_id,
                "target_text": article.text(stance.target),
                "target_start_char": stance.target.start,
                "target_end_char": stance.target.end,
                "stance": stance.stance,
                "score": stance.score,
                "said_on": claim.said_on,
            }
        )
    return rows


def relations(article: AnnotatedArticle) -> list[Row]:
    doc = article.doc
    rows = []
    for relation in doc._.relations:
        subject, thing = article.chain(relation.subject), article.chain(relation.object_mention)
        place = doc._.mentions[relation.subject].chars
        rows.append(
            {
                "relation_id": stable_id("relation", article.article_id, relation.predicate, *place, *relation.object),
                "subject_mention_id": article.mention_id(relation.subject),
                "subject_entity_id": subject and subject.entity_id,
                "subject_name": subject.name if subject else article.text(place),
                "predicate": relation.predicate,
                "object_mention_id": article.mention_id(relation.object_mention),
                "object_entity_id": thing and thing.entity_id,
                "object_text": article.text(relation.object),
                "status": relation.status,
                **article.span(relation.evidence),
                "claim_id": article.claim_id(innermost_claim(doc, relation.evidence)),
                "confidence": relation.confidence,
            }
        )
    return rows


def innermost_claim(doc: Doc, where: Chars) -> int | None:
    """The smallest claim inside whose content `where` stands."""
    containing = [
        (chars.end - chars.start, index)
        for index, claim in enumerate(doc._.attributions)
        for chars in claim.content
        if chars.start <= where.start and where.end <= chars.end
    ]
    return min(containing)[1] if containing else None


def dates(article: AnnotatedArticle) -> list[Row]:
    return [
        {
            "date_id": stable_id("date", article.article_id, *found.chars),
            **article.span(found.chars),
            "text": article.text(found.chars),
            "value": found.value,
            "earliest": found.earliest,
            "latest": found.latest,
            "kind": found.kind,
        }
        for found in article.doc._.date_expressions
    ]


def quantities(article: AnnotatedArticle) -> list[Row]:
    return [
        {
            "quantity_id": stable_id("quantity", article.article_id, *found.chars),
            **article.span(found.chars),
            "text": article.text(found.chars),
            "value": found.value,
            "value_max": found.value_max,
            "unit": found.unit,
            "currency": found.currency,
            "modifier": found.modifier,
            "kind": found.kind,
        }
        for found in article.doc._.quantities
    ]


def is_demonym(name: str, reference: ReferenceTable) -> bool:
    """By which no person is called in other articles: "the Dane"."""
    senses = reference.senses(name)
    return bool(senses) and all(sense.label == "NORP" for sense in senses)


def entities(articles: Iterable[AnnotatedArticle], reference: ReferenceTable) -> list[Row]:
    """One row a thing over these articles.

    Of the names or labels that articles give it, the most frequent wins; then the longer, then the alphabet's first.
    """
    mention_counts: Counter[str] = Counter()
    seen_in: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    surfaces: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for index, mention in enumerate(article.doc._.mentions):
            chain = article.chain(index)
            if chain is None:
                continue
            mention_counts[chain.entity_id] += 1
            seen_in[chain.entity_id][article.article_id] = article.published_at
            names[chain.entity_id][chain.name] += 1
            labels[chain.entity_id][chain.label, chain.kind] += 1
            surface = " ".join(article.text(mention.chars).split())
            if mention.kind == "name" and not (chain.kind == "person" and is_demonym(surface, reference)):
                surfaces[chain.entity_id].add(surface)
    rows = []
    for entity_id in sorted(mention_counts):
        known = reference.get(entity_id)
        name = (
            known.name
            if known
            else min(names[entity_id].items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
        )
        label, kind = min(labels[entity_id].items(), key=lambda item: (-item[1], item[0]))[0]
        days = sorted(day for day in seen_in[entity_id].values() if day is not None)
        rows.append(
            {
                "entity_id": entity_id,
                "name": name,
                "label": known.label if known else label,
                "kind": known.kind if known else kind,
                "wikidata_id": entity_id if entity_id.startswith("Q") else None,
                "country_code": (known.country_code or None) if known else None,
                "aliases": sorted(surfaces[entity_id] - {name}),
                "description": (known.description or None) if known else None,
                "article_count": len(seen_in[entity_id]),
                "mention_count": mention_counts[entity_id],
                "first_seen": days[0] if days else None,
                "last_seen": days[-1] if days else None,
            }
        )
    return rows
