import { writeFileSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { createTemporalClient, isServing } from "../create-client.ts";
import { underLock } from "../../platform/process/lock.ts";
import { commandLine, endProcess, isAlive } from "../../platform/process/other-process.ts";
import { startServer, type RunningServer } from "./start-server.ts";

/** A Temporal server of this machine, shared by all processes on the same data folder. */
export interface EmbeddedServer extends RunningServer {
  /** It ran already. */
  readonly adopted: boolean;
  /** Makes sure that it runs, on the same address where possible; starts it anew when it died. */
  readonly ensure: () => Promise<void>;
  /** This process needs it no more; the last one stops it. */
  readonly release: () => Promise<void>;
}

const stateSchema = z.object({
  pid: z.number().int(),
  address: z.string(),
  uiAddress: z.string(),
  /** Processes that use it. */
  users: z.array(z.number().int()),
});

type State = z.infer<typeof stateSchema>;

/** A start may fetch nothing here, so this is a server's start and a bit. */
const lockTimeoutMs = 90_000;

const stopPatienceMs = 10_000;

/**
 * Opens the server of a data folder: adopts the one that runs there, also one whose starter was
 * killed, or starts it. There is never a second one on the same database, which the server itself
 * would not notice.
 *
 * @param findCli asked only when a server must be started
 * @param uiPort of the Web UI, where it is free; 0 takes any
 */
export async function openEmbeddedServer(
  dataFolder: string,
  findCli: () => Promise<string>,
  uiPort = 0,
): Promise<EmbeddedServer> {
  const folder = resolve(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stateFile = join(folder, "temporal.json");
  const exclusively = <T>(work: () => Promise<T>): Promise<T> =>
    underLock(join(folder, "temporal.lock"), lockTimeoutMs, work);

  const save = (state: State): void =>
    writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`);

  const open = async (): Promise<State & { adopted: boolean }> => {
    const before = await readState(stateFile);
    const users = [
      ...(before?.users ?? []).filter((pid) => pid !== process.pid && isAlive(pid)),
      process.pid,
    ];
    if (before && (await isOurs(before.pid, folder))) {
      if (await answers(before.address)) {
        save({ ...before, users });
        return { ...before, adopted: true };
      }
      await endProcess(before.pid, stopPatienceMs);
    }
    const cli = await findCli();
    const server = await startServer({
      cli,
      folder,
      preferredPort: before ? portOf(before.address) : undefined,
      preferredUiPorts: [
        ...(uiPort === 0 ? [] : [uiPort]),
        ...(before ? [portOf(before.uiAddress)] : []),
      ],
      dependent: false,
      // Written before it serves: whoever comes after a kill in between finds it.
      onSpawn: (spawned) => save({ ...spawned, users }),
    });
    return { ...server, users, adopted: false };
  };

  let current = await exclusively(open);
  return {
    get pid() {
      return current.pid;
    },
    get address() {
      return current.address;
    },
    get uiAddress() {
      return current.uiAddress;
    },
    adopted: current.adopted,
    ensure: async () => {
      if (await isOurs(current.pid, folder)) return;
      current = await exclusively(open);
    },
    release: () =>
      exclusively(async () => {
        const state = await readState(stateFile);
        if (!state) return;
        const users = state.users.filter((pid) => pid !== process.pid && isAlive(pid));
        save({ ...state, users });
        if (users.length === 0 && (await isOurs(state.pid, folder))) {
          await endProcess(state.pid, stopPatienceMs);
        }
      }),
  };
}

async function readState(file: string): Promise<State | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    // Torn by a power cut: what ran then runs no more.
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      await rename(file, `${file}.broken`);
      return null;
    }
    throw error;
  }
}

/**
 * A process id is given out again: only one whose command line names our database is our server.
 */
async function isOurs(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const line = await commandLine(pid);
  return line !== null && line.includes("start-dev") && line.includes(join(folder, "temporal.db"));
}

async function answers(address: string): Promise<boolean> {
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  try {
    // Busy or just starting: it is given the time a start takes.
    for (let left = 10; left > 0; left--) if (await isServing(client, 2_000)) return true;
    return false;
  } finally {
    await client.connection.close();
  }
}

function portOf(address: string): number {
  return Number(address.split(":").at(-1));
}
