import type { Client } from "@temporalio/client";
import { announceTranscript } from "../../client/start/announce-transcript.ts";
import { announceVoicemail } from "../../client/start/announce-voicemail.ts";
import type { SpoolRecord } from "../../client/webhook/spool.ts";
import type { Budgets } from "../../domain/voicemail/voicemail.ts";
import { transcriptEvent, workflowIdFor } from "../../domain/wire.ts";
import { registerSearchAttributes } from "../../temporal/search-attributes.ts";

/** Brings what was accepted to Temporal. */
export interface Announcer {
  /** Null until Temporal is there. */
  client: Client | null;
  /** @throws when Temporal does not take it now */
  readonly announce: (record: SpoolRecord) => Promise<void>;
}

/** Transcripts whose voicemail was not announced yet; of more the oldest are forgotten. */
const mostEarly = 1_000;

export function createAnnouncer(budgets: Budgets): Announcer {
  let searchable: boolean | null = null;
  /**
   * Ids of workflows that get the signal as soon as they start. A process that ends forgets them,
   * and then a voicemail waits for its transcript a little in vain.
   */
  const early = new Set<string>();

  const signalTranscript = async (client: Client, record: SpoolRecord): Promise<void> => {
    const id = workflowIdFor(record.account, record.callId);
    // First: its voicemail may be announced at the same moment.
    early.add(id);
    if (await announceTranscript(client, record)) early.delete(id);
    const [oldest] = early;
    if (early.size > mostEarly && oldest !== undefined) early.delete(oldest);
  };

  const announcer: Announcer = {
    client: null,
    announce: async (record) => {
      const { client } = announcer;
      if (!client) throw new Error("Temporal is not there yet");
      if (record.event === transcriptEvent) return signalTranscript(client, record);
      searchable ??= await registerSearchAttributes(client);
      const { account, callId, acceptedAt } = record;
      const voicemail = { account, callId, acceptedAt, origin: "live" } as const;
      await announceVoicemail(client, voicemail, { budgets, searchable });
      if (early.delete(workflowIdFor(account, callId))) await announceTranscript(client, record);
    },
  };
  return announcer;
}
