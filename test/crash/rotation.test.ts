import { expect, test } from "vitest";
import { aircallForTest } from "../support/aircall.ts";
import { createVisitor, openInstalling } from "../support/oauth/installing.ts";
import { until } from "../support/until.ts";

/*
 * A process that is killed while it renews a token: before Aircall has done it, and after, when the answer is lost and
 * with it the only refresh token.
 */

test.each(["before", "after"] as const)(
  "killed %s Aircall renews a token, installing again works",
  async (when) => {
    const aircall = await aircallForTest();
    const settings = { refreshTokens: true, requestsPerMinute: 2_000, accessTokenLifeMs: 20_000 };
    const acme = await aircall.addCompany({ name: "acme", settings });
    const { start, url, ledger } = await openInstalling(aircall);
    const product = await start();
    await product.ready("workers");
    const link = `${url}/oauth/aircall/install`;
    const visitor = createVisitor();
    await visitor.install(link, "acme");
    const { installations } = await ledger();
    const version = async (): Promise<number> => (await installations.tokens("acme"))?.version ?? 0;

    const path = "^/v1/oauth/token";
    await aircall.control("DELETE", "requests");
    const fault = { method: "POST", path, when, kind: "silence", delayMs: 60_000, count: 1 };
    await aircall.control("POST", "faults", fault);
    await until("a token is being renewed", async () =>
      (await aircall.requests()).requests.some((one) => new RegExp(path).test(one.path)),
    );
    product.kill("SIGKILL");
    await product.exit;
    expect(await version()).toBe(1);

    const next = await start();
    await next.ready("workers");
    expect(await visitor.install(link, "acme")).toMatchObject({ status: 200 });
    const installed = await version();
    expect(installed).toBeGreaterThan(1);
    // The new token is renewed in its turn, whoever had the turn when it was killed.
    await until("it is renewed", async () => (await version()) > installed, 100_000);
    const [{ active }] = (await acme.control("GET", "installations")) as [{ active: boolean }];
    expect(active).toBe(true);
  },
  300_000,
);
