import { faultOf } from "./manifest.ts";
import { tiny, type Models } from "./models.ts";

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
    models.uses.record(what, Object.fromEntries([[tiny, null], ...wanted]));
    // A pull that ended meanwhile may not have seen that, and have removed what we saw.
    const again = look(models, instead);
    if (JSON.stringify(again) === JSON.stringify(wanted)) break;
    wanted = again;
  }
  const faults: string[] = [];
  const dirs: (string | null)[] = [];
  for (const [name, dir] of wanted) {
    const manifest = dir === instead ? null : models.manifestOf(name);
    const fault = manifest && dir !== null ? await faultOf(dir, manifest) : null;
    if (fault !== null) {
      faults.push(
        `model ${name} is left out: ${fault}; \`afterbeep models pull ${manifest?.source ?? name}\` fetches it again`,
      );
    }
    dirs.push(fault === null ? dir : null);
  }
  const [chosenDir = null, multilingualDir = null] = dirs;
  return { chosenDir, multilingualDir, faults };
}

/** The chosen one, and the one for other languages; each by name with its folder. */
function look(models: Models, instead: string | null): readonly (readonly [string, string | null])[] {
  const chosen = instead ?? models.chosen();
  const others = models.multilingual();
  return [
    [chosen, instead ?? models.dirOf(chosen)],
    ...(others === null ? [] : [[others, models.dirOf(others)] as const]),
  ];
}
