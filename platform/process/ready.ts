import { z } from "zod";

/** What a process says to the one that started it when a part of it is at work. */
export const readyMessage = z.discriminatedUnion("ready", [
  z.object({ ready: z.literal("receiver"), url: z.string() }),
  z.object({ ready: z.literal("temporal"), address: z.string(), uiAddress: z.string() }),
  z.object({ ready: z.literal("workers"), decoder: z.string() }),
  z.object({ ready: z.literal("health"), url: z.string() }),
]);

export type ReadyMessage = z.infer<typeof readyMessage>;

/** Says so to the process that started this one, where it has opened a channel; nothing else listens. */
export function sayReady(message: ReadyMessage): void {
  // One that has gone in the meantime is no fault of ours: its going ends this process anyway.
  process.send?.(message, undefined, undefined, () => {});
}
