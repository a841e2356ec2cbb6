/** Where people who may log in to Aircall listen to a voicemail. */
export function listenUrlOf(callId: number): string {
  return `https://assets.aircall.io/calls/${callId}/voicemail`;
}
