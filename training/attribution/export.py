"""Write a trained model as int8 ONNX: `python -m training.attribution.export --checkpoint FILE --out DIR`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.attribution.distil import Student, load_teacher
from training.attribution.model import LINK_WIDTH, Base, Linker, Tagger, load_pretrained
from training.attribution.train import Model, load_tokenizer, pretrained_folder

OPSET = 17


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
        """ids, case, quote (1, T) -> probabilities of tags (1, T, 7) and of a nested cue (1, T), the linker's input."""
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


def export(checkpoint: Path, out: Path, int8: bool = True) -> None:
    """Write tagger.onnx, linker.onnx and tokenizer.json.

    Weights are int8 per column, of seven bits: without them AVX2 machines overflow 16-bit sums and give other rows than
    machines with VNNI. Activation ranges are taken per call, that is per window or per paragraph with its cues: nothing
    else is in the call, so an article's claims are the same in any batch.
    """
    base, model = load(checkpoint)
    if int8:
        base.embedding.words = Int8Embedding(base.embedding.words.weight.detach())
    tagger, linker = WholeTagger(base, model.tagger).eval(), WholeLinker(model.linker).eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ids = torch.randint(1000, 2000, (1, 50))
        channel = torch.ones(1, 50, dtype=torch.long)
        _write(
            tagger,
            (ids, channel, channel),
            Path(folder) / "tagger.onnx",
            ["ids", "case", "quote"],
            ["tags", "nested", "pieces"],
            {1: "T"},
        )
        pieces, start, end = torch.randn(1, 40, 2 * LINK_WIDTH), torch.tensor([3, 20]), torch.tensor([4, 22])
        inner = torch.tensor([0, 1])
        _write(
            linker,
            (pieces, start, end, inner),
            Path(folder) / "linker.onnx",
            ["pieces", "start", "end", "nested"],
            ["roles", "is_cue"],
            {},
        )
        for name in ("tagger.onnx", "linker.onnx"):
            if int8:
                quantize_dynamic(
                    Path(folder) / name,
                    out / name,
                    op_types_to_quantize=["MatMul"],
                    per_channel=True,
                    reduce_range=True,
                    weight_type=QuantType.QInt8,
                )
            else:
                (out / name).write_bytes((Path(folder) / name).read_bytes())
    (out / "tokenizer.json").write_text(load_tokenizer().to_str(), encoding="utf-8")


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


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    names: list[str],
    outputs: list[str],
    axes: dict[int, str],
) -> None:
    if axes:
        dynamic = dict.fromkeys([*names, *outputs], axes)
    else:
        dynamic = {
            "pieces": {1: "t"},
            "start": {0: "K"},
            "end": {0: "K"},
            "nested": {0: "K"},
            "roles": {0: "K", 1: "t"},
            "is_cue": {0: "K"},
        }
    torch.onnx.export(
        module,
        inputs,
        path,
        input_names=names,
        output_names=outputs,
        dynamic_axes=dynamic,
        opset_version=OPSET,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="leave the weights as they are, to measure what int8 costs"
    )
    args = parser.parse_args()
    export(args.checkpoint, args.out, int8=not args.float)


if __name__ == "__main__":
    main()
