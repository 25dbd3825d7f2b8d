"""The attribution model: an encoder with a tagger that finds cues, and a linker that reads a paragraph for each cue.

Claims have two layers: those that the article reports, and those that stand inside their content ("I think …" in what
she said). The tagger gives every piece one class in the first layer, and a probability of being a cue in the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from tasks.extract.attribution.decoding import ROLES, TAGS

WIDTH, HEAD_WIDTH, LAYERS = 384, 32, 6  # all-MiniLM-L6-v2
LOWEST = 2  # layers that read the words alone; the others know of letter case and quotation marks, too
LINK_WIDTH, LINK_HEADS, LINK_INNER, LINK_LAYERS = 192, 4, 384, 2
DISTANCES = 24
CHANNEL_VALUES = 5


@dataclass(frozen=True)
class Size:
    """How much of the pretrained encoder is there: attention heads and inner neurons of each layer."""

    heads: int
    inner: int


WHOLE = Size(heads=12, inner=1536)
#: What is kept for use: two fifths of the multiplications.
SMALL = Size(heads=6, inner=512)


class Layer(nn.Module):
    """A transformer layer, normalised after each half as in BERT."""

    def __init__(self, width: int, heads: int, head_width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.head_width, self.dropout = heads, head_width, dropout
        self.qkv = nn.Linear(width, 3 * heads * head_width)
        self.out = nn.Linear(heads * head_width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x (B, T, width); mask (B, 1, 1, T) is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, self.head_width).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) * self.head_width**-0.5
        attended = torch.softmax(scores if mask is None else scores + mask, dim=-1) @ v
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, self.heads * self.head_width))
        x = self.norm1(x + functional.dropout(attended, self.dropout, self.training))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), self.dropout, self.training))


def encoder_layer(size: Size, dropout: float) -> Layer:
    return Layer(WIDTH, size.heads, HEAD_WIDTH, size.inner, dropout)


class Embedding(nn.Module):
    """Word pieces and places, as pretrained; `words` may be replaced by its int8 form for export."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, ids: Tensor) -> Tensor:
        """ids (B, T) -> (B, T, WIDTH)."""
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        return self.norm(self.words(ids) + places + self.kind)


class Base(nn.Module):
    """Embeddings and the lowest layers, which fine-tuning leaves as they were pretrained."""

    def __init__(self, size: Size = WHOLE, dropout: float = 0.0) -> None:
        super().__init__()
        self.embedding = Embedding()
        self.layers = nn.ModuleList(encoder_layer(size, dropout) for _ in range(LOWEST))

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids (B, T) -> (B, T, WIDTH)."""
        x = self.embedding(ids)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Tagger(nn.Module):
    """The upper layers, with the letter-case and quotation channels, and the tags of each piece."""

    def __init__(self, size: Size = WHOLE, dropout: float = 0.1) -> None:
        super().__init__()
        self.case = nn.Embedding(CHANNEL_VALUES, WIDTH)
        self.quote = nn.Embedding(CHANNEL_VALUES, WIDTH)
        self.hidden = nn.Parameter(torch.zeros(WIDTH))  # stands for a piece that training hides
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quote.weight, std=0.02)
        self.layers = nn.ModuleList(encoder_layer(size, dropout) for _ in range(LAYERS - LOWEST))
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.nested = nn.Linear(WIDTH, 1)
        self.link = nn.Linear(WIDTH, 2 * LINK_WIDTH)

    def forward(
        self, x: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """x (B, T, WIDTH), case, quote (B, T) -> logits of tags (B, T, 7) and nested cues (B, T), the linker's input.

        The linker's input is (B, T, 2 * LINK_WIDTH).
        """
        return self.heads(self.encode(x, case, quote, mask))

    def encode(self, x: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None = None) -> Tensor:
        """x (B, T, WIDTH), case, quote (B, T) -> (B, T, WIDTH), the last layer's output."""
        x = x + self.case(case) + self.quote(quote)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What `forward` returns, from the last layer's output."""
        return self.tags(x), self.nested(x)[..., 0], self.link(x)


