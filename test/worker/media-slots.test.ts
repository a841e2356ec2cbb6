import { expect, test } from "vitest";
import { mediaSlots } from "../../worker/media-slots.ts";

const context = {
  slotType: "activity",
  taskQueue: "q",
  workerIdentity: "w",
  workerBuildId: "",
  isSticky: false,
} as const;

const used = (activityType: string) => ({ type: "activity", activityType }) as const;

test("a download leaves its slot to the next step, as long as there are not too many", async () => {
  const slots = mediaSlots({ work: 1, downloads: 1 });
  const first = slots.tryReserveSlot(context) ?? {};
  expect(slots.tryReserveSlot(context)).toBeNull();
  const waiting = slots.reserveSlot(context, new AbortController().signal);
  slots.markSlotUsed({ permit: first, slotInfo: used("archiveRecording") });
  const second = await waiting;
  // One more than may be beside the work: it takes the slot of work.
  slots.markSlotUsed({ permit: second, slotInfo: used("archiveRecording") });
  expect(slots.tryReserveSlot(context)).toBeNull();
  slots.releaseSlot({ permit: first, slotInfo: used("archiveRecording") });
  expect(slots.tryReserveSlot(context)).toBeNull();
  slots.releaseSlot({ permit: second, slotInfo: used("archiveRecording") });
  expect(slots.tryReserveSlot(context)).not.toBeNull();
});

test("a step that uses a core keeps its slot, and gives it back once", async () => {
  const slots = mediaSlots({ work: 1, downloads: 8 });
  const permit = slots.tryReserveSlot(context) ?? {};
  slots.markSlotUsed({ permit, slotInfo: used("transcribe") });
  expect(slots.tryReserveSlot(context)).toBeNull();
  slots.releaseSlot({ permit });
  slots.releaseSlot({ permit });
  expect(slots.tryReserveSlot(context)).not.toBeNull();
  expect(slots.tryReserveSlot(context)).toBeNull();
});

test("who no longer waits is given nothing", async () => {
  const slots = mediaSlots({ work: 1, downloads: 8 });
  const permit = slots.tryReserveSlot(context) ?? {};
  const over = new AbortController();
  const waiting = slots.reserveSlot(context, over.signal);
  over.abort(new Error("over"));
  await expect(waiting).rejects.toThrow("over");
  slots.releaseSlot({ permit });
  expect(slots.tryReserveSlot(context)).not.toBeNull();
});
