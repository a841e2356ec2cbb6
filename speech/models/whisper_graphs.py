"""The two graphs of Whisper base as sherpa-onnx runs them, built by hand around weights in CTranslate2's names.

Inputs, outputs and metadata are those of sherpa-onnx's scripts/whisper/export-onnx.py. Two shapes differ, which
sherpa-onnx only hands from one call to the next: the audio's keys and values are laid out by heads once, not once a
token, and the decoder's own hold the tokens so far, not 448 places.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH, MELS = 6, 8, 512, 80
EMBEDDING = "token_embedding"
LOOKED_UP = "looked_up"
FLOAT, INT = TensorProto.FLOAT, TensorProto.INT64
CROSS = {
    "n_layer_cross_k": (FLOAT, [LAYERS, "n_audio", HEADS, WIDTH // HEADS, "T"]),
    "n_layer_cross_v": (FLOAT, [LAYERS, "n_audio", HEADS, "T", WIDTH // HEADS]),
}


class Graph:
    """A graph that is being built. What it is given and what it gives back are names of tensors."""

    def __init__(self, variables: dict[str, np.ndarray]):
        self.variables = variables
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def op(self, kind: str, *inputs: str, outputs: int = 1, name: str = "", **attributes):
        names = [name or f"{kind}_{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, names[0], **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value: np.ndarray, name: str) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def whole(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64), "whole_" + "_".join(map(str, values)))

    def floats(self, name: str) -> str:
        return self.constant(self.variables[name].astype(np.float32), name)

    def norm(self, x: str, name: str) -> str:
        return self.op("LayerNormalization", x, self.floats(f"{name}/gamma"), self.floats(f"{name}/beta"), epsilon=1e-5)

    def linear(self, x: str, name: str, rows: slice = slice(None), scale: float = 1) -> str:
        weight, bias = (self.variables[f"{name}/{part}"][rows].astype(np.float32) * scale for part in ("weight", "bias"))
        part = f"{name}/{rows.start or 0}"
        product = self.op("MatMul", x, self.constant(weight.T, f"{part}/weight"))
        return self.op("Add", product, self.constant(bias, f"{part}/bias")) if bias.any() else product

    def query(self, x: str, name: str) -> str:
        """Scaled already: an eighth, which changes no bit of a weight but its exponent."""
        return self.heads(self.linear(x, name, slice(0, WIDTH), (WIDTH // HEADS) ** -0.5), [0, 2, 1, 3])

    def heads(self, x: str, order: list[int]) -> str:
        split = self.op("Reshape", x, self.whole(0, 0, HEADS, WIDTH // HEADS))
        return self.op("Transpose", split, perm=order)

    def keys(self, x: str) -> str:
        return self.heads(x, [0, 2, 3, 1])

    def values(self, x: str) -> str:
        return self.heads(x, [0, 2, 1, 3])

    def attention(self, query: str, keys: str, values: str, output: str, mask: str = "") -> str:
        scores = self.op("MatMul", query, keys)
        if mask:
            scores = self.op("Add", scores, mask)
        heard = self.op("Transpose", self.op("MatMul", self.op("Softmax", scores, axis=-1), values), perm=[0, 2, 1, 3])
        return self.linear(self.op("Reshape", heard, self.whole(0, 0, WIDTH)), output)

    def feed_forward(self, x: str, name: str) -> str:
        inner = self.op("Gelu", self.linear(self.norm(x, f"{name}/layer_norm"), f"{name}/linear_0"))
        return self.op("Add", x, self.linear(inner, f"{name}/linear_1"))

    def stack(self, parts: list[str], name: str) -> None:
        self.op("Concat", *(self.op("Unsqueeze", part, self.whole(0)) for part in parts), axis=0, name=name)

    def layers(self, stacked: str) -> list[str]:
        parts = self.op("Split", stacked, outputs=LAYERS, num_outputs=LAYERS, axis=0)
        return [self.op("Squeeze", part, self.whole(0)) for part in parts]

    def save(self, file: Path, inputs: dict, outputs: dict, metadata: dict) -> None:
        def described(tensors):
            return [helper.make_tensor_value_info(name, *form) for name, form in tensors.items()]

        graph = helper.make_graph(self.nodes, file.stem, described(inputs), described(outputs), list(self.constants.values()))
        domains = sorted({node.domain for node in self.nodes})
        sets = [helper.make_opsetid(domain, 1 if domain else 20) for domain in domains]
        model = helper.make_model(graph, opset_imports=sets, ir_version=9)
        helper.set_model_props(model, {key: str(value) for key, value in metadata.items()})
        onnx.checker.check_model(model)
        onnx.save(model, file)


def encoder(variables: dict, file: Path, metadata: dict) -> None:
    graph, x = Graph(variables), "mel"
    for conv, stride in (("conv1", 1), ("conv2", 2)):
        weights = (graph.floats(f"encoder/{conv}/{part}") for part in ("weight", "bias"))
        x = graph.op("Gelu", graph.op("Conv", x, *weights, kernel_shape=[3], pads=[1, 1], strides=[stride]))
    x = graph.op("Transpose", x, perm=[0, 2, 1])
    places = graph.op("Shape", x, start=1, end=2)
    at = graph.op("Slice", graph.floats("encoder/position_encodings/encodings"), graph.whole(0), places, graph.whole(0))
    x = graph.op("Add", x, at)
    for index in range(LAYERS):
        name = f"encoder/layer_{index}"
        own = f"{name}/self_attention"
        normed = graph.norm(x, f"{own}/layer_norm")
        parts = (slice(0, WIDTH), slice(WIDTH, 2 * WIDTH), slice(2 * WIDTH, None))
        # ONNX Runtime's own: it never holds the table of each place by each place, 120 MB less for 15 seconds.
        heard = graph.op(
            "MultiHeadAttention",
            *(graph.linear(normed, f"{own}/linear_0", part) for part in parts),
            domain="com.microsoft",
            num_heads=HEADS,
        )
        x = graph.op("Add", x, graph.linear(heard, f"{own}/linear_1"))
        x = graph.feed_forward(x, f"{name}/ffn")
    x = graph.norm(x, "encoder/layer_norm")
    both = [f"decoder/layer_{index}/attention/linear_1" for index in range(LAYERS)]
    graph.stack([graph.keys(graph.linear(x, name, slice(0, WIDTH))) for name in both], "n_layer_cross_k")
    graph.stack([graph.values(graph.linear(x, name, slice(WIDTH, None))) for name in both], "n_layer_cross_v")
    graph.save(file, {"mel": (FLOAT, ["n_audio", MELS, "frames"])}, CROSS, metadata)


def decoder(variables: dict, file: Path) -> None:
    graph = Graph(variables)
    embedding = graph.constant(variables["decoder/embeddings/weight"].astype(np.float32).T, EMBEDDING)
    x = graph.op("Transpose", graph.op("Gather", embedding, "tokens", axis=1, name=LOOKED_UP), perm=[1, 2, 0])
    end = graph.op("Add", "offset", graph.op("Shape", "tokens", start=1, end=2))
    at = graph.op("Slice", graph.floats("decoder/position_encodings/encodings"), "offset", end, graph.whole(0))
    x = graph.op("Add", x, at)
    # A token hears itself and those before it.
    first, last = (graph.op("Squeeze", one) for one in ("offset", end))
    zero, one = (graph.constant(np.array(value, np.int64), f"number_{value}") for value in (0, 1))
    before = graph.op("Range", zero, last, one)
    here = graph.op("Unsqueeze", graph.op("Range", first, last, one), graph.whole(1))
    hidden, seen = (graph.constant(np.array(value, np.float32), name) for value, name in ((-np.inf, "hidden"), (0, "seen")))
    mask = graph.op("Where", graph.op("Greater", before, here), hidden, seen)
    past = [
        graph.layers(graph.op("Slice", f"in_n_layer_self_{part}_cache", graph.whole(0), "offset", graph.whole(2)))
        for part in "kv"
    ]
    heard_keys, heard_values = (graph.layers(name) for name in CROSS)
    all_keys, all_values = [], []
    for index in range(LAYERS):
        name = f"decoder/layer_{index}"
        own, cross = f"{name}/self_attention", f"{name}/attention"
        normed = graph.norm(x, f"{own}/layer_norm")
        now = (
            graph.linear(normed, f"{own}/linear_0", slice(WIDTH, 2 * WIDTH)),
            graph.linear(normed, f"{own}/linear_0", slice(2 * WIDTH, None)),
        )
        keys, values = (graph.op("Concat", past[part][index], now[part], axis=1) for part in (0, 1))
        all_keys.append(keys)
        all_values.append(values)
        query = graph.query(normed, f"{own}/linear_0")
        said = graph.attention(query, graph.keys(keys), graph.values(values), f"{own}/linear_1", mask)
        x = graph.op("Add", x, said)
        query = graph.query(graph.norm(x, f"{cross}/layer_norm"), f"{cross}/linear_0")
        x = graph.op("Add", x, graph.attention(query, heard_keys[index], heard_values[index], f"{cross}/linear_2"))
        x = graph.feed_forward(x, f"{name}/ffn")
    graph.stack(all_keys, "out_n_layer_self_k_cache")
    graph.stack(all_values, "out_n_layer_self_v_cache")
    graph.op("MatMul", graph.norm(x, "decoder/layer_norm"), embedding, name="logits")
    vocabulary = len(variables["decoder/embeddings/weight"])

    def cache(way: str, places: str) -> dict:
        return {f"{way}_n_layer_self_{part}_cache": (FLOAT, [LAYERS, "n_audio", places, WIDTH]) for part in "kv"}

    inputs = {"tokens": (INT, ["n_audio", "n_tokens"])} | cache("in", "places") | CROSS | {"offset": (INT, [1])}
    logits = {"logits": (FLOAT, ["n_audio", "n_tokens", vocabulary])}
    graph.save(file, inputs, logits | cache("out", "tokens_so_far"), {})
