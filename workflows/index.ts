export { voicemail } from "./voicemail.ts";
