import { expect, test } from "vitest";
import { aircallForTest, sample } from "../support/aircall.ts";
import {
  commented,
  createVisitor,
  knows,
  openInstalling,
  webhooksOf,
} from "../support/oauth/installing.ts";
import { until } from "../support/until.ts";

/*
 * A process that is killed within an installation, at each request to Aircall: before it is answered, and after it was
 * done. Installing again always works, and there is one webhook.
 */

const steps = [
  { method: "POST", path: "^/v1/oauth/token" },
  { method: "GET", path: "^/v1/integrations/me" },
  { method: "GET", path: "^/v1/webhooks" },
  { method: "POST", path: "^/v1/webhooks" },
  { method: "POST", path: "^/v1/integrations/enable" },
] as const;

test("killed at any step of an installation, the next one ends well", async () => {
  const aircall = await aircallForTest();
  const { start, url } = await openInstalling(aircall);
  const link = `${url}/oauth/aircall/install`;
  for (const [at, { method, path }] of steps.entries()) {
    for (const when of ["before", "after"] as const) {
      const name = `company-${at}-${when}`;
      const company = await aircall.addCompany({ name });
      // Faults of the token's address are the first company's.
      const faults = at === 0 ? aircall : company;
      await faults.control("POST", "faults", {
        method,
        path,
        when,
        kind: "silence",
        delayMs: 60_000,
        count: 1,
      });
      const visitor = createVisitor();
      const product = await start(["receiver"]);
      const back = await visitor.consent(link, name);
      const page = visitor.get(back).catch(() => null);
      await until(`the request of ${name} is there`, async () => {
        const { requests } = await faults.requests();
        return requests.some(
          (one) => one.method === method && new RegExp(path).test(one.path) && one.status === 0,
        );
      });
      product.kill("SIGKILL");
      await product.exit;
      await page;
      await faults.control("DELETE", "faults");

      const next = await start(["receiver"]);
      expect(await visitor.install(link, name), name).toMatchObject({ status: 200 });
      expect(await webhooksOf(company), name).toHaveLength(1);
      const installations = await company.control("GET", "installations");
      expect(installations, name).toMatchObject([{ active: true }]);
      expect(await knows(url, name), name).toBe(true);
      next.kill("SIGTERM");
      await next.exit;
    }
  }
}, 400_000);

test("what was left of an installation is done at the next start, without anybody", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const { start, url } = await openInstalling(aircall);
  await acme.control("POST", "faults", {
    method: "POST",
    path: "^/v1/webhooks",
    kind: "silence",
    delayMs: 60_000,
    count: 1,
  });
  const product = await start(["receiver"]);
  const visitor = createVisitor();
  const back = await visitor.consent(`${url}/oauth/aircall/install`, "acme");
  const page = visitor.get(back).catch(() => null);
  await until("it has the row", () => knows(url, "acme"));
  product.kill("SIGKILL");
  await product.exit;
  await page;
  const up = await start(["up"]);
  await up.ready("workers");
  await until("it is enabled", async () => {
    const [one] = (await acme.control("GET", "installations")) as [{ active: boolean }];
    return one.active;
  });
  expect(await webhooksOf(acme)).toHaveLength(1);
  const callId = await acme.leave({ media: sample("silent.mp3") });
  await commented(acme, callId);
}, 240_000);
