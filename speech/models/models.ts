import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { modelIn } from "./local-model.ts";
import { readManifest, writeInPlace, type Manifest } from "./manifest.ts";
import { createModelUses, type ModelUses } from "./model-uses.ts";
import { bestForEnglish, bestForOthers } from "./offered.ts";

/**
 * The folder of a machine's models, and the choice among them. Beside each model's manifest, `<name>.json`, every pull
 * of one has a folder of its own: a process keeps the one that it opened.
 */
export interface Models {
  readonly folder: string;
  readonly uses: ModelUses;
  /** Names of those installed, without the one that arrives with the packages. */
  readonly installed: () => readonly string[];
  /** Where one lies; null for `tiny`, and for one that is not installed. */
  readonly dirOf: (name: string) => string | null;
  /** Where one lies, and what was pulled, both of the same pull; null as above. */
  readonly find: (name: string) => FoundModel | null;
  /** The name of the model that `local` reads with; `tiny` is the one that arrives with the packages. */
  readonly chosen: () => string;
  /** The one that reads what is not English; null when there is none, or the chosen one reads it itself. */
  readonly multilingual: () => string | null;
  /** @throws when no such model is installed */
  readonly use: (name: string) => Promise<void>;
  /**
   * Takes a model away, or throws when a process uses it. Not beside a pull: it is called under the same lock.
   *
   * @throws when no such model is installed, or a living process uses it
   */
  readonly remove: (name: string) => Promise<void>;
}

export interface FoundModel {
  readonly dir: string;
  /** Null of what 0.1 had pulled. */
  readonly manifest: Manifest | null;
}

/** The model that arrives with the packages. */
export const tiny = "tiny";

export function createModels(given: string): Models {
  const folder = resolve(given);
  const uses = createModelUses(join(folder, ".uses"));
  const choice = join(folder, "in-use");
  const find = (name: string): FoundModel | null => {
    if (name === tiny) return null;
    let manifest = readManifest(manifestFile(folder, name));
    for (;;) {
      const dir = join(folder, manifest?.folder ?? name);
      if (existsSync(dir)) return { dir, manifest };
      // A pull may have ended since the manifest was read, and have removed what it pointed at.
      const again = readManifest(manifestFile(folder, name));
      if (again?.folder === manifest?.folder) return null;
      manifest = again;
    }
  };
  const dirOf = (name: string): string | null => find(name)?.dir ?? null;
  const installed = (): readonly string[] => {
    const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    const names = entries
      // With a leading dot: on its way, or a version that a manifest points at.
      .filter(({ name }) => !name.startsWith("."))
      .flatMap((entry) => {
        if (entry.isDirectory()) return entry.name;
        return entry.name.endsWith(".json") ? entry.name.slice(0, -".json".length) : [];
      });
    return [...new Set(names)].filter((name) => dirOf(name) !== null).toSorted();
  };
  const chosen = (): string => {
    const there = installed();
    const said = existsSync(choice) ? readFileSync(choice, "utf8").trim() : null;
    if (said !== null && (said === tiny || there.includes(said))) return said;
    return bestForEnglish.find((name) => there.includes(name)) ?? tiny;
  };
  const known = (name: string): void => {
    if (name === tiny || installed().includes(name)) return;
    throw new Error(
      `there is no model ${name} here; installed: ${[tiny, ...installed()].join(", ")}`,
    );
  };
  return {
    folder,
    uses,
    installed,
    dirOf,
    find,
    chosen,
    multilingual: () => {
      const there = installed().filter((name) => isMultilingual(dirOf(name)));
      if (there.includes(chosen())) return null;
      return bestForOthers.find((name) => there.includes(name)) ?? there[0] ?? null;
    },
    use: async (name) => {
      known(name);
      await mkdir(folder, { recursive: true });
      await writeInPlace(choice, `${name}\n`);
    },
    remove: async (name) => {
      known(name);
      if (name === tiny) throw new Error(`${tiny} comes with the packages and cannot be removed`);
      const [user] = uses.living().filter((one) => Object.hasOwn(one.models, name));
      if (user) {
        throw new Error(
          `${name} is used by ${user.what}, pid ${user.pid}: \`afterbeep models use ${tiny}\`, restart it, and remove ${name} then`,
        );
      }
      // One that 0.1 has pulled, first: it would come to light again.
      const plain = join(folder, name);
      if (existsSync(plain)) {
        const aside = versionFolder(name);
        await mkdir(join(folder, aside, ".."), { recursive: true });
        await rename(plain, join(folder, aside));
      }
      await rm(manifestFile(folder, name), { force: true });
    },
  };
}

/** Where versions lie that manifests point at. */
export const versions = ".versions";

/**
 * A new one for another version of a model, from the models' folder. Its own name is the model's: a
 * language is read from it.
 */
export function versionFolder(name: string): string {
  return join(versions, randomUUID().slice(0, 8), name);
}

export function manifestFile(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

function isMultilingual(dir: string | null): boolean {
  try {
    const model = dir === null ? null : modelIn(dir);
    return model !== null && model.namesLanguage && "whisper" in model.config;
  } catch {
    return false;
  }
}
