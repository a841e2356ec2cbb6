import { readdirSync, readFileSync } from "node:fs";

/** A text and what a person says of it. */
export interface Text {
  readonly text: string;
  readonly country: string | null;
  /** Of ordinary messages of which nobody has said more than that: the most that it may be. */
  readonly urgency: number;
  /** Nobody has said how little it asks for. */
  readonly atMost?: boolean;
  /** The words that make it level 5, in a message that is ordinary otherwise. */
  readonly danger?: string;
  /** Empty for opinions, which are no calls. */
  readonly category: string;
  readonly sentiment: string;
  /** Empty where nobody has said. */
  readonly intent: string;
  /** Whole voicemails are what is judged later; the others only help. */
  readonly whole: boolean;
  /** The table it stands in, or the letter of who wrote it; where that is known. */
  readonly author?: string;
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
  return [...open, ...voicemailsOf("voicemails")];
}

/** The voicemails of a folder's tables: urgency, category, sentiment, text. */
export function voicemailsOf(folder: string): Text[] {
  return readdirSync(here(folder))
    .filter((name) => name.endsWith(".tsv"))
    .toSorted()
    .flatMap((name) =>
      linesOf(`${folder}/${name}`).map((line) => {
        const [level = "", category = "", sentiment = "", text = ""] = line.split("\t");
        return { ...labelled([level, sentiment, category], text, true), author: name };
      }),
    );
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

/** Passages of a sentence or three, as they stand in a message: dangers, and what only sounds like them. */
function passages(): Text[] {
  return readdirSync(here("passages"))
    .toSorted()
    .flatMap((name) =>
      linesOf(`passages/${name}`).map((line) => {
        const [level = "", , text = ""] = line.split("\t");
        return labelled([level, "", "g"], text, false);
      }),
    );
}

interface CaseLine {
  readonly text: string;
  readonly country: string;
  readonly expected: {
    readonly urgency?: readonly [number, number];
    readonly category?: readonly string[];
  };
}

/**
 * Dangers beside ordinary words, their neighbours, customers and spam: with the least and the most
 * urgency that is right.
 */
function dangersAndNeighbours(): Text[] {
  return linesOf("dangers-and-neighbours.jsonl").flatMap((line) => {
    const { text, country, expected } = JSON.parse(line) as CaseLine;
    const [least, most] = expected.urgency ?? [1, 3];
    const category = expected.category?.[0] ?? "genuine";
    const one = { text, country, category, sentiment: "", intent: "", whole: true };
    if (least === most) return [{ ...one, urgency: most }];
    return most <= 3 ? [{ ...one, urgency: most, atMost: true }] : [{ ...one, urgency: least }];
  });
}

/** Places of a danger among the sentences of an ordinary message. */
const places = [0, 0.25, 0.5, 0.75, 1] as const;

/** The texts of an author's messages of up to two minutes, or dangers. */
const longTexts = (author: string, what: "ordinary" | "dangers"): readonly string[] =>
  linesOf(`long/${author}-${what}.jsonl`).map((line) => (JSON.parse(line) as Text).text);

/** Ordinary messages of up to two minutes by one author. */
export function ordinaryMessages(author: string): Text[] {
  return longTexts(author, "ordinary").map((text) => ({
    ...labelled(["3", "", "g"], text, false),
    atMost: true,
    author,
  }));
}

/** Ordinary messages of up to two minutes, and the same with a danger in between, by author. */
export function longMessages(authors: readonly string[]): Text[] {
  let turn = 0;
  return authors.flatMap((author) => {
    const dangers = longTexts(author, "dangers");
    return ordinaryMessages(author).flatMap((one) => {
      const { text } = one;
      const mixed = [0, 1, 2].map(() => {
        const danger = dangers[turn % dangers.length] ?? "";
        return { ...withDanger(text, danger, places[turn++ % places.length] ?? 0), author };
      });
      return [one, ...mixed];
    });
  });
}

/** An ordinary message in which somebody says a danger at a place from 0, the beginning, to 1. */
export function withDanger(ordinary: string, danger: string, place: number): Text {
  const sentences = ordinary.split(/(?<=[.!?])\s+/);
  const at = Math.round(place * sentences.length);
  const text = [...sentences.slice(0, at), danger, ...sentences.slice(at)].join(" ");
  return { ...labelled(["5", "", "g"], text, false), danger };
}

/** All that may be learned from: nothing of it is held back. */
export function textsToLearn(authors: readonly string[] = ["a", "b", "c"]): readonly Text[] {
  return [
    ...voicemails(),
    ...situations(),
    ...opinions(),
    ...passages(),
    ...dangersAndNeighbours(),
    ...longMessages(authors),
  ];
}
