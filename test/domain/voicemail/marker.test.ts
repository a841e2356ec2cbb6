import { expect, test } from "vitest";
import { markerFor, markerIn } from "../../../domain/voicemail/marker.ts";

test("a marker is found as the whole last line only", () => {
  expect(markerIn("text\nafterbeep:812", 812)).toBe("afterbeep:812");
  expect(markerIn("text\nafterbeep:812\n", 812)).toBe("afterbeep:812");
  expect(markerIn("afterbeep:812\ntext", 812)).toBeNull();
  expect(markerIn("see afterbeep:812", 812)).toBeNull();
  expect(markerIn("text\nafterbeep:8123", 812)).toBeNull();
});

test("a retry's marker carries its number", () => {
  expect(markerFor(812, 2)).toBe("afterbeep:812/2");
  expect(markerIn("text\nafterbeep:812/2", 812)).toBe("afterbeep:812/2");
  expect(markerIn("text\nafterbeep:812/x", 812)).toBeNull();
});
