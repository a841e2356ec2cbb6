import { sampleRate } from "./resample.ts";

const headerBytes = 44;

/** Wraps samples as a 16-bit mono wav file: what every server can read. */
export function toWav(samples: Float32Array): Buffer {
  const data = samples.length * 2;
  const wav = Buffer.alloc(headerBytes + data);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(headerBytes - 8 + data, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(data, 40);
  for (const [index, sample] of samples.entries()) {
    const level = Math.max(-1, Math.min(1, sample));
    wav.writeInt16LE(Math.round(level * 32_767), headerBytes + index * 2);
  }
  return wav;
}
