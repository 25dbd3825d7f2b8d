"""Whole chains against gold: MUC, B³, CEAFe and their mean, CoNLL F1 (Pradhan et al., CoNLL 2012).

OnRecord marks the name in a noun phrase and gold the whole phrase, so mentions are first paired by place (`aligned`),
not by equal ends as in the shared task: figures compare with one another and not with those of papers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from tasks.evaluate.documents import GoldDocument, GoldMention, Mention, Prediction
from tasks.evaluate.gold import Span
from tasks.evaluate.scores import MINIMUM_IOU, NONE, Score

Cluster = frozenset[Hashable]


def chains_found(documents: Iterable[GoldDocument], predictions: Mapping[str, Prediction]) -> dict[str, Score]:
    """MUC, B³ and CEAFe over all gold chains of two mentions or more, and over those which hold a name.

    Over the named chains, predicted mentions that pair with a mention of another gold chain are left aside: OnRecord
    follows named things and is not asked here about "the idea".
    """
    totals: dict[str, Score] = defaultdict(lambda: NONE)
    for document in documents:
        mentions = predictions.get(document.name, Prediction()).mentions
        pairs = aligned(document.mentions, mentions)
        for scope, in_scope in (("chains", _chains(document)), ("chains/named", _named_chains(document))):
            gold = _clusters(
                (mention.chain, index) for index, mention in enumerate(document.mentions) if mention.chain in in_scope
            )
            predicted = _clusters(
                (mention.chain, pairs.get(index, ("unpaired", index)))
                for index, mention in enumerate(mentions)
                if mention.chain is not None
                and (scope == "chains" or index not in pairs or document.mentions[pairs[index]].chain in in_scope)
            )
            for metric, measure in (("muc", muc), ("b3", b_cubed), ("ceafe", ceaf_e)):
                totals[f"{scope}/{metric}"] += measure(gold, predicted)
    return dict(totals)


def conll_f1(scores: Mapping[str, Score], scope: str = "chains") -> float:
    return sum(scores[f"{scope}/{metric}"].f1 for metric in ("muc", "b3", "ceafe")) / 3


def aligned(gold: Sequence[GoldMention], predicted: Sequence[Mention]) -> dict[int, int]:
    """Predicted mention → gold mention, by index, one to one, best overlap first.

    Two mentions may pair when they overlap by half of their joint length, or when the predicted one is the name in the
    gold phrase ("Ada Osborn" in "Ada Osborn, who left in 1911").
    """
    candidates = []
    for i, mention in enumerate(predicted):
        for j, phrase in enumerate(gold):
            if phrase.start >= mention.end or mention.start >= phrase.end:
                continue
            name = phrase.name or (phrase.start, phrase.end)
            overlap = max(_iou((mention.start, mention.end), span) for span in ((phrase.start, phrase.end), name))
            if overlap >= MINIMUM_IOU:
                candidates.append((-overlap, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def muc(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Score:
    """Links: a chain of n mentions has n - 1, less those missing where the other side cuts it (Vilain et al. 1995)."""
    right, all_predicted = _links_kept(predicted, gold)
    recalled, all_gold = _links_kept(gold, predicted)
    return Score(right, all_predicted, recalled, all_gold)


def b_cubed(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Score:
    """For each mention the share of its chain that both sides agree on (Bagga and Baldwin 1998)."""
    right, recalled = _shares(predicted, gold), _shares(gold, predicted)
    return Score(right, sum(map(len, predicted)), recalled, sum(map(len, gold)))


def ceaf_e(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Score:
    """Chains matched one to one for the largest sum of 2|G∩P| / (|G| + |P|) (Luo 2005, φ4)."""
    if not gold or not predicted:
        return Score.paired(0, len(predicted), len(gold))
    from scipy.optimize import linear_sum_assignment  # half a second to import

    similarity = [[2 * len(g & p) / (len(g) + len(p)) for p in predicted] for g in gold]
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    best = sum(similarity[row][column] for row, column in zip(rows, columns, strict=True))
    return Score.paired(best, len(predicted), len(gold))


def _links_kept(chains: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[int, int]:
    owner = {mention: number for number, other in enumerate(others) for mention in other}
    kept = sum(len(chain) - len({owner.get(mention, mention) for mention in chain}) for chain in chains)
    return kept, sum(len(chain) - 1 for chain in chains)


def _shares(chains: Sequence[Cluster], others: Sequence[Cluster]) -> float:
    owner = {mention: number for number, other in enumerate(others) for mention in other}
    total = 0.0
    for chain in chains:
        common = Counter(owner[mention] for mention in chain if mention in owner)
        total += sum(count * count for count in common.values()) / len(chain)
    return total


def _clusters(members: Iterable[tuple[Hashable, Hashable]]) -> list[Cluster]:
    """Chains of two mentions or more: one mention alone says nothing of coreference."""
    chains: dict[Hashable, set[Hashable]] = defaultdict(set)
    for chain, mention in members:
        chains[chain].add(mention)
    return [frozenset(chain) for chain in chains.values() if len(chain) > 1]


def _chains(document: GoldDocument) -> set[str]:
    return {mention.chain for mention in document.mentions}


def _named_chains(document: GoldDocument) -> set[str]:
    return {mention.chain for mention in document.mentions if mention.name and mention.kind != "time"}


def _iou(a: Span, b: Span) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / (max(a[1], b[1]) - min(a[0], b[0]))
