import { rm } from "node:fs/promises";
import type { ArchivedRecording } from "../domain/activities/media.ts";
import type { AllowedHosts } from "./allowed-hosts.ts";
import { createDownloader, type Bounds } from "./download.ts";
import type { RecordingStore } from "./recording-store.ts";

/** Brings recordings into the store. */
export interface RecordingArchive {
  /**
   * Downloads a recording and proves by decoding that it is audio.
   *
   * @throws RecordingExpiredError, RecordingUnreadableError, RecordingUnavailableError
   */
  readonly archive: (
    recording: { readonly account: string; readonly callId: number; readonly url: string },
    options: { readonly signal?: AbortSignal; readonly onProgress?: () => void },
  ) => Promise<ArchivedRecording>;
}

export interface RecordingArchiveOptions {
  readonly store: RecordingStore;
  readonly hosts: AllowedHosts;
  /** @throws RecordingUnreadableError where a file is no audio */
  readonly prove: (
    path: string,
    options: { readonly signal?: AbortSignal; readonly onProgress?: () => void },
  ) => Promise<Pick<ArchivedRecording, "format" | "durationSeconds">>;
  readonly bounds?: Bounds;
}

export function createRecordingArchive(options: RecordingArchiveOptions): RecordingArchive {
  const { store, hosts, prove, bounds } = options;
  const downloader = createDownloader(hosts, bounds);
  return {
    archive: async ({ account, callId, url }, { signal, onProgress }) => {
      const key = store.keyFor(account, callId);
      const draft = await store.draftFor(key);
      const limits = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
      try {
        const bytes = await downloader.download(url, draft, limits);
        const { format, durationSeconds } = await prove(draft, limits);
        await store.keep(draft, key);
        return { recording: key, bytes, format, durationSeconds };
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
}
