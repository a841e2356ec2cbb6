#!/usr/bin/env node
import { parseArgs } from "node:util";
import { z } from "zod";
import { clientSchema } from "./aircall/oauth/clients.ts";
import { companySchema } from "./companies/company-routes.ts";
import { createSimulator } from "./create-simulator.ts";
import { settingsSchema } from "./settings.ts";

const usage = `A fake Aircall over real HTTP, with a control API under /_simulator (see simulator/README.md).

node simulator/main.ts [--host 127.0.0.1] [--port 8788] [--public-url URL]
  [--api-id ID] [--api-token TOKEN] [--access-token TOKEN] [--settings JSON] [--exit-with-parent]
  [--companies JSON] [--clients JSON]

--companies: {"name": {"apiId": ..., "apiToken": ..., "accessToken": ..., "settings": {...}}, ...}, all of it optional
--clients: [{"clientId": ..., "clientSecret": ..., "redirectUris": [...]}, ...]; without it any OAuth client will do
`;

const { values } = parseArgs({
  options: {
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8788" },
    "api-id": { type: "string" },
    "api-token": { type: "string" },
    "access-token": { type: "string" },
    "public-url": { type: "string" },
    settings: { type: "string", default: "{}" },
    companies: { type: "string", default: "{}" },
    clients: { type: "string", default: "[]" },
    "exit-with-parent": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(usage);
} else {
  const { url, apiId, apiToken, accessToken, companies, close } = await createSimulator({
    host: values.host,
    port: Number(values.port),
    apiId: values["api-id"],
    apiToken: values["api-token"],
    accessToken: values["access-token"],
    publicUrl: values["public-url"],
    settings: settingsSchema.parse(JSON.parse(values.settings)),
    companies: z.record(z.string(), companySchema).parse(JSON.parse(values.companies)),
    clients: z.array(clientSchema).parse(JSON.parse(values.clients)),
  });
  // One line, for whoever started this process.
  process.stdout.write(
    `${JSON.stringify({ url, apiId, apiToken, accessToken, companies: companies() })}\n`,
  );
  const stop = (): void => {
    void close().finally(() => {
      process.exitCode = 0;
      process.stdin.destroy();
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // The pipe closes when the parent ends, however it ends.
  if (values["exit-with-parent"]) process.stdin.resume().once("end", stop).once("error", stop);
}
