"""Make the trained model small: `python -m training.attribution.distil --polnear DIR --teacher CHECKPOINT --out DIR`.

Half of every layer's attention heads and two thirds of its inner neurons go, those that the loss depends on least
(Michel, Levy and Neubig 2019; Molchanov et al. 2019). What is left is trained on to give the teacher's states after the
lowest and after the last layer and the teachers' tags (Sanh et al. 2019; Jiao et al. 2020), beside the annotators'
labels. Text that nobody has marked (`--also`) keeps it like its teacher on other kinds of writing.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.attribution.data import LabelledWindow, unlabelled, windows_of
from training.attribution.model import LOWEST, SMALL, WHOLE, Base, Layer, Size, encoder_layer, load_pretrained
from training.attribution.train import (
    Model,
    Run,
    attention_mask,
    encoded,
    load_tokenizer,
    losses,
    losses_above,
    options,
    padded,
    pretrained_folder,
    spawn,
    training_windows,
)

#: Batches from which is seen what the loss depends on.
SEEN_BATCHES = 50


class Student(Model):
    """A model whose lowest layers are trained, too; the word embeddings stay as they were pretrained."""

    def __init__(self, size: Size = SMALL) -> None:
        super().__init__(layers=2, size=size)
        self.lowest = nn.ModuleList(encoder_layer(size, 0.1) for _ in range(LOWEST))

    def read(self, x: Tensor, mask: Tensor) -> Tensor:
        """The lowest layers' output (B, T, WIDTH) for embedded pieces."""
        for layer in self.lowest:
            x = layer(x, mask)
        return x


def load_teacher(checkpoint: Path) -> tuple[Base, Model]:
    """The encoder's lowest layers, and the trained rest with its averaged weights."""
    base, model = Base(), Model()
    load_pretrained(pretrained_folder() / "model.safetensors", base, model.tagger)
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["average"])
    return base.eval(), model.eval()


def importance(base: Base, model: Model, examples: list[LabelledWindow], seed: int) -> list[tuple[Tensor, Tensor]]:
    """For each layer how much the loss depends on each head (heads,) and on each inner neuron (inner,)."""
    layers: list[Layer] = [*base.layers, *model.tagger.layers]
    gates = [(torch.ones(WHOLE.heads, 1), torch.ones(WHOLE.inner)) for _ in layers]
    hooks = []
    for layer, (heads, inner) in zip(layers, gates, strict=True):
        heads.requires_grad_()
        inner.requires_grad_()
        hooks.append(layer.out.register_forward_pre_hook(lambda _, x, g=heads: (_by_head(x[0]) * g).flatten(-2)))
        hooks.append(layer.down.register_forward_pre_hook(lambda _, x, g=inner: x[0] * g))
    seen = [(torch.zeros(WHOLE.heads), torch.zeros(WHOLE.inner)) for _ in layers]
    rng = random.Random(seed)
    flat = [gate for pair in gates for gate in pair]
    for _ in range(SEEN_BATCHES):
        group = rng.sample([e for e in examples if e.links], 8)
        ids = padded([torch.from_numpy(e.window.ids) for e in group], 0)
        lowest = base(ids, attention_mask([len(e.window.ids) for e in group]))
        loss = torch.stack(list(losses(model, lowest, group, rng).values())).sum()
        found = iter(torch.autograd.grad(loss, flat))
        for heads, inner in seen:
            heads += next(found)[:, 0].abs()
            inner += next(found).abs()
    for hook in hooks:
        hook.remove()
    return seen


def _by_head(x: Tensor) -> Tensor:
    return x.unflatten(-1, (WHOLE.heads, -1))


def prune(base: Base, model: Model, weight: list[tuple[Tensor, Tensor]], size: Size) -> Student:
    """A student with the most important heads and neurons of each of the teacher's layers."""
    student = Student(size)
    state = {name: value for name, value in model.state_dict().items() if not name.startswith("tagger.layers")}
    student.load_state_dict(state, strict=False)
    pairs = zip([*base.layers, *model.tagger.layers], [*student.lowest, *student.tagger.layers], weight, strict=True)
    with torch.no_grad():
        for whole, small, (heads, inner) in pairs:
            _cut(
                whole, small, heads.topk(size.heads).indices.sort().values, inner.topk(size.inner).indices.sort().values
            )
    return student


def _cut(whole: Layer, small: Layer, heads: Tensor, inner: Tensor) -> None:
    columns = (heads[:, None] * whole.head_width + torch.arange(whole.head_width)).flatten()
    rows = torch.cat([columns + part * whole.heads * whole.head_width for part in range(3)])
    small.qkv.weight.copy_(whole.qkv.weight[rows])
    small.qkv.bias.copy_(whole.qkv.bias[rows])
    small.out.weight.copy_(whole.out.weight[:, columns])
    small.out.bias.copy_(whole.out.bias)
    small.up.weight.copy_(whole.up.weight[inner])
    small.up.bias.copy_(whole.up.bias[inner])
    small.down.weight.copy_(whole.down.weight[:, inner])
    small.down.bias.copy_(whole.down.bias)
    small.norm1.load_state_dict(whole.norm1.state_dict())
    small.norm2.load_state_dict(whole.norm2.state_dict())


