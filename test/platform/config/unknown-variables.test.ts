import { expect, test } from "vitest";
import { unknownVariables } from "../../../platform/config/unknown-variables.ts";
import { configFile } from "../../support/config/config-file.ts";
import { variables } from "../../../platform/config/variables.ts";

test.each([
  ["AIRCALL_REQUEST_PER_MINUTE", "AIRCALL_REQUESTS_PER_MINUTE"],
  ["AIRCALL_AIP_ID", "AIRCALL_API_ID"],
  ["AIRCALL_TOKEN", null],
  ["PUBLIC_URI", "PUBLIC_URL"],
  ["TRANSCRIBER", "TRANSCRIBERS"],
  ["ANALYSER", "ANALYZER"],
  ["TEMPORAL_ADDRESSES", "TEMPORAL_ADDRESS"],
  ["LOG_LEVELS", "LOG_LEVEL"],
  ["public_url", "PUBLIC_URL"],
  ["AFTERBEEP_FOLDER", null],
  ["RECORDING_KEEP", null],
])("%s is told of: %s is meant", (name, meant) => {
  const advice =
    meant === null
      ? "; docs/reference/configuration.md has every variable."
      : `: did you mean ${meant}?`;
  expect(unknownVariables({ [name]: "hush" })).toEqual([`${name} is not known${advice}`]);
});

test("known ones and other programs' are not", () => {
  const known = Object.fromEntries(Object.keys(variables).map((name) => [name, "x"]));
  expect(unknownVariables(known)).toEqual([]);
  const others = [
    "PATH HOME LANG PWD EDITOR HOSTNAME npm_config_registry",
    "TEMPORAL_TLS_CLIENT_CERT_PATH TEMPORAL_GRPC_META_X OTEL_EXPORTER_OTLP_HEADERS",
    "AFTERBEEP_SERVICE_HOST AFTERBEEP_PORT AFTERBEEP_PORT_8787_TCP_ADDR",
    "OPENAI_ORG_ID WEBHOOK_SECRET POSTGRES_PASSWORD DATABASE_URL",
  ].flatMap((line) => line.split(" "));
  expect(unknownVariables(Object.fromEntries(others.map((name) => [name, "x"])))).toEqual([]);
});

test("nor are those that the file of accounts takes values from, right or not", () => {
  const { env } = configFile('accounts: { a: { aircall: { apiToken: "${AIRCALL_TOKEN_OF_A}" }');
  expect(unknownVariables({ ...env, AIRCALL_TOKEN_OF_A: "x", AIRCALL_TOKEN_OF_B: "y" })).toEqual([
    "AIRCALL_TOKEN_OF_B is not known; docs/reference/configuration.md has every variable.",
  ]);
});
