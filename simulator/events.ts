/** Events of Aircall that can be subscribed to (reference of 2026; the list is open and grows). */
export const allEvents = [
  ...prefixed("call", [
    ...["created", "ringing_on_agent", "agent_declined", "answered", "transferred"],
    ...["external_transferred", "unsuccessful_transfer", "hungup", "ended", "hold", "unhold"],
    ...["ivr_option_selected", "comm_assets_generated", "voicemail_left", "assigned", "archived"],
    ...["tagged", "untagged", "commented"],
  ]),
  ...prefixed("user", [
    ...["created.v2", "deleted.v2", "connected.v2", "disconnected.v2"],
    ...["opened.v2", "closed.v2", "wut_start.v2", "wut_end.v2"],
  ]),
  ...prefixed("number", ["created", "opened", "closed", "deleted"]),
  ...prefixed("contact", ["created", "updated", "deleted"]),
  ...prefixed("message", ["sent", "received", "status_updated"]),
  ...["transcription.created", "summary.created", "topics.created", "sentiment.created"],
  ...["action_item.created", "integration.deleted"],
] as readonly string[] as readonly [string, ...string[]];

function prefixed(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => `${prefix}.${name}`);
}
