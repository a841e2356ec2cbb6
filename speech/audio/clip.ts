import { fileURLToPath } from "node:url";

/**
 * "Go forward ten meters", 4 seconds, by a person: what tries decoders and engines. From CMU's
 * pocketsphinx, see LICENSE-clip.
 */
export const clip = fileURLToPath(new URL("./clip.mp3", import.meta.url));
