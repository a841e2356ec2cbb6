/** Where people who may log in to Aircall listen to a voicemail. */
export function listenUrlOf(callId: number): string {
  return `https://assets.aircall.io/calls/${callId}/voicemail`;
}

/** An https address on one line: it stands in a comment as it is. */
const plainLink = /^https:\/\/[!-~]{1,500}$/;

/** What Aircall names as the place to listen, where it is a link and nothing else; else the one that it documents. */
export function listenUrlFrom(asset: string | null | undefined, callId: number): string {
  return asset && plainLink.test(asset) ? asset : listenUrlOf(callId);
}
