import { randomUUID } from "node:crypto";
import { contactPayload, type Contact } from "../contacts/contact.ts";
import { linePayload } from "../numbers/line.ts";
import { presign } from "../recordings/presign.ts";
import type { State } from "../state.ts";
import { userPayload } from "../users/user.ts";
import type { SimulatedCall } from "./call.ts";

/** Whether a read or an event shows the voicemail; what hides it is used up one by one. */
function showsVoicemail(call: SimulatedCall, where: "hiddenReads" | "hiddenPayloads"): boolean {
  if (call.media === null) return false;
  if (call[where] === 0) return true;
  call[where]--;
  return false;
}

function fields(
  state: State,
  call: SimulatedCall,
  shown: boolean,
  at = state.now(),
): Record<string, unknown> {
  return {
    id: call.id,
    direct_link: `${state.baseUrl}/v1/calls/${call.id}`,
    direction: "inbound",
    status: "done",
    missed_call_reason: "agents_did_not_answer",
    started_at: call.startedAt,
    answered_at: null,
    ended_at: call.endedAt,
    duration: call.endedAt - call.startedAt,
    cost: "0.0",
    voicemail: shown ? presign(state, call, at) : null,
    recording: null,
    asset: shown ? `https://assets.aircall.io/calls/${call.id}/voicemail` : null,
    raw_digits: call.rawDigits,
    number: linePayload(state, call.line),
    archived: call.archived,
    teams: [],
    comments: call.comments,
  };
}

/** `GET /v1/calls/:id`. */
export function callAnswer(
  state: State,
  call: SimulatedCall,
  query: Record<string, unknown>,
): object {
  const shown = showsVoicemail(call, "hiddenReads");
  const contact = query["fetch_contact"] === "true" ? contactOf(state, call) : null;
  return {
    ...fields(state, call, shown),
    sid: call.sid,
    user: null,
    contact: contact && contactPayload(state, contact),
    assigned_to: null,
    transferred_by: null,
    transferred_to: null,
    tags: call.tags.map(({ id, taggedAt }) => ({
      id,
      name: state.tags.get(id)?.name ?? "",
      created_at: taggedAt,
      tagged_by: null,
    })),
    ...(query["fetch_short_urls"] === "true" && shown
      ? { voicemail_short_url: shortLink(state, call) }
      : {}),
  };
}

/** A link that redirects to a fresh link of the recording. */
function shortLink(state: State, call: SimulatedCall): string {
  const id = randomUUID();
  state.shortLinks.set(id, { callId: call.id, madeAt: state.now() });
  return `${state.baseUrl}/short/v1/${id}`;
}

/** These describe a call that was not over yet, whenever they arrive. */
const early: ReadonlySet<string> = new Set(["call.created", "call.ringing_on_agent"]);

const notOver = {
  status: "initial",
  missed_call_reason: null,
  ended_at: null,
  duration: 0,
  voicemail: null,
  asset: null,
};

/**
 * `data` of a webhook as of a time: other names for some fields, and keys that are missing rather
 * than null. The order of the keys is that of real captures.
 */
export function eventData(
  state: State,
  call: SimulatedCall,
  { event, shows, at }: { readonly event: string; readonly shows: boolean; readonly at: number },
): object {
  const contact = contactOf(state, call);
  const isEarly = early.has(event);
  const shown = shows && !isEarly && event !== "call.hungup";
  const [agent] = state.users.values();
  const hasVoicemail = shown && showsVoicemail(call, "hiddenPayloads");
  return {
    ...fields(state, call, hasVoicemail, at),
    ...(hasVoicemail && state.settings.shortLinksInEvents
      ? { voicemail_short_url: shortLink(state, call) }
      : {}),
    ...(isEarly ? notOver : {}),
    ...(event === "call.ringing_on_agent" && agent ? { user: userPayload(state, agent) } : {}),
    number: {
      ...linePayload(state, call.line),
      e164_digits: `+${call.line.digits.replaceAll(/\D/g, "")}`,
    },
    call_uuid: call.sid,
    hangup_cause: null,
    ...(contact ? { contact: contactPayload(state, contact) } : {}),
    tags: call.tags.map(({ id, taggedAt }) => ({
      id,
      name: state.tags.get(id)?.name ?? "",
      tagged_by: {},
      tagged_at: taggedAt,
    })),
    participants: [{ type: "external", phone_number: call.rawDigits }],
  };
}

function contactOf(state: State, { contactId }: SimulatedCall): Contact | null {
  return contactId === null ? null : (state.contacts.get(contactId) ?? null);
}
