import { proofOf } from "../../aircall/proof-of.ts";
import type { Client } from "@temporalio/client";
import type { AircallCall, CallRequests } from "../../aircall/objects/calls.ts";
import { deliveredVia, markersIn } from "../../domain/voicemail/proof.ts";
import { outcomeIn } from "../../domain/voicemail/outcome.ts";
import { nextPlace, type Span } from "../../domain/sweep/sweep-plan.ts";
import { statusOf, type Verification } from "../../domain/voicemail/verification.ts";
import { listPageSize } from "../../domain/aircall-limits.ts";
import type { Permits } from "../start/permits.ts";
import { runOf, runsSince, type VoicemailRun } from "./voicemail-runs.ts";

export interface VerifyOptions {
  readonly account: string;
  /** By the calls' creation. */
  readonly span: Span;
  readonly client: Client;
  readonly calls: Pick<CallRequests, "list">;
  readonly permits: Pick<Permits, "take">;
  /** Whether voicemails of a line are ours to handle. */
  readonly serves: (line: { readonly id: number } | null | undefined) => boolean;
  /** Calls whose webhook still waits for Temporal. */
  readonly spooled: ReadonlySet<number>;
}

/**
 * Holds every voicemail of a span against its delivery: first what Aircall lists, oldest first,
 * then what Temporal alone knows of.
 *
 * @throws AircallError, and when Temporal cannot be reached
 */
export async function* verifyAccount(options: VerifyOptions): AsyncGenerator<Verification> {
  const { account, span, client, spooled } = options;
  const runs = await runsSince(client, account, new Date(span.from * 1_000));
  const listed = new Set<number>();
  for await (const call of callsIn(options)) {
    const { id: callId } = call;
    if (listed.has(callId) || !options.serves(call.number)) continue;
    listed.add(callId);
    const proof = proofOf(call);
    const via = deliveredVia(proof);
    let run = runs.get(callId) ?? null;
    if (!call.voicemail && via === null && !run && !spooled.has(callId)) continue;
    // Started before the span, or after the runs were listed.
    if (!run && via === null) run = await runOf(client, account, callId);
    yield {
      account,
      callId,
      status: statusOf(proof, run?.state ?? null, spooled.has(callId)),
      outcome: run?.outcome ?? (via === "comment" ? outcomeOnCall(call) : null),
      via,
    };
  }
  for (const run of runs.values()) {
    if (run.state !== "not-served" && !listed.has(run.callId) && isOfThisSpan(run, span)) {
      const { callId, state, outcome } = run;
      yield { account, callId, status: statusOf(null, state, false), outcome, via: null };
    }
  }
}

async function* callsIn({ span, calls, permits }: VerifyOptions): AsyncGenerator<AircallCall> {
  let place: { span: Span; page: number } | null = { span, page: 1 };
  while (place) {
    await permits.take();
    const { items, nextPage } = await calls.list(place.span, place.page);
    yield* items;
    const lastCreatedAt = items.at(-1)?.started_at ?? null;
    place = nextPlace(place, { nextPage, lastCreatedAt }, listPageSize);
  }
}

/** The outcome by our latest comment on the call. */
function outcomeOnCall({ id, comments }: AircallCall): Verification["outcome"] {
  const ours = (comments ?? [])
    .map(({ content }) => content ?? "")
    .filter((text) => markersIn([text], id).length > 0);
  const latest = ours.at(-1);
  return latest === undefined ? null : outcomeIn(latest);
}

/**
 * A call that Aircall does not list was deleted, or created outside the span: then it is another
 * span's matter.
 */
function isOfThisSpan({ state, startedAt }: VoicemailRun, { from, to }: Span): boolean {
  const second = startedAt.getTime() / 1_000;
  return (state === "undeliverable" || state === "open") && second >= from && second <= to;
}
