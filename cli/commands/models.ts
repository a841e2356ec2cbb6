import { mkdir } from "node:fs/promises";
import { tiny } from "../../speech/models/models.ts";
import { pullModel } from "../../speech/models/pull-model.ts";
import { createAnswers } from "../print/answers.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { modelsHere } from "../../app/models-here.ts";
import { createProgressBar } from "../print/progress-bar.ts";

interface Installed {
  readonly model: string;
  readonly inUse: boolean;
  readonly folder: string | null;
}

/** Lists the models that `local` may use. */
export function listModels({ env, options: { json } }: Call): number {
  const models = modelsHere(env);
  const answers = createAnswers<Installed>(json, ({ model, inUse, folder }) =>
    [inUse ? "*" : " ", model, folder ?? "(arrives with the packages)"].join(" "),
  );
  for (const model of [tiny, ...models.installed()]) {
    answers.print({
      model,
      inUse: model === models.chosen(),
      folder: model === tiny ? null : `${models.folder}/${model}`,
    });
  }
  return exitCodes.done;
}

/** Fetches a model; from then on `local` uses the best one. */
export async function pull({ env, args: [source] }: Call<[source: string]>): Promise<number> {
  const models = modelsHere(env);
  const bar = createProgressBar(process.stderr);
  let last = "";
  const name = await pullModel(models, source, {
    onProgress: (step, bytes, of) => {
      if (bytes !== undefined) bar.show(megabytes(bytes), megabytes(of ?? 0), `MB ${step}`);
      if (step !== last) {
        bar.clear();
        process.stderr.write(`${step} ...\n`);
      }
      last = step;
    },
  }).finally(() => bar.clear());
  const use =
    models.chosen() === name ? "local uses it" : `\`afterbeep models use ${name}\` takes it`;
  process.stdout.write(`${name} is installed; ${use}\n`);
  return exitCodes.done;
}

export async function useModel({ env, args: [name] }: Call<[name: string]>): Promise<number> {
  const models = modelsHere(env);
  // Before the first one is installed nothing has made it.
  await mkdir(models.folder, { recursive: true });
  await models.use(name);
  process.stdout.write(`local uses ${name}, from a worker's next start\n`);
  return exitCodes.done;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
