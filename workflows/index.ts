export { checkCredential } from "./check-credential.ts";
export { sweep } from "./sweep.ts";
export { turns } from "./turns.ts";
export { voicemail } from "./voicemail.ts";
