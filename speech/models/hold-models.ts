import { faultOf } from "./manifest.ts";
import { tiny, type FoundModel, type Models } from "./models.ts";

/** The models that a process reads with, for as long as it lives. */
export interface HeldModels {
  /** The one that reads first; null for `tiny` alone. */
  readonly chosenDir: string | null;
  /** A Whisper that reads what is not English; null when there is none, or the chosen one reads it itself. */
  readonly multilingualDir: string | null;
  /** Of those that are left out since their files are not what was pulled: what to say, and to do. */
  readonly faults: readonly string[];
}

export interface HoldOptions {
  /** The command of this process, to be shown: `up`, `worker`. */
  readonly what: string;
  /** A folder to read with first, instead of the chosen model. */
  readonly instead: string | null;
}

/**
 * Says that this process reads with the chosen models from now on, so that no pull takes their files away, and compares
 * their files with what was pulled.
 */
export async function holdModels(
  models: Models,
  { what, instead }: HoldOptions,
): Promise<HeldModels> {
  let wanted = look(models, instead);
  for (;;) {
    models.uses.record(what, opened(wanted));
    // A pull that ended meanwhile may not have seen that, and have removed what we saw.
    const again = look(models, instead);
    if (JSON.stringify(opened(again)) === JSON.stringify(opened(wanted))) break;
    wanted = again;
  }
  const faults: string[] = [];
  const dirs: (string | null)[] = [];
  for (const { name, found } of wanted) {
    const { dir = null, manifest = null } = found ?? {};
    const fault = manifest && dir !== null ? await faultOf(dir, manifest) : null;
    if (manifest && fault !== null) {
      faults.push(
        `model ${name} is left out: ${fault}; \`afterbeep models pull ${manifest.source}\` fetches it again`,
      );
    }
    dirs.push(fault === null ? dir : null);
  }
  const [chosenDir = null, multilingualDir = null] = dirs;
  return { chosenDir, multilingualDir, faults };
}

interface Wanted {
  readonly name: string;
  /** Null for `tiny`. */
  readonly found: FoundModel | null;
}

/** The one that reads first, and the one for other languages. */
function look(models: Models, instead: string | null): readonly Wanted[] {
  const chosen = models.chosen();
  const others = models.multilingual();
  return [
    instead === null
      ? { name: chosen, found: models.find(chosen) }
      : { name: instead, found: { dir: instead, manifest: null } },
    ...(others === null ? [] : [{ name: others, found: models.find(others) }]),
  ];
}

/** By name with their folders; `tiny` reads what others could not. */
function opened(wanted: readonly Wanted[]): Record<string, string | null> {
  return {
    [tiny]: null,
    ...Object.fromEntries(wanted.map(({ name, found }) => [name, found?.dir ?? null])),
  };
}
