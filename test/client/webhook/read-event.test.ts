import { expect, test } from "vitest";
import { readEvent } from "../../../client/webhook/read-event.ts";

const tokens = ["first", "second"];
const read = (body: unknown) => readEvent(JSON.stringify(body), tokens);

test("the events that announce a voicemail are taken", () => {
  const voicemail = { kind: "voicemail", callId: 812 };
  expect(read({ event: "call.voicemail_left", token: "first", data: { id: 812 } })).toMatchObject(
    voicemail,
  );
  expect(
    read({ event: "call.voicemail_left", token: "second", data: { id: "812", voicemail: null } }),
  ).toMatchObject(voicemail);
  for (const event of ["call.ended", "call.comm_assets_generated"]) {
    expect(
      read({ event, token: "first", data: { id: 812, voicemail: "https://x" } }),
    ).toMatchObject(voicemail);
    expect(read({ event, token: "first", data: { id: 812, voicemail: null } })).toEqual({
      kind: "ignored",
    });
  }
});

test("other events are ignored", () => {
  expect(read({ event: "call.created", token: "first", data: { id: 812 } })).toEqual({
    kind: "ignored",
  });
  expect(read({ event: "brand.new", token: "first" })).toEqual({ kind: "ignored" });
});

test("news of Aircall's own transcripts are taken where they are of use, by the call's id", () => {
  const readOn = (data: unknown, token = "first", transcripts = true) =>
    readEvent(JSON.stringify({ event: "transcription.created", token, data }), tokens, {
      transcripts,
    });
  const taken = { kind: "transcript", callId: 812, event: "transcription.created" };
  expect(readOn({ id: 68_271, call_id: 812, type: "voicemail" })).toEqual(taken);
  expect(readOn({ id: 68_271, call_id: "812" })).toEqual(taken);
  expect(readOn({ id: 68_271, call_id: 812, type: "call" })).toEqual({ kind: "ignored" });
  expect(readOn({ id: 68_271 })).toEqual({ kind: "rejected" });
  expect(readOn({ call_id: 812 }, "wrong")).toEqual({ kind: "wrong-token" });
  expect(readOn({ call_id: 812 }, "first", false)).toEqual({ kind: "ignored" });
});

test("an authentic event without a usable id is rejected", () => {
  for (const id of [undefined, null, 0, -1, 1.5, "", "abc", "1e3", 2 ** 60, {}]) {
    expect(read({ event: "call.voicemail_left", token: "first", data: { id } })).toEqual({
      kind: "rejected",
    });
  }
  expect(read({ event: "call.voicemail_left", token: "first" })).toEqual({ kind: "rejected" });
  expect(read({ token: "first" })).toEqual({ kind: "rejected" });
});

test("the token is looked at before anything else", () => {
  for (const token of ["", "wrong", null, 1, ["first"], { first: true }, undefined]) {
    expect(read({ event: "call.voicemail_left", token, data: { id: 812 } })).toEqual({
      kind: "wrong-token",
    });
  }
  for (const body of [null, 1, "first", [], ["first"]])
    expect(read(body)).toEqual({ kind: "wrong-token" });
});

test("what is no JSON is told apart", () => {
  for (const body of ["", "{", "<html>", "token=first"])
    expect(readEvent(body, tokens)).toEqual({ kind: "not-json" });
});

test("without tokens nothing is authentic", () => {
  expect(readEvent(JSON.stringify({ token: "" }), [])).toEqual({ kind: "wrong-token" });
});

test("that a company has removed us counts with a right token alone", () => {
  const removed = { event: "integration.deleted", token: "first" };
  expect(read(removed)).toEqual({ kind: "removed", at: null });
  expect(read({ ...removed, timestamp: "soon" })).toEqual({ kind: "removed", at: null });
  const timestamp = 1_796_000_000;
  expect(read({ ...removed, timestamp })).toEqual({ kind: "removed", at: timestamp * 1_000 });
  expect(read({ event: "integration.deleted", token: "none" })).toEqual({ kind: "wrong-token" });
});
