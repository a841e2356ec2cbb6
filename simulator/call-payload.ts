import { presign } from "./presign.ts";
import type { Contact, NumberLine, SimulatedCall, State } from "./state.ts";

/** Whether a read or an event shows the voicemail; what hides it is used up one by one. */
function showsVoicemail(call: SimulatedCall, where: "hiddenReads" | "hiddenPayloads"): boolean {
  if (call.media === null) return false;
  if (call[where] === 0) return true;
  call[where]--;
  return false;
}

function fields(state: State, call: SimulatedCall, shown: boolean): Record<string, unknown> {
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
    voicemail: shown ? presign(state, call, Date.now()) : null,
    recording: null,
    asset: shown ? `https://assets.aircall.io/calls/${call.id}/voicemail` : null,
    raw_digits: call.rawDigits,
    number: linePayload(state, call.line),
    archived: false,
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
      ? { voicemail_short_url: `${state.baseUrl}/short/v1/${call.mediaHash}` }
      : {}),
  };
}

/** `data` of a webhook: other names for some fields, and keys that are missing rather than null. */
export function eventData(state: State, call: SimulatedCall, shows: boolean): object {
  const contact = contactOf(state, call);
  return {
    ...fields(state, call, shows && showsVoicemail(call, "hiddenPayloads")),
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

export function linePayload(state: State, line: NumberLine): object {
  return {
    ...line,
    direct_link: `${state.baseUrl}/v1/numbers/${line.id}`,
    created_at: "2020-01-02T11:41:01.000Z",
    open: true,
    availability_status: "custom",
    is_ivr: false,
    live_recording_activated: false,
    // The line's greeting, not the caller's message: a trap for those who take the first "voicemail" they see.
    messages: { voicemail: "https://media-web.aircall.io/greeting.mp3" },
  };
}

export function contactPayload(state: State, contact: Contact): object {
  return {
    ...contact,
    direct_link: `${state.baseUrl}/v1/contacts/${contact.id}`,
    is_shared: true,
  };
}

function contactOf(state: State, { contactId }: SimulatedCall): Contact | null {
  return contactId === null ? null : (state.contacts.get(contactId) ?? null);
}
