import { readdirSync, readFileSync } from "node:fs";

/** A text and what a person says of it. */
export interface Text {
  readonly text: string;
  readonly country: string | null;
  readonly urgency: number;
  /** Empty for opinions, which are no calls. */
  readonly category: string;
  readonly sentiment: string;
  /** Empty where nobody has said. */
  readonly intent: string;
  /** Whole voicemails are what is judged later; the others only help. */
  readonly whole: boolean;
}

const intents: Readonly<Record<string, string>> = {
  b: "billing",
  c: "callback",
  m: "medical",
  o: "outage",
  p: "complaint",
  s: "sales",
  t: "thanks",
  x: "cancellation",
  z: "other",
};

const here = (name: string): URL => new URL(name, import.meta.url);

const categories: Readonly<Record<string, string>> = {
  g: "genuine",
  s: "spam",
  r: "robocall",
  w: "wrong_number",
  a: "accidental",
};
const sentiments: Readonly<Record<string, string>> = {
  "-": "negative",
  "0": "neutral",
  "+": "positive",
};

function linesOf(name: string): string[] {
  return readFileSync(here(name), "utf8").trim().split("\n");
}

function labelled(
  [level = "", sentiment = "", category = "", intent = ""]: readonly string[],
  text: string,
  whole: boolean,
): Text {
  return {
    text,
    country: null,
    urgency: Number(level),
    category: categories[category] ?? "",
    sentiment: sentiments[sentiment] ?? "",
    intent: intents[intent] ?? "",
    whole,
  };
}

/** Whole voicemails, as they are. */
function voicemails(): Text[] {
  const open = ["open.jsonl", "opened.jsonl"].flatMap((name) =>
    linesOf(name).map((line) => {
      const { text, country, labels } = JSON.parse(line) as {
        text: string;
        country: string;
        labels: Text;
      };
      return { ...labels, text, country, whole: true };
    }),
  );
  const own = readdirSync(here("."))
    .filter((name) => name.endsWith(".tsv"))
    .toSorted()
    .flatMap((name) =>
      linesOf(name).map((line) => {
        const [level = "", category = "", sentiment = "", text = ""] = line.split("\t");
        return labelled([level, sentiment, category], text, true);
      }),
    );
  return [...open, ...own];
}

/** Situations in a sentence: alone, and between what people say around them. */
function situations(): Text[] {
  const fillers = linesOf("texts/fillers.txt").map((line) => line.split("|")[1] ?? "");
  const files = readdirSync(here("texts")).filter((name) => !/^(?:fillers|opinions)/.test(name));
  let turn = 0;
  const filler = (): string => fillers[(turn += 7) % fillers.length] ?? "";
  return files.toSorted().flatMap((name) =>
    linesOf(`texts/${name}`).flatMap((line) => {
      const [code = "", said = ""] = line.split("|");
      const one = (text: string): Text => labelled(code.split(""), text, false);
      return [one(said), one(`${filler()} ${said}. ${filler()}`)];
    }),
  );
}

/** Opinions tell of sentiment alone. */
function opinions(): Text[] {
  return linesOf("texts/opinions.txt").map((line) => {
    const [sentiment = "", text = ""] = line.split("|");
    return labelled(["1", sentiment], text, false);
  });
}

/** All that may be learned from: nothing of it is held back. */
export function textsToLearn(): readonly Text[] {
  return [...voicemails(), ...situations(), ...opinions()];
}
