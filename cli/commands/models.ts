import type { ModelUse } from "../../speech/models/model-uses.ts";
import { tiny, type Models } from "../../speech/models/models.ts";
import { offeredModels } from "../../speech/models/offered.ts";
import { modelsHere, pullHere, removeHere } from "../../app/media/models-here.ts";
import { createAnswers } from "../print/answers.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { createProgressBar } from "../../platform/terminal/progress-bar.ts";
import type { Environment } from "../../platform/config/load-config.ts";

/** A model, installed or to be had: a line of `models list`. */
interface Listed {
  readonly model: string;
  readonly installed: boolean;
  /** Chosen: `local` reads with it first. */
  readonly inUse: boolean;
  /** `local` reads with it what is not English. */
  readonly readsOthers: boolean;
  /** Null where nobody knows. */
  readonly languages: string | null;
  readonly licence: string | null;
  /** On disk. */
  readonly megabytes: number | null;
  readonly from: string;
  /** Null for the one of the packages, and where it is not installed. */
  readonly folder: string | null;
  /** Running processes that have opened it. */
  readonly usedBy: readonly Pick<ModelUse, "pid" | "what" | "since">[];
}

/** Lists the models that `local` may use, who uses them, and what else is offered. */
export function listModels({ env, options: { json } }: Call): number {
  const models = modelsHere(env);
  const uses = models.uses.living();
  const answers = createAnswers<Listed>(json, toWords);
  const offered = offeredModels.map(({ name }) => name);
  const elsewhere = uses.flatMap((use) => Object.keys(use.models));
  for (const name of new Set([tiny, ...models.installed(), ...offered, ...elsewhere])) {
    answers.print(listed(models, uses, name));
  }
  return exitCodes.done;
}

function listed(models: Models, uses: readonly ModelUse[], model: string): Listed {
  const offer = offeredModels.find(({ name }) => name === model);
  const { dir: folder = null, manifest = null } = models.find(model) ?? {};
  const bytes = Object.values(manifest?.files ?? {}).map((file) => file.bytes);
  const users = uses.filter((use) => Object.hasOwn(use.models, model));
  return {
    model,
    installed: model === tiny || folder !== null,
    inUse: model === models.chosen(),
    readsOthers: model === models.multilingual(),
    ...(model === tiny
      ? { languages: "English", licence: "MIT", megabytes: 28, from: "the packages" }
      : {
          languages: offer?.languages ?? null,
          licence: offer?.licence ?? null,
          megabytes:
            manifest === null
              ? (offer?.diskMegabytes ?? null)
              : megabytes(bytes.reduce((sum, one) => sum + one, 0)),
          from: offer?.from ?? manifest?.source ?? "ASR_MODEL_DIR",
        }),
    folder,
    usedBy: users.map(({ pid, what, since }) => ({ pid, what, since })),
  };
}

function toWords(one: Listed): string {
  const { model, installed, inUse, readsOthers, folder, usedBy } = one;
  const mark = inUse ? "*" : readsOthers ? "+" : installed ? " " : "-";
  const size = one.megabytes === null ? null : `${one.megabytes} MB`;
  const facts = [one.languages, size, one.licence, `from ${one.from}`].filter(Boolean).join(", ");
  const state =
    folder ?? (installed || inUse ? null : `not installed: afterbeep models pull ${model}`);
  return [
    `${mark} ${model}: ${facts}`,
    ...(state === null ? [] : [`    ${state}`]),
    ...usedBy.map((use) => `    used by ${described(use)}`),
  ].join("\n");
}

function described({ pid, what, since }: Pick<ModelUse, "pid" | "what" | "since">): string {
  return `${what}, pid ${pid}, since ${since}`;
}

/** Fetches a model; from then on `local` uses the best one. */
export async function pull({ env, args: [source] }: Call<[source: string]>): Promise<number> {
  const name = await pullShown(env, source);
  const models = modelsHere(env);
  const use =
    models.chosen() === name
      ? "local reads with it"
      : models.multilingual() === name
        ? "local reads with it what is not English"
        : `\`afterbeep models use ${name}\` takes it`;
  process.stdout.write(`${name} is installed; ${use}\n`);
  sayWhoKeeps(models);
  return exitCodes.done;
}

/** Pulls a model, and shows how far it is. */
export async function pullShown(env: Environment, source: string): Promise<string> {
  const bar = createProgressBar(process.stderr);
  let last = "";
  try {
    return await pullHere(env, source, (step, bytes, of) => {
      if (bytes !== undefined) bar.show(megabytes(bytes), megabytes(of ?? 0), `MB ${step}`);
      if (step !== last) {
        bar.clear();
        process.stderr.write(`${step} ...\n`);
      }
      last = step;
    });
  } finally {
    bar.clear();
  }
}

export async function useModel({ env, args: [name] }: Call<[name: string]>): Promise<number> {
  const models = modelsHere(env);
  await models.use(name);
  process.stdout.write(`local reads with ${name}\n`);
  sayWhoKeeps(models);
  return exitCodes.done;
}

export async function removeModel({ env, args: [name] }: Call<[name: string]>): Promise<number> {
  await removeHere(env, name);
  process.stdout.write(`${name} is removed; local reads with ${modelsHere(env).chosen()}\n`);
  return exitCodes.done;
}

/** A process opens its models once. */
function sayWhoKeeps({ uses }: Models): void {
  for (const use of uses.living()) {
    const names = Object.keys(use.models).join(" and ");
    process.stderr.write(`${described(use)}, keeps ${names} until it is restarted\n`);
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
