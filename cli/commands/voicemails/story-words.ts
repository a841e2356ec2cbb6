import type { VoicemailStory } from "../../../client/ask/voicemail-story.ts";

/** A voicemail in one line. */
export function storyLine({ callId, state, step, outcome, stages }: VoicemailStory): string {
  const since = stages[0] ? new Date(stages[0].startedAt).toISOString() : "";
  return [since, `call ${callId}`, state, outcome ?? step].join("  ");
}

/** A voicemail with all its stages. */
export function storyPage(story: VoicemailStory): string {
  const { callId, workflowId, state, step, outcome, attempts, lastError, stages } = story;
  return [
    `call ${callId}  ${state}${outcome ? `, ${outcome}` : ""}`,
    `workflow  ${workflowId}`,
    `step      ${step}${attempts > 1 ? `, ${attempts} tries` : ""}`,
    ...(lastError === null ? [] : [`last error  ${lastError}`]),
    "",
    ...stages.map(({ name, startedAt, ms }) => {
      const took = ms === null ? "goes on" : `${(ms / 1_000).toFixed(2)} s`;
      return `${new Date(startedAt).toISOString()}  ${took.padStart(9)}  ${name}`;
    }),
  ].join("\n");
}
