import { rm } from "node:fs/promises";
import type { ArchivedRecording } from "../../domain/activities/media.ts";
import type { AllowedHosts } from "./allowed-hosts.ts";
import type { Decoder } from "./decoder.ts";
import { createDownloader, type Bounds } from "./download.ts";
import { RecordingUnreadableError } from "./errors.ts";
import { detectFormat } from "./format.ts";
import type { RecordingStore } from "./recording-store.ts";
import { sampleRate } from "./resample.ts";

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
  readonly decoder: Decoder;
  readonly bounds?: Bounds;
}

/** Less than this is a click: no voicemail, and no proof of audio either. */
const shortestSeconds = 0.1;

export function createRecordingArchive(options: RecordingArchiveOptions): RecordingArchive {
  const { store, hosts, decoder, bounds } = options;
  const downloader = createDownloader(hosts, bounds);
  return {
    archive: async ({ account, callId, url }, { signal, onProgress }) => {
      const key = store.keyFor(account, callId);
      const draft = await store.draftFor(key);
      const limits = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
      try {
        const bytes = await downloader.download(url, draft, limits);
        const detected = await detectFormat(draft);
        if ("fault" in detected) throw new RecordingUnreadableError(detected.fault);
        let samples = 0;
        for await (const chunk of decoder.decode(draft, limits)) {
          samples += chunk.length;
          onProgress?.();
        }
        const durationSeconds = samples / sampleRate;
        if (durationSeconds < shortestSeconds) {
          throw new RecordingUnreadableError("there is no audio in it");
        }
        await store.keep(draft, key);
        return { recording: key, bytes, format: detected.format, durationSeconds };
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
}
