import { expect, test } from "vitest";
import { markerFor, markerIn, nextDelivery } from "../../../domain/voicemail/marker.ts";

test("a marker is found as the whole last line only", () => {
  expect(markerIn("text\nafterbeep:812", 812)).toBe("afterbeep:812");
  expect(markerIn("text\nafterbeep:812\n", 812)).toBe("afterbeep:812");
  expect(markerIn("afterbeep:812\ntext", 812)).toBeNull();
  expect(markerIn("see afterbeep:812", 812)).toBeNull();
  expect(markerIn("text\nafterbeep:8123", 812)).toBeNull();
  expect(markerIn("", 812)).toBeNull();
  expect(markerIn("text\r\n afterbeep:812 \r\n\r\n", 812)).toBe("afterbeep:812");
});

test("a retry's marker carries its number", () => {
  expect(markerFor(812)).toBe("afterbeep:812");
  expect(markerFor(812, 2)).toBe("afterbeep:812/2");
  expect(markerIn("text\nafterbeep:812/2", 812)).toBe("afterbeep:812/2");
  expect(markerIn("text\nafterbeep:812/x", 812)).toBeNull();
});

test("the next delivery is one more than the highest that stands", () => {
  expect(nextDelivery([])).toBe(1);
  expect(nextDelivery(["afterbeep:812"])).toBe(2);
  expect(nextDelivery(["afterbeep:812/3", "afterbeep:812"])).toBe(4);
});
