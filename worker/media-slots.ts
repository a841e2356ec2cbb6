import type { ActivitySlotInfo, CustomSlotSupplier } from "@temporalio/worker";

/** A slot of queue `afterbeep-media`. A download that has begun has one of its own kind. */
interface MediaSlot {
  kind: "work" | "download";
}

export interface MediaSlotsOptions {
  /** Steps that may use a core. */
  readonly work: number;
  /** Downloads beside them. */
  readonly downloads: number;
}

/**
 * Slots of queue `afterbeep-media`: engines use the cores, and a download waits for the network. So it gives its slot
 * to the next step, as long as there are not too many downloads: a host that does not answer holds up none but those
 * who wait for it.
 */
export function mediaSlots({
  work: mostWork,
  downloads: mostDownloads,
}: MediaSlotsOptions): CustomSlotSupplier<ActivitySlotInfo> {
  const slots = new WeakMap<object, MediaSlot>();
  const waiting = new Set<() => void>();
  let work = 0;
  let downloads = 0;

  const take = (): object => {
    work++;
    const permit = {};
    slots.set(permit, { kind: "work" });
    return permit;
  };
  /** Lets the next of those who wait have what is free. */
  const wake = (): void => {
    const [next] = waiting;
    if (next && work < mostWork) next();
  };
  return {
    type: "custom",
    reserveSlot: (_, signal) => {
      if (work < mostWork) return Promise.resolve(take());
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(go);
          signal.removeEventListener("abort", giveUp);
        };
        const go = (): void => {
          leave();
          resolve(take());
        };
        const giveUp = (): void => {
          leave();
          reject(signal.reason instanceof Error ? signal.reason : new Error("not needed any more"));
        };
        waiting.add(go);
        signal.addEventListener("abort", giveUp, { once: true });
      });
    },
    tryReserveSlot: () => (work < mostWork ? take() : null),
    markSlotUsed: ({ permit, slotInfo: { activityType } }) => {
      const slot = slots.get(permit);
      if (!slot || activityType !== downloading || downloads >= mostDownloads) return;
      slot.kind = "download";
      work--;
      downloads++;
      wake();
    },
    releaseSlot: ({ permit }) => {
      const slot = slots.get(permit);
      if (!slot) return;
      slots.delete(permit);
      if (slot.kind === "download") downloads--;
      else work--;
      wake();
    },
  };
}

const downloading = "archiveRecording";
