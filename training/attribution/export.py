"""Write a trained model as int8 ONNX.

`python -m training.attribution.export --checkpoint FILE --polnear DIR --out DIR`
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tasks.extract.attribution.windows import Window
from training.attribution.data import held_out, read_articles, windows_of
from training.attribution.distil import Student, load_teacher
from training.attribution.model import LINK_WIDTH, Base, Linker, Tagger, load_pretrained
from training.attribution.train import Model, load_tokenizer, pretrained_folder

OPSET = 17
#: Articles whose windows give the ranges of activations: of 60 articles 388.
SEEN = 60


class Int8Embedding(nn.Module):
    """An embedding table in int8 with a scale for each row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """ids (B, T) -> (B, T, width)."""
        return self.table[ids].float() * self.scale[ids]


class WholeTagger(nn.Module):
    """Encoder and tagger as one graph, with probabilities for outputs."""

    def __init__(self, base: Base, tagger: Tagger) -> None:
        super().__init__()
        self.base, self.tagger = base, tagger

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids, case, quote (B, T) -> probabilities of tags (B, T, 7) and of a nested cue (B, T), the linker's input."""
        tags, nested, pieces = self.tagger(self.base(ids), case, quote)
        return tags.softmax(-1), nested.sigmoid(), pieces


class WholeLinker(nn.Module):
    """The linker with probabilities for outputs."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, pieces: Tensor, start: Tensor, end: Tensor, nested: Tensor) -> tuple[Tensor, Tensor]:
        """pieces (1, t, 2 * LINK_WIDTH), start, end, nested (K,) -> probabilities of roles (K, t, 3) and cues (K,)."""
        roles, is_cue = self.linker(pieces, start, end, nested)
        return roles.softmax(-1), is_cue.sigmoid()


def export(checkpoint: Path, out: Path, seen: Sequence[Window] = ()) -> None:
    """Write tagger.onnx, linker.onnx and tokenizer.json; without windows to see, in float.

    Weights are int8 per column, of seven bits: without them AVX2 machines overflow 16-bit sums and give other rows than
    machines with VNNI. The tagger's activations have the ranges that they take in `seen`, whatever else is in a call;
    the linker's are taken per call, which holds a paragraph with its cues and nothing else.
    """
    base, model = load(checkpoint)
    if seen:
        base.embedding.words = Int8Embedding(base.embedding.words.weight.detach())
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        graphs = Path(folder)
        _write_tagger(WholeTagger(base, model.tagger).eval(), graphs / "tagger.onnx")
        _write_linker(WholeLinker(model.linker).eval(), graphs / "linker.onnx")
        for name in ("tagger.onnx", "linker.onnx"):
            if seen:
                quantize_dynamic(
                    graphs / name,
                    out / name,
                    op_types_to_quantize=["MatMul"],
                    per_channel=True,
                    reduce_range=True,
                    weight_type=QuantType.QInt8,
                )
            else:
                (out / name).write_bytes((graphs / name).read_bytes())
        if seen:
            fix_ranges(out / "tagger.onnx", graphs / "tagger.onnx", seen)
    (out / "tokenizer.json").write_text(load_tokenizer().to_str(), encoding="utf-8")


def fix_ranges(path: Path, in_float: Path, seen: Sequence[Window]) -> None:
    """Quantise a graph's activations by the ranges that they take in windows, in place of those of each call.

    Between windows they differ little: the largest of most is one piece's in every window.
    """
    graph = onnx.load(path)
    measured = [node for node in graph.graph.node if node.op_type == "DynamicQuantizeLinear"]
    ranges = activation_ranges(in_float, sorted({node.input[0] for node in measured}), seen)
    for node in measured:
        low, high = ranges[node.input[0]]
        scale = np.float32((high - low) / 255)
        quantised, scale_name, zero_name = node.output
        graph.graph.initializer.append(numpy_helper.from_array(np.asarray(scale), scale_name))
        graph.graph.initializer.append(numpy_helper.from_array(np.asarray(round(-low / scale), np.uint8), zero_name))
        node.op_type = "QuantizeLinear"
        node.input.extend([scale_name, zero_name])
        node.ClearField("output")
        node.output.append(quantised)
    onnx.checker.check_model(graph)
    onnx.save(graph, path)


def activation_ranges(path: Path, names: Sequence[str], seen: Sequence[Window]) -> dict[str, tuple[float, float]]:
    """The least and the greatest value, zero between them, that each of a graph's named tensors takes in windows."""
    graph = onnx.load(path)
    graph.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names)
    session = InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    low, high = np.zeros(len(names)), np.zeros(len(names))
    for window in seen:
        inputs = {"ids": window.ids[None], "case": window.case[None], "quote": window.quote[None]}
        values = session.run(list(names), inputs)
        low = np.minimum(low, [value.min() for value in values])
        high = np.maximum(high, [value.max() for value in values])
    return {name: (float(low[i]), float(high[i])) for i, name in enumerate(names)}


def load(checkpoint: Path) -> tuple[Base, Model]:
    """The encoder's lowest layers and the rest of a trained or a distilled model, with averaged weights."""
    state = torch.load(checkpoint, weights_only=True)["average"]
    if not any(name.startswith("lowest.") for name in state):
        return load_teacher(checkpoint)
    base, student = Base(), Student()
    load_pretrained(pretrained_folder() / "model.safetensors", base, Tagger())
    student.load_state_dict(state)
    base.layers = student.lowest
    return base, student


def _write_tagger(tagger: WholeTagger, path: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 50))
    channel = torch.ones(2, 50, dtype=torch.long)
    inputs, outputs = ["ids", "case", "quote"], ["tags", "nested", "pieces"]
    axes = {name: {0: "B", 1: "T"} for name in (*inputs, *outputs)}
    _write(tagger, (ids, channel, channel), path, inputs, outputs, axes)


def _write_linker(linker: WholeLinker, path: Path) -> None:
    pieces, start, end = torch.randn(1, 40, 2 * LINK_WIDTH), torch.tensor([3, 20]), torch.tensor([4, 22])
    axes = {
        "pieces": {1: "t"},
        "start": {0: "K"},
        "end": {0: "K"},
        "nested": {0: "K"},
        "roles": {0: "K", 1: "t"},
        "is_cue": {0: "K"},
    }
    inputs = (pieces, start, end, torch.tensor([0, 1]))
    _write(linker, inputs, path, ["pieces", "start", "end", "nested"], ["roles", "is_cue"], axes)


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module,
        inputs,
        path,
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def windows_to_see(polnear: Path, seed: int) -> list[Window]:
    """Windows of training articles that were not held out."""
    articles = read_articles(polnear / "train")
    kept = {article.name for article in held_out(articles, seed)}
    learned = [article for article in articles if article.name not in kept]
    tokenizer = load_tokenizer()
    return [window for article in learned[:SEEN] for window in windows_of(article.text, tokenizer)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--polnear", type=Path, help="int8, by the ranges of activations in its training articles")
    form.add_argument("--float", action="store_true", help="weights as they are, to measure what int8 costs")
    parser.add_argument("--seed", type=int, default=1, help="the training run's: it chose the articles held out")
    args = parser.parse_args()
    export(args.checkpoint, args.out, windows_to_see(args.polnear, args.seed) if args.polnear else ())


if __name__ == "__main__":
    main()
