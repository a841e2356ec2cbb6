import { installations } from "./000001-installations.ts";
import type { Migration } from "./migration.ts";

/** All of them, in order. New ones are added at the end. */
export const migrations: readonly Migration[] = [installations];
