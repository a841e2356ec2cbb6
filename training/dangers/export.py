"""Writes the reader of dangers as ONNX in whole numbers of eight bits: python export.py weights.pkl passages.json <folder>"""

import json
import os
import pickle
import sys
import tempfile

import jax
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from minilm import EPSILON, HEAD_SIZE, HEADS, SIZE, load_tokenizer, load_weights

MOST_PIECES = 160
# BERT's vocabulary: from here to there stand the most common words, in their order.
COMMON = range(999, 14_000)
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


class Graph:
    """Nodes and constants, as they are added."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, name, values, kind=np.float32):
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(np.asarray(values, kind)), name))
        return name

    def add(self, operator, inputs, output=None, **attributes):
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def graph_of(embeddings, layers, head, kept):
    g = Graph()
    norm = {"axis": -1, "epsilon": EPSILON}
    places = np.asarray(embeddings["pos"])[:MOST_PIECES] + np.asarray(embeddings["type"])
    word = g.add("Gather", [g.constant("word", np.asarray(embeddings["word"])[kept]), "ids"], axis=0)
    place = g.add("Gather", [g.constant("place", places), "position"], axis=0)
    x = g.add("Add", [word, place])
    x = g.add("LayerNormalization", [x, g.constant("eg", embeddings["eg"]), g.constant("eb", embeddings["eb"])], **norm)
    far = g.add("Unsqueeze", ["mask", g.constant("axes12", [1, 2], np.int64)])
    hidden = g.add("Mul", [g.add("Sub", [g.constant("one", 1), far]), g.constant("much", -1e9)])
    split, join = g.constant("split", [0, 0, HEADS, HEAD_SIZE], np.int64), g.constant("join", [0, 0, SIZE], np.int64)
    for number, w in enumerate(layers):

        def dense(y, name):
            product = g.add("MatMul", [y, g.constant(f"{name}{number}", w[name])])
            return g.add("Add", [product, g.constant(f"{name}b{number}", w[f"{name}b"])])

        def heads(y, order):
            return g.add("Transpose", [g.add("Reshape", [y, split])], perm=order)

        def normed(y, which):
            gain, bias = g.constant(f"g{which}{number}", w[f"g{which}"]), g.constant(f"b{which}{number}", w[f"b{which}"])
            return g.add("LayerNormalization", [y, gain, bias], **norm)

        q = heads(g.add("Mul", [dense(x, "q"), g.constant("scale", 1 / np.sqrt(HEAD_SIZE))]), [0, 2, 1, 3])
        k, v = heads(dense(x, "k"), [0, 2, 3, 1]), heads(dense(x, "v"), [0, 2, 1, 3])
        share = g.add("Softmax", [g.add("Add", [g.add("MatMul", [q, k]), hidden])], axis=-1)
        seen = g.add("Transpose", [g.add("MatMul", [share, v])], perm=[0, 2, 1, 3])
        x = normed(g.add("Add", [x, dense(g.add("Reshape", [seen, join]), "o")]), 1)
        inner = dense(x, "i")
        error = g.add("Erf", [g.add("Mul", [inner, g.constant("root", 1 / np.sqrt(2))])])
        inner = g.add("Mul", [g.add("Mul", [inner, g.constant("half", 0.5)]), g.add("Add", [error, "one"])])
        x = normed(g.add("Add", [x, dense(inner, "u")]), 2)
    counted = g.add("Mul", [x, g.add("Unsqueeze", ["mask", g.constant("axis2", [2], np.int64)])])
    axis = g.constant("axis1", [1], np.int64)
    mean = g.add("Div", [g.add("ReduceSum", [counted, axis], keepdims=0), g.add("ReduceSum", ["mask", axis], keepdims=1)])
    z = g.add("Add", [g.add("MatMul", [mean, g.constant("hw", head["w"])]), g.constant("hb", head["b"])])
    g.add("Sigmoid", [z], "chances")
    value = helper.make_tensor_value_info
    inputs = [
        value("ids", TensorProto.INT64, ["rows", "length"]),
        value("mask", TensorProto.FLOAT, ["rows", "length"]),
        value("position", TensorProto.INT64, ["length"]),
    ]
    outputs = [value("chances", TensorProto.FLOAT, ["rows", 2])]
    graph = helper.make_graph(g.nodes, "dangers", inputs, outputs, list(g.constants.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def kept_pieces(tokenizer, vocabulary, texts):
    """Numbers of the word pieces that our texts have, that are common, or that spell any word."""
    seen = {number for row in tokenizer.encode_batch(texts) for number in row.ids}

    def keeps(piece, number):
        if piece.startswith("[unused"):
            return False
        return piece in SPECIAL or number in seen or number in COMMON or len(piece.removeprefix("##")) <= 2

    return sorted(number for piece, number in vocabulary.items() if keeps(piece, number))


def write_tokenizer(tokenizer, vocabulary, kept, path):
    pieces = {number: piece for piece, number in vocabulary.items()}
    numbers = {pieces[number]: at for at, number in enumerate(kept)}
    written = json.loads(tokenizer.to_str())
    written.update(truncation=None, padding=None)
    written["model"]["vocab"] = numbers
    for token in written["added_tokens"]:
        token["id"] = numbers[token["content"]]
    for name, token in written["post_processor"].get("special_tokens", {}).items():
        token["ids"] = [numbers[name]]
    with open(path, "w", encoding="utf8") as file:
        json.dump(written, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


source, passages, folder = sys.argv[1:4]
tokenizer = load_tokenizer()
vocabulary = tokenizer.get_vocab()
kept = kept_pieces(tokenizer, vocabulary, [one["text"] for one in json.load(open(passages, encoding="utf8"))])
embeddings, _ = load_weights()
layers, head = pickle.load(open(source, "rb"))
with tempfile.TemporaryDirectory() as scratch:
    whole = os.path.join(scratch, "whole.onnx")
    onnx.save(graph_of(jax.tree.map(np.asarray, embeddings), layers, head, kept), whole)
    quantize_dynamic(
        whole,
        os.path.join(folder, "danger.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
write_tokenizer(tokenizer, vocabulary, kept, os.path.join(folder, "tokenizer.json"))
print(f"{len(kept)} word pieces, {os.path.getsize(os.path.join(folder, 'danger.onnx')) / 1e6:.1f} MB")
