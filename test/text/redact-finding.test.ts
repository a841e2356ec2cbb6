import { expect, test } from "vitest";
import { redactFinding } from "../../text/redact-finding.ts";
import { findingOf } from "../support/finding.ts";
import { transcriptOf } from "../support/transcript.ts";

const secret = "4111 1111 1111 1111";

function findingWith(...segments: readonly { readonly text: string; readonly spoken?: string }[]) {
  const timed = segments.map((one, at) => ({ start: at * 9, end: at * 9 + 9, ...one }));
  const text = segments.map((one) => one.text).join(" ");
  const transcript = transcriptOf(text, { segments: timed });
  return { ...findingOf(text), hearing: { durationSeconds: 23, speechSeconds: 20, transcript } };
}

test("nothing that was removed travels on, and each segment still tells when", () => {
  const { hearing } = redactFinding(
    findingWith(
      { text: `My card is ${secret}.`, spoken: "my card is four one one one" },
      { text: "The roof  leaks." },
    ),
  );
  expect(JSON.stringify(hearing)).not.toMatch(/4111|four one/);
  expect(hearing?.transcript).toMatchObject({
    text: "My card is [card removed]. The roof leaks.",
    removed: true,
    segments: [
      { start: 0, end: 9, text: " ".repeat(`My card is ${secret}.`.length) },
      { start: 9, end: 18, text: " ".repeat("The roof leaks.".length) },
    ],
  });
});

test("where nothing was removed the segments keep their words, as they are written", () => {
  const { hearing } = redactFinding(
    findingWith({ text: "Call 020 7946 0958.", spoken: "call oh two oh" }, { text: "Thanks." }),
  );
  expect(hearing?.transcript).toMatchObject({ removed: false });
  expect(hearing?.transcript?.segments).toEqual([
    { start: 0, end: 9, text: "Call 020 7946 0958." },
    { start: 9, end: 18, text: "Thanks." },
  ]);
});

test("what is a phone number where the caller is stays one", () => {
  const found = { ...findingOf("Ring me on 0412 345 678."), call: { ...findingOf(null).call } };
  const abroad = { ...found, call: { ...found.call, calledFrom: "+61 412 345 678" } };
  expect(redactFinding(abroad).hearing?.transcript?.text).toContain("0412 345 678");
});

test("without a text there is nothing to redact", () => {
  expect(redactFinding(findingOf(null, "missing")).hearing).toBeNull();
  expect(redactFinding(findingOf(null, "empty")).hearing?.transcript).toBeNull();
});
