export { checkCredential } from "./account/check-credential.ts";
export { sieve } from "./sweep/sieve.ts";
export { sweep } from "./sweep/sweep.ts";
export { turns } from "./turns/turns.ts";
export { voicemail } from "./voicemail/voicemail.ts";