class Linker(nn.Module):
    """Reads a paragraph for one cue: each piece's role, and whether the cue is one."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.distance = nn.Embedding(2 * DISTANCES + 1, LINK_WIDTH)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.inner = nn.Parameter(torch.zeros(LINK_WIDTH))  # added where the cue is read as a nested one
        self.norm = nn.LayerNorm(LINK_WIDTH)
        self.layers = nn.ModuleList(
            Layer(LINK_WIDTH, LINK_HEADS, LINK_WIDTH // LINK_HEADS, LINK_INNER, dropout) for _ in range(LINK_LAYERS)
        )
        self.roles = nn.Linear(LINK_WIDTH, len(ROLES))
        self.is_cue = nn.Linear(LINK_WIDTH, 1)

    def forward(
        self, pieces: Tensor, start: Tensor, end: Tensor, nested: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """pieces (K, t, 2 * LINK_WIDTH), or (1, t, …) for all cues; start, end (K,): the cue; nested (K,): 0 or 1.

        Returns role logits (K, t, 3) and cue logits (K,).
        """
        own, other = pieces.split(LINK_WIDTH, dim=-1)
        at = torch.arange(pieces.shape[1], device=pieces.device).unsqueeze(0)
        start, end = start.unsqueeze(1), end.unsqueeze(1)
        inside = ((at >= start) & (at < end)).to(pieces.dtype)
        share = (inside / inside.sum(1, keepdim=True)).unsqueeze(1)  # (K, 1, t)
        x = own + share @ other + self.distance(_bucket(at - start, at - end + 1))
        x = x + nested.to(x.dtype)[:, None, None] * self.inner
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.roles(x), self.is_cue(share @ x)[:, 0, 0]


def _bucket(from_start: Tensor, from_end: Tensor) -> Tensor:
    """Signed distance from the cue, zero inside it, in buckets: 1 to 8 singly, then logarithmic."""
    signed = torch.where(from_start < 0, from_start, torch.where(from_end > 0, from_end, torch.zeros_like(from_start)))
    size = signed.abs()
    far = 8 + (torch.log((size.clamp(min=8).float() + 0.5) / 8) * 4.6).floor().long()
    bucket = torch.where(size <= 8, size, far).clamp(max=DISTANCES)
    return torch.where(signed < 0, DISTANCES - bucket, DISTANCES + bucket)


def load_pretrained(path: Path, base: Base, tagger: Tagger) -> None:
    """Fill the encoder from a BERT checkpoint in safetensors form."""
    weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    embedding = base.embedding
    _copy(embedding.words.weight, weights["embeddings.word_embeddings.weight"])
    _copy(embedding.places.weight, weights["embeddings.position_embeddings.weight"])
    _copy(embedding.kind, weights["embeddings.token_type_embeddings.weight"][0])
    _copy(embedding.norm.weight, weights["embeddings.LayerNorm.weight"])
    _copy(embedding.norm.bias, weights["embeddings.LayerNorm.bias"])
    for index, layer in enumerate([*base.layers, *tagger.layers]):
        prefix = f"encoder.layer.{index}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            _copy(getattr(layer.qkv, kind), torch.cat(parts))
            _copy(getattr(layer.out, kind), weights[f"{prefix}attention.output.dense.{kind}"])
            _copy(getattr(layer.norm1, kind), weights[f"{prefix}attention.output.LayerNorm.{kind}"])
            _copy(getattr(layer.up, kind), weights[f"{prefix}intermediate.dense.{kind}"])
            _copy(getattr(layer.down, kind), weights[f"{prefix}output.dense.{kind}"])
            _copy(getattr(layer.norm2, kind), weights[f"{prefix}output.LayerNorm.{kind}"])


def _copy(to: Tensor, value: Tensor) -> None:
    with torch.no_grad():
        to.copy_(value)
