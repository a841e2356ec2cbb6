import { open } from "node:fs/promises";

/** Formats that we decode, by their first bytes: names and content types lie. */
export type AudioFormat = "mp3" | "wav" | "ogg" | "m4a" | "flac" | "webm" | "amr";

/** Enough for every signature below, and for an ID3 tag's length. */
const headBytes = 64;

/** Reads what a file is from its first bytes; otherwise says what it seems to be instead. */
export async function detectFormat(
  path: string,
): Promise<{ readonly format: AudioFormat } | { readonly fault: string }> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return formatOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function formatOf(head: Buffer): { readonly format: AudioFormat } | { readonly fault: string } {
  if (head.length === 0) return { fault: "the file is empty" };
  const ascii = head.toString("latin1");
  if (ascii.startsWith("RIFF") && ascii.slice(8, 12) === "WAVE") return { format: "wav" };
  if (ascii.startsWith("OggS")) return { format: "ogg" };
  if (ascii.startsWith("fLaC")) return { format: "flac" };
  if (ascii.startsWith("#!AMR")) return { format: "amr" };
  if (ascii.slice(4, 8) === "ftyp") return { format: "m4a" };
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return { format: "webm" };
  if (ascii.startsWith("ID3") || isMpegFrame(head)) return { format: "mp3" };
  return { fault: seems(ascii) };
}

/** Eleven set bits, then a version, layer III, and neither a free nor a forbidden bit rate. */
function isMpegFrame(head: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const layerThree = (second & 0x06) === 0x02;
  const bitRate = third >> 4;
  return first === 0xff && (second & 0xe0) === 0xe0 && layerThree && bitRate > 0 && bitRate < 15;
}

function seems(ascii: string): string {
  const start = ascii.trimStart().toLowerCase();
  if (start.startsWith("<?xml")) return "an XML document came instead of audio";
  if (start.startsWith("<")) return "a web page came instead of audio";
  if (start.startsWith("{") || start.startsWith("[")) return "JSON came instead of audio";
  if (start.startsWith("#extm3u")) return "a playlist came instead of audio";
  if (ascii.startsWith("PK")) return "a zip archive came instead of audio";
  return "not a known audio format";
}
