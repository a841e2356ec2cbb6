import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Client } from "@temporalio/client";
import { ensureSweep } from "../../client/start/ensure-sweep.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { command } from "../support/cli/command.ts";
import { newNamespace } from "../support/pipeline.ts";

let client: Client;
let env: NodeJS.ProcessEnv;

/** What two accounts leave behind whose workers have started once. */
beforeAll(async () => {
  const address = inject("temporalAddress");
  const namespace = await newNamespace(address);
  client = createTemporalClient({ connectionOptions: { address }, namespace });
  env = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, LOG_LEVEL: "silent" };
  const budgets = { assetWaitMs: 1, recordingMs: 1, transcriptionMs: 1 };
  for (const account of ["first", "second"]) {
    await ensureSweep(client, { account, budgets, searchable: false }, 3_600_000);
  }
});
afterAll(() => client.connection.close());

test.each([
  ["throttle", "set", "third", "60"],
  ["throttle", "unset", "third"],
  ["pause", "third"],
  ["resume", "third"],
])(
  "%s of an account that there is not is refused, and those that there are are named",
  async (...args) => {
    const { code, stdout, stderr } = await command(args, env);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("there is no account third; there is first, second.");
    const shown = await command(["throttle", "show", "--json"], env);
    expect(shown.stdout).not.toContain("third");
  },
);

test("one that never ran is meant where AIRCALL_ACCOUNT names it", async () => {
  const named = { ...env, AIRCALL_ACCOUNT: "fourth" };
  expect(await command(["throttle", "set", "fourth", "70"], named)).toMatchObject({ code: 0 });
});

test("a limit is told as it was and as it is, and outlasts a pause", async () => {
  const set = await command(["throttle", "set", "first", "60"], env);
  expect([set.code, set.stdout]).toEqual([0, "first: 100 -> 60 requests a minute\n"]);
  expect((await command(["pause", "first"], env)).stderr).toContain("first is paused");
  const during = await command(["throttle", "show"], env);
  expect(during.stdout).toContain("first  60 requests a minute, dispatched: paused");
  expect(await command(["throttle", "set", "first", "70"], env)).toMatchObject({
    code: 1,
    stderr: "account first is paused: resume it first\n",
  });
  const resumed = await command(["resume", "first"], env);
  expect(resumed.stderr).toBe(
    "account first continues at 60 requests a minute; 0 open voicemails woken\n",
  );
  const after = await command(["throttle", "show"], env);
  expect(after.stdout).toContain("first  60 requests a minute, dispatched: 0.9 a second");
  const unset = await command(["throttle", "unset", "first"], env);
  expect(unset.stdout).toBe("first: 60 -> 100 requests a minute\n");
});