class Distillation(Run):
    """A run that teaches the small model."""

    def begin(self) -> Model:
        if self.args.also:
            tokenizer = load_tokenizer()
            texts = list(_texts(self.args.also))[self.rank :: self.ranks]
            self.examples += [unlabelled(window) for text in texts for window in windows_of(text, tokenizer)]
        student = Student()
        student.load_state_dict(torch.load(self.args.out / "untaught.pt", weights_only=True))
        base, _ = load_teacher(self.args.teacher[0])
        self.embedding = base.embedding
        kept = self.args.out / f"taught-{self.rank}-of-{self.ranks}.pt"
        if not kept.exists():
            torch.save(teach(self.args.teacher, self.examples), kept)
        self.taught = torch.load(kept, weights_only=True)
        return student

    def losses(self, batch: list[int], rng: random.Random) -> dict[str, Tensor]:
        group = [self.examples[i] for i in batch]
        ids = padded([torch.from_numpy(e.window.ids) for e in group], 0)
        lengths = [len(e.window.ids) for e in group]
        with torch.no_grad():
            embedded = self.embedding(ids)
        assert isinstance(self.model, Student)
        lowest = self.model.read(embedded, attention_mask(lengths))
        last = encoded(self.model, lowest, group, rng)
        found = losses_above(self.model, last, group, rng)
        there = torch.arange(ids.shape[1]) < torch.tensor(lengths)[:, None]
        wanted_lowest, wanted_last, wanted_tags, wanted_nested = (
            torch.cat([self.taught[name][i] for i in batch]).float() for name in ("lowest", "last", "tags", "nested")
        )
        tags, nested, _ = self.model.tagger.heads(last[there])
        return {
            "tag": 0.5 * found["tag"],
            "role": found["role"],
            "cue": 0.5 * found["cue"],
            "taught": functional.kl_div(tags.log_softmax(-1), wanted_tags, reduction="batchmean"),
            "nested": functional.binary_cross_entropy_with_logits(nested, wanted_nested),
            "lowest": _distance(lowest[there], wanted_lowest),
            "last": _distance(last[there], wanted_last),
        }


def _distance(given: Tensor, wanted: Tensor) -> Tensor:
    """Mean squared distance as a share of the variance."""
    return functional.mse_loss(given, wanted) / wanted.var()


def teach(checkpoints: list[Path], examples: list[LabelledWindow]) -> dict[str, list[Tensor]]:
    """What the teachers make of each example: the first one's states, the mean of all their tags; in half precision."""
    taught: dict[str, list[Tensor]] = {
        name: [torch.empty(0)] * len(examples) for name in ("lowest", "last", "tags", "nested")
    }
    teachers = [load_teacher(path) for path in checkpoints]
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].window.ids))
    with torch.no_grad():
        for at in range(0, len(order), 16):
            group = order[at : at + 16]
            ids, case, quote = (
                padded([torch.from_numpy(getattr(examples[i].window, name)) for i in group], 0)
                for name in ("ids", "case", "quote")
            )
            lengths = [len(examples[i].window.ids) for i in group]
            mask = attention_mask(lengths)
            lowest = teachers[0][0](ids, mask)  # the same for all: as pretrained
            lasts = [model.tagger.encode(lowest, case, quote, mask) for _, model in teachers]
            tags = torch.stack([m.tagger.heads(x)[0].softmax(-1) for (_, m), x in zip(teachers, lasts, strict=True)])
            found = {
                "lowest": lowest,
                "last": lasts[0],
                "tags": tags.mean(0),
                "nested": teachers[0][1].tagger.heads(lasts[0])[1].sigmoid(),
            }
            for name, value in found.items():
                for row, i in enumerate(group):
                    taught[name][i] = value[row, : lengths[row]].half().clone()
    return taught


def _texts(folder: Path) -> Iterator[str]:
    for document in json.loads((folder / "gold.json").read_text(encoding="utf-8")).values():
        yield document["text"]


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--teacher", type=Path, nargs="+", required=True, help="checkpoints; the first one's states")
    parser.add_argument("--start", type=Path, help="a distilled checkpoint to go on from, in place of a pruned teacher")
    parser.add_argument("--also", type=Path, help="folder with gold.json, of which only the texts are read")
    args: argparse.Namespace = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    untaught = args.out / "untaught.pt"
    if args.start:
        torch.save(torch.load(args.start, weights_only=True)["average"], untaught)
    elif not untaught.exists():
        base, model = load_teacher(args.teacher[0])
        examples = training_windows(args.polnear, args.nested, args.seed, args.limit)
        student = prune(base, model, importance(base, model, examples, args.seed), SMALL)
        torch.save(student.state_dict(), untaught)
    spawn(Distillation, args)


if __name__ == "__main__":
    main()
