import { expect, test } from "vitest";
import { inspectLedger } from "../../../ledger/inspect-ledger.ts";
import { ledgerForTest, newPlace } from "../../support/ledger/ledgers.ts";
import { until } from "../../support/until.ts";

export function refusesInPostgres(): void {
  test("a database that is not there, and a user who may only read, are told", async () => {
    const { url } = await newPlace("postgres");
    const missing = `${url}-missing`;
    await expect(ledgerForTest({ file: "", url: missing })).rejects.toMatchObject({
      fault: "refused",
    });
    const { webhookTokens } = await ledgerForTest({ file: "", url });
    const readOnly = `${url}?options=${encodeURIComponent("-c default_transaction_read_only=on")}`;
    const reader = await ledgerForTest({ file: "", url: readOnly });
    expect(await reader.webhookTokens.list()).toEqual([]);
    await expect(reader.webhookTokens.keep("acme", "t-1", null)).rejects.toMatchObject({
      fault: "read-only",
    });
    await expect(inspectLedger({ file: "", url: readOnly, keys: [] })).rejects.toMatchObject({
      fault: "read-only",
    });
    await until("the writer still writes", async () => {
      await webhookTokens.keep("acme", "t-1", null);
      return (await reader.webhookTokens.list()).length === 1;
    });
  });
}
