import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import { z } from "zod";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import { announcingEvents } from "../../domain/wire.ts";
import { createAnswers } from "../print/answers.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import type { AccountConfig } from "../../platform/config/sections/account.ts";
import type { Call, OneAccount } from "../command.ts";
import { UsageError } from "../arguments.ts";
import { exitCodes } from "../exit-codes.ts";
import { isLoopback } from "../../platform/process/loopback.ts";
import { mustBeFile } from "../../platform/files/must-be-file.ts";
import { markerIn } from "../../domain/voicemail/marker.ts";
import { accountFor } from "../../app/accounts/choose-account.ts";
import { loadAllAccounts } from "../../app/accounts/load-all-accounts.ts";
import { learnTokensFirst } from "../../app/ledger/learn-tokens.ts";
import { hasKeptToken, webhookTokens } from "../../app/webhook-tokens.ts";

interface SimulateOptions extends OneAccount {
  /** (Default: AIRCALL_BASE_URL, when it is on this machine) */
  readonly simulator?: string;
  /** The caller's number. */
  readonly caller?: string;
  /** ISO code of the country of the line that is called. */
  readonly country?: string;
  /** Wait for the comment. */
  readonly wait?: boolean;
}

interface PostOptions extends OneAccount {
  /** A call's id. */
  readonly post?: number;
  /** (Default: WEBHOOK_HOST and WEBHOOK_PORT) */
  readonly receiver?: string;
}

interface Left {
  readonly callId: number;
  /** Who was asked. */
  readonly at: string;
}

/** The voicemail with what stands on its call in the end. */
interface Commented extends Left {
  readonly comment: string;
  readonly tags: readonly string[];
}

const timeoutMs = 30_000;

/** A comment whose fate is unknown takes a minute to be sure of, a lost worker half of one. */
const patienceMs = 300_000;

const lookEveryMs = 250;

/** Tags go beside the comment: so long after it is waited for them. */
const tagsPatienceMs = 5_000;

/** Leaves a voicemail on the simulator, or posts the webhook of a call. */
export async function simulate(
  call: Call<[audio: string | undefined], SimulateOptions & PostOptions>,
): Promise<number> {
  const {
    env,
    args: [audio],
    options: { post: callId, ...options },
  } = call;
  if (options.wait === true && audio === undefined) {
    throw new UsageError("--wait goes with a recording; afterbeep show follows the call of --post");
  }
  if (audio !== undefined && callId === undefined) return leave(env, audio, options);
  if (audio === undefined && callId !== undefined) return postWebhook(env, callId, options);
  throw new UsageError("give either a recording or --post");
}

/** Leaves a voicemail with this audio on the simulator, which sends its webhooks. */
async function leave(
  env: Environment,
  audio: string,
  {
    json,
    account: chosen,
    simulator,
    caller,
    country,
    wait,
  }: SimulateOptions & { readonly json: boolean },
): Promise<number> {
  const base = simulator ?? simulatorOf(accountFor((await loadAllAccounts(env)).accounts, chosen));
  const answer = await post(new URL("/_simulator/voicemails", base), {
    media: await mediaOf(audio, base),
    ...(caller === undefined ? {} : { from: caller }),
    ...(country === undefined ? {} : { country }),
  });
  if (answer.status !== 200) {
    throw new Error(`the simulator at ${base} answers ${answer.status}; is it one?`);
  }
  const { callId } = z.object({ callId: z.number() }).parse(JSON.parse(answer.text));
  if (wait === true) {
    if (!json)
      process.stderr.write(
        `a voicemail is on call ${callId}; its comment is waited for, ${patienceMs / 60_000} minutes at most\n`,
      );
    const { comment, tags } = await commentOn(base, callId);
    createAnswers<Commented>(json, () =>
      [comment, ...(tags.length > 0 ? [`tags: ${tags.join(", ")}`] : [])].join("\n"),
    ).print({
      callId,
      at: base,
      comment,
      tags,
    });
    return exitCodes.done;
  }
  createAnswers<Left>(json, ({ at }) =>
    [
      `a voicemail is on call ${callId} of ${at}`,
      `afterbeep show ${callId} shows what becomes of it`,
    ].join("\n"),
  ).print({ callId, at: base });
  return exitCodes.done;
}

