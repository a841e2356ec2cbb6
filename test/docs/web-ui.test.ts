import { readFileSync } from "node:fs";
import type { Client } from "@temporalio/client";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { searchAttributes, workflowTypes } from "../../domain/wire.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { registerSearchAttributes } from "../../temporal/search-attributes.ts";
import { missingSearchAttributes } from "../../temporal/server-facts.ts";
import { newNamespace } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

const page = readFileSync("docs/run/web-ui.md", "utf8");
const queries = [...page.matchAll(/^ {4}(Workflow.+)$/gm)].map(([, query = ""]) => query);
const links = [...page.matchAll(/\]\((http[^)]+)\)/g)].map(([, url = ""]) => new URL(url));

let client: Client;

beforeAll(async () => {
  const address = inject("temporalAddress");
  const namespace = await newNamespace(address);
  client = createTemporalClient({ connectionOptions: { address }, namespace });
  await registerSearchAttributes(client);
  await until(
    "the search attributes are known",
    async () => (await missingSearchAttributes(client)).length === 0,
  );
});
afterAll(() => client.connection.close());

test("a server refuses what it does not know: the test below can fail", async () => {
  await expect(client.workflow.count("VoicemailMood = 'good'")).rejects.toThrow();
});

test.each(queries)("a real server accepts: %s", async (query) => {
  expect(await client.workflow.count(query)).toMatchObject({ count: 0 });
});

test("each query has a link that opens it", () => {
  expect(queries.length).toBeGreaterThan(8);
  expect(links.map((url) => url.searchParams.get("query"))).toEqual(queries);
  for (const { pathname } of links) expect(pathname).toBe("/namespaces/default/workflows");
});

test("the page has each attribute of ours with its type, and names no workflow that there is not", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (\w+)/gm)];
  expect(Object.fromEntries(rows.map(([, name, type]) => [name, type?.toUpperCase()]))).toEqual(
    searchAttributes,
  );
  const types = queries.flatMap((query) => {
    const [condition = ""] = query.split(" AND ");
    return [...condition.matchAll(/'(\w+)'/g)].map(([, type = ""]) => type);
  });
  expect(types.length).toBeGreaterThan(queries.length);
  for (const type of types) expect(Object.values(workflowTypes)).toContain(type);
});
