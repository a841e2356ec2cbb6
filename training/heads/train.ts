import { writeFileSync } from "node:fs";
import { createEmbedder } from "../../analysis/learned/embedder.ts";
import { headNames, type Head, type HeadsFile } from "../../analysis/learned/heads.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { redact } from "../../text/redact.ts";
import { headsFrom } from "./learn-heads.ts";
import { printChecked, type Checked } from "./print-checked.ts";
import { textsToLearn, type Text } from "../texts-to-learn.ts";
import { remembering } from "./vector-cache.ts";

/*
 * Learns the heads of the local analyzer. What is held back is never read here. Run it after a
 * change of the texts:
 *
 *   node training/heads/train.ts           writes analysis/learned/heads.json
 *   node training/heads/train.ts --check   says how the analyzer does on voicemails its heads have not learned from
 */

const cacheFile = process.argv.find((one) => one.startsWith("--cache="))?.slice(8) ?? null;
const embedder = remembering(createEmbedder(), cacheFile);

const texts = textsToLearn(
  (process.argv.find((one) => one.startsWith("--authors="))?.slice(10) ?? "a,b,c").split(","),
);

async function check(folds: number): Promise<void> {
  const checked: Checked[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const out = ({ whole }: Text, index: number): boolean => whole && index % folds === fold;
    const heads = await headsFrom(
      texts.filter((text, index) => !out(text, index)),
      embedder,
    );
    const analyzer = createLocalAnalyzer({ embedder, heads });
    for (const label of texts.filter(out)) {
      const { text, country } = label;
      const message = { text: redact(text, country), segments: [], country };
      const verdict = await analyzer.analyze({ ...message, calledFrom: null, contactName: null });
      checked.push({ label, verdict });
    }
  }
  printChecked(checked);
}

async function train(): Promise<void> {
  const { vocabulary, by } = await headsFrom(texts, embedder);
  const rarities = [...vocabulary].map(
    ([term, { rarity }]) => [term, Math.round(rarity * 1e3) / 1e3] as const,
  );
  const heads = Object.fromEntries(
    headNames.map((name) => [name, asNumbers(by[name])]),
  ) as HeadsFile["heads"];
  const file: HeadsFile = { vocabulary: Object.fromEntries(rarities), heads };
  const place = new URL("../../analysis/learned/heads.json", import.meta.url);
  writeFileSync(place, `${JSON.stringify(file)}\n`);
  process.stdout.write(`learned from ${texts.length} texts, ${vocabulary.size} terms\n`);
}

const asNumbers = ({ bias, dense, terms }: Head): HeadsFile["heads"]["asks"] => ({
  bias,
  dense: [...dense],
  terms: [...terms],
});

await (process.argv.includes("--check") ? check(5) : train());