const standing = z.object({
  comments: z.array(z.object({ content: z.string() })),
  tags: z.array(z.string()),
});

/** @throws when none comes in time */
async function commentOn(
  base: string,
  callId: number,
): Promise<Pick<Commented, "comment" | "tags">> {
  const url = new URL(`/_simulator/calls/${callId}`, base);
  const deadline = Date.now() + patienceMs;
  let seenAt: number | null = null;
  for (;;) {
    const { statusCode, body } = await request(url, {
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new Error(`the simulator at ${url.host} does not answer any more`, { cause: error });
    });
    if (statusCode !== 200) throw new Error(`the simulator no longer has call ${callId}`);
    const { comments, tags } = standing.parse(await body.json());
    const comment = comments.findLast(({ content }) => markerIn(content, callId))?.content;
    if (comment !== undefined) {
      seenAt ??= Date.now();
      if (tags.length > 0 || Date.now() > seenAt + tagsPatienceMs) return { comment, tags };
    }
    if (Date.now() > deadline) {
      throw new Error(
        `no comment came within ${patienceMs / 60_000} minutes; afterbeep show ${callId} says how far it is`,
      );
    }
    await delay(lookEveryMs);
  }
}

/** Posts the webhook of an existing call to a receiver that runs, as Aircall would. */
async function postWebhook(
  env: Environment,
  callId: number,
  { json, account: chosen, receiver }: PostOptions & { readonly json: boolean },
): Promise<number> {
  await learnTokensFirst(env);
  const { config, accounts } = await loadAllAccounts(env, { webhookToken: hasKeptToken });
  const account = accountFor(accounts, chosen);
  const base = receiver ?? `http://${config.receiver.host}:${config.receiver.port}`;
  const token = webhookTokens({ account, storage: config.storage }).at(-1);
  const [event] = announcingEvents;
  const { status } = await post(new URL(webhookUrl(base, account.name)), {
    resource: "call",
    event,
    timestamp: Math.floor(Date.now() / 1_000),
    token,
    data: { id: callId },
  });
  if (status !== 200) {
    const why = status === 401 ? "it does not take our token" : "see its log";
    process.stderr.write(`the receiver at ${base} answers ${status}: ${why}\n`);
    return exitCodes.no;
  }
  createAnswers<Left>(
    json,
    ({ at }) => `the receiver at ${at} took the webhook of call ${callId}`,
  ).print({
    callId,
    at: base,
  });
  return exitCodes.done;
}

/** What the simulator takes in a request, in base64; beyond it a simulator of this machine reads the file itself. */
const mostSentBytes = 700_000;

async function mediaOf(audio: string, base: string): Promise<object> {
  const size = await mustBeFile(audio);
  const contentType = extname(audio) === ".wav" ? "audio/wav" : "audio/mpeg";
  if (size <= mostSentBytes) {
    return { kind: "bytes", base64: (await readFile(audio)).toString("base64"), contentType };
  }
  if (isLoopback(new URL(base).hostname))
    return { kind: "file", path: resolve(audio), contentType };
  throw new Error(
    `${audio} is larger than the ${mostSentBytes} bytes that a simulator elsewhere takes`,
  );
}

/** Never Aircall itself: it has no such door, and a typo must not send audio there. */
function simulatorOf({ baseUrl: base }: AccountConfig): string {
  if (isLoopback(new URL(base).hostname)) return base;
  throw new Error(
    `AIRCALL_BASE_URL is ${new URL(base).host}, no simulator of this machine; start one by npm run simulator and name it by --simulator http://127.0.0.1:8788`,
  );
}

async function post(url: URL, body: object): Promise<{ status: number; text: string }> {
  try {
    const answer = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch (error) {
    throw new Error(`nobody answers at ${url.host}; is it up?`, { cause: error });
  }
}
