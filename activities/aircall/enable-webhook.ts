import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { announcingEvents } from "../../domain/wire.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";
import { refuseInDryRun } from "../refuse-in-dry-run.ts";

export function createEnableWebhook(accounts: Accounts): AircallActivities["enableWebhook"] {
  return async ({ account: name, webhook: { id, name: webhookName, url, events } }) => {
    const account = accountNamed(accounts, name);
    refuseInDryRun(account);
    const [first = announcingEvents[0], ...rest] = events;
    await orFail(
      () =>
        account.client.updateWebhook(
          id,
          { name: webhookName, url, events: [first, ...rest], active: true },
          limitsOf({}),
        ),
      aircallShape,
    );
  };
}
