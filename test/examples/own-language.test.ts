import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const clone = join(import.meta.dirname, "../..");
const example = join(clone, "examples/own-language/sv");

/** Another clone, with what judges a text alone. */
let folder: string;

/** As docs/run/extending.md says. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afterbeep-language-"));
  for (const room of ["domain", "text", "analysis", "openai", "package.json"])
    await cp(join(clone, room), join(folder, room), { recursive: true });
  await symlink(join(clone, "node_modules"), join(folder, "node_modules"));
  for (const [file, place] of [
    ["words.yaml", "text/languages/sv"],
    ["secrets.yaml", "text/languages/sv"],
    ["dangers.yaml", "analysis/languages/sv"],
  ] as const) {
    await mkdir(join(folder, place), { recursive: true });
    await copyFile(join(example, file), join(folder, place, file));
  }
  const change = async (file: string, what: RegExp, into: string): Promise<void> => {
    const text = await readFile(join(folder, file), "utf8");
    expect(text).toMatch(what);
    await writeFile(join(folder, file), text.replace(what, into));
  };
  await change(
    "text/languages/load-languages.ts",
    /"pt", "nl"\] as const/,
    '"pt", "nl", "sv"] as const',
  );
  await change("text/languages/others.yaml", /^sv: >-\n(?: .*\n)+/m, "");
  await writeFile(
    join(folder, "judge.ts"),
    `import { createLocalAnalyzer } from "./analysis/local-analyzer.ts";
     import { judgeInLanguage } from "./analysis/languages/judge-in-language.ts";
     import { redact } from "./text/redact.ts";
     const analyzer = createLocalAnalyzer();
     const judged = [];
     for (const text of JSON.parse(process.argv[2])) {
       const message = { text, segments: [], country: "SE", calledFrom: null, contactName: null };
       judged.push({ redacted: redact(text), ...(await judgeInLanguage(message, analyzer)) });
     }
     process.stdout.write(JSON.stringify(judged));`,
  );
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Judged {
  readonly redacted: string;
  readonly status: string;
  readonly language: string;
  readonly urgency?: { readonly level: number };
  readonly topic?: string;
  readonly callback: { readonly number: string } | null;
}

async function judge(...texts: string[]): Promise<Judged[]> {
  const { stdout } = await run(process.execPath, ["judge.ts", JSON.stringify(texts)], {
    cwd: folder,
  });
  return JSON.parse(stdout) as Judged[];
}

test("with the three files of the example a language has its dangers, numbers and secrets", async () => {
  const [fire, order, secret] = await judge(
    "Hej, jag heter Anna och det brinner i köket, vi måste få hjälp nu.",
    "Hej, ring mig gärna tillbaka på 08 123 456 78 om min beställning.",
    "Hej, koden till dörren är fyra sju ett nio, tack och hej.",
  );
  expect(fire).toMatchObject({
    status: "classified",
    language: "sv",
    urgency: { level: 5 },
    topic: "fire",
  });
  expect(order).toMatchObject({
    status: "unclassified",
    language: "sv",
    callback: { number: "+46812345678" },
  });
  expect(secret?.redacted).not.toMatch(/fyra|4719/);
});
