"""Writes a tiny model with random weights, which says nonsense but says it through a real engine.

Two layers of width 64 in llama's architecture, a vocabulary of single bytes and some pieces, half
a megabyte: enough for llama.cpp to load, tokenize, template, sample and stream.

    python tiny_gguf.py FILE
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

WIDTH = 64
FEED_FORWARD = 128
LAYERS = 2
HEADS = 4
CONTEXT = 512
SEED = 7
PIECES = [
    *(
        "\u2581" + word
        for word in ("the", "a", "and", "is", "of", "club", "river", "stone", "light")
    ),
    *(chr(letter) for letter in range(ord("a"), ord("z") + 1)),
    "\u2581",
    ".",
    ",",
]
TEMPLATE = (
    "{% for message in messages %}<{{ message['role'] }}>{{ message['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)
_UNKNOWN, _CONTROL, _NORMAL, _BYTE = 2, 3, 1, 6


def vocabulary() -> tuple[list[bytes], list[float], list[int]]:
    """Tokens, scores and kinds, as SentencePiece models have them."""
    tokens = [b"<unk>", b"<s>", b"</s>"]
    kinds = [_UNKNOWN, _CONTROL, _CONTROL]
    tokens += [f"<0x{byte:02X}>".encode() for byte in range(256)]
    kinds += [_BYTE] * 256
    tokens += [piece.encode() for piece in PIECES]
    kinds += [_NORMAL] * len(PIECES)
    scores = [0.0] * 259 + [-float(index + 1) for index in range(len(PIECES))]
    return tokens, scores, kinds


def write(path: Path) -> None:
    # In the engines' own environment only, not in ours.
    import gguf
    import numpy as np

    tokens, scores, kinds = vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny-random")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(True)
    writer.add_chat_template(TEMPLATE)

    random = np.random.default_rng(SEED)

    def weights(*shape: int) -> Any:
        return random.normal(0.0, 0.08, shape).astype(np.float32)

    ones = np.ones(WIDTH, dtype=np.float32)
    writer.add_tensor("token_embd.weight", weights(len(tokens), WIDTH))
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        writer.add_tensor(f"{block}.attn_norm.weight", ones)
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"{block}.{part}.weight", weights(WIDTH, WIDTH))
        writer.add_tensor(f"{block}.ffn_norm.weight", ones)
        writer.add_tensor(f"{block}.ffn_gate.weight", weights(FEED_FORWARD, WIDTH))
        writer.add_tensor(f"{block}.ffn_up.weight", weights(FEED_FORWARD, WIDTH))
        writer.add_tensor(f"{block}.ffn_down.weight", weights(WIDTH, FEED_FORWARD))
    writer.add_tensor("output_norm.weight", ones)
    writer.add_tensor("output.weight", weights(len(tokens), WIDTH))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
