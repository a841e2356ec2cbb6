import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The folder of a machine's models, one folder each, and the choice among them. */
export interface Models {
  readonly folder: string;
  /** Names of those installed, without the one that arrives with the packages. */
  readonly installed: () => readonly string[];
  /** The name of the model that `local` uses; `tiny` is the one that arrives with the packages. */
  readonly chosen: () => string;
  /** Where the chosen one lies; null for `tiny`. */
  readonly chosenDir: () => string | null;
  /** @throws when no such model is installed */
  readonly use: (name: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** The model that arrives with the packages. */
export const tiny = "tiny";

/** Better first: what `local` uses when nobody has chosen. Others must be chosen. */
const best = ["moonshine-base-en"];

export function createModels(folder: string): Models {
  const choice = join(folder, "in-use");
  const installed = (): readonly string[] =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true })
          // A folder with a leading dot is on its way.
          .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
          .map(({ name }) => name)
          .toSorted()
      : [];
  const chosen = (): string => {
    const there = installed();
    const said = existsSync(choice) ? readFileSync(choice, "utf8").trim() : null;
    if (said !== null && (said === tiny || there.includes(said))) return said;
    return best.find((name) => there.includes(name)) ?? tiny;
  };
  return {
    folder,
    installed,
    chosen,
    chosenDir: () => (chosen() === tiny ? null : join(folder, chosen())),
    use: async (name) => {
      if (name !== tiny && !installed().includes(name)) {
        throw new Error(
          `there is no model ${name} here; installed: ${[tiny, ...installed()].join(", ")}`,
        );
      }
      await writeFile(choice, `${name}\n`);
    },
    remove: (name) => rm(join(folder, name), { recursive: true, force: true }),
  };
}
