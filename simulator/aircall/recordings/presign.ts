import { createHmac } from "node:crypto";
import type { SimulatedCall } from "../calls/call.ts";
import type { State } from "../state.ts";

/** A link to a call's recording in the manner of S3: signed anew for each payload, with the payload's own clock. */
export function presign(state: State, call: SimulatedCall, now: number): string {
  const url = new URL(mediaPath(state, call), state.baseUrl);
  const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const parameters = {
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `simulator/${date.slice(0, 8)}/us-west-2/s3/aws4_request`,
    "X-Amz-Date": date,
    // S3 counts whole seconds; shorter lives are for tests and end at the right millisecond below.
    "X-Amz-Expires": String(state.settings.linkLifeMs / 1_000),
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Security-Token": "simulated+temporary/credentials==",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.searchParams.set("X-Amz-Signature", sign(state, url));
  return url.href;
}

/** What is wrong with a link that is used now; null when it is good. */
export function linkFault(state: State, url: URL, now: number): "signature" | "expired" | null {
  const given = url.searchParams.get("X-Amz-Signature");
  url.searchParams.delete("X-Amz-Signature");
  if (given !== sign(state, url)) return "signature";
  const date = url.searchParams.get("X-Amz-Date") ?? "";
  const iso = date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, "$1-$2-$3T$4:$5:$6Z");
  const lifeMs = Number(url.searchParams.get("X-Amz-Expires")) * 1_000;
  return now > Date.parse(iso) + lifeMs ? "expired" : null;
}

/** The path of a recording on the storage host, without a signature. */
export function mediaPath({ companyId }: State, call: SimulatedCall): string {
  return `/media/companies/${companyId}/recordings/call-${call.id}-${call.mediaHash}-voicemail.mp3`;
}

function sign(state: State, url: URL): string {
  return createHmac("sha256", state.signingKey)
    .update(url.pathname + url.search)
    .digest("hex");
}
