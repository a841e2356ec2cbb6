import { AircallHttpError } from "../../aircall/http/errors.ts";
import { listenUrlFrom } from "../../aircall/listen-url.ts";
import { proofOf } from "../../aircall/proof-of.ts";
import type { AircallCall } from "../../aircall/objects/calls.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { Call, CallRef, Line } from "../../domain/aircall-object/call.ts";
import type { Account } from "../accounts.ts";
import { aircallStep, type Desk } from "./step.ts";

export function fetchCallStep(desk: Desk): AircallActivities["fetchCall"] {
  return aircallStep(desk, async (account, { account: name, callId }, limits) => {
    try {
      const read = await account.client.calls.get(callId, limits);
      return toCall({ account: name, callId }, read, account);
    } catch (error) {
      if (error instanceof AircallHttpError && error.status === 404) account.onUnknownCall();
      throw error;
    }
  });
}

function toCall(
  { account, callId }: CallRef,
  read: AircallCall,
  { tags, dryRun, serves, aiPackage }: Account,
): Call {
  const { markers, commentCount } = proofOf({ ...read, id: callId });
  return {
    account,
    callId,
    readAt: Date.now(),
    recordingUrl: read.voicemail || null,
    listenUrl: listenUrlFrom(read.asset, callId),
    markers,
    commentCount,
    tags: (read.tags ?? []).map(({ id, name }) => ({ id, name })),
    calledFrom: read.raw_digits && read.raw_digits !== "anonymous" ? read.raw_digits : null,
    contactName: contactName(read),
    line: toLine(read),
    served: serves(read.number),
    startedAt: read.started_at ? read.started_at * 1_000 : null,
    contactNumbers: (read.contact?.phone_numbers ?? []).flatMap(({ value }) => value ?? []),
    ...(aiPackage.isRefused() ? { aiRefused: true } : {}),
    knownTags: [...tags.values()],
    dryRun,
  };
}

function contactName({ contact }: AircallCall): string | null {
  const name = [contact?.first_name, contact?.last_name].filter(Boolean).join(" ");
  return name || contact?.company_name || null;
}

function toLine({ number }: AircallCall): Line | null {
  if (!number) return null;
  const { id, name, country, time_zone: timeZone } = number;
  return { id, name: name ?? null, country: country ?? null, timeZone: timeZone ?? null };
}
