import { expect, test } from "vitest";
import { webhookUrl } from "../../../client/webhook/webhook-url.ts";

const plain = "https://calls.example/webhooks/aircall";

test.each([
  ["https://calls.example", "default", plain],
  ["https://calls.example/", "acme", `${plain}/acme`],
  ["https://calls.example/hooks", "acme", "https://calls.example/hooks/webhooks/aircall/acme"],
  // One address for all would give an account's events to another.
  [plain, "default", plain],
  [plain, "acme", `${plain}/acme`],
  [`${plain}/acme`, "acme", `${plain}/acme`],
  [`${plain}/acme/`, "beta", `${plain}/beta`],
  [`${plain}/acme`, "default", plain],
])("with PUBLIC_URL %s the webhook of account %s goes to %s", (publicUrl, account, url) => {
  expect(webhookUrl(publicUrl, account)).toBe(url);
});
