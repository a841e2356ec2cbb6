import { patched, sleep } from "@temporalio/workflow";
import { turns as turnsAsTheyAre, voicemail as voicemailAsItIs } from "../../../workflows/index.ts";

const pauseFirst = "pause-first";

/** The same change as it must be made: new runs take it, what runs already goes on as before. */
async function pause(): Promise<void> {
  if (patched(pauseFirst)) await sleep("1 second");
}

export async function voicemail(
  ...input: Parameters<typeof voicemailAsItIs>
): ReturnType<typeof voicemailAsItIs> {
  await pause();
  return voicemailAsItIs(...input);
}

export async function turns(
  ...input: Parameters<typeof turnsAsTheyAre>
): ReturnType<typeof turnsAsTheyAre> {
  await pause();
  return turnsAsTheyAre(...input);
}
