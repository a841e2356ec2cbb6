import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { tagNames } from "../../domain/voicemail/tags.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";
import { refuseInDryRun } from "../refuse-in-dry-run.ts";

/** Colours of tags that we make; an admin may change them. */
const colors: Readonly<Record<string, string>> = {
  [tagNames.urgent]: "#D92D20",
  [tagNames.negative]: "#F79009",
  [tagNames.spam]: "#667085",
  [tagNames.listen]: "#7A5AF8",
};
const otherColor = "#00B388";

export function createCreateTag(accounts: Accounts): AircallActivities["createTag"] {
  return async ({ account: accountName, name, ...resumed }) => {
    const account = accountNamed(accounts, accountName);
    refuseInDryRun(account);
    const { id } = await orFail(
      () => account.client.createTag(name, colors[name] ?? otherColor, limitsOf(resumed)),
      aircallShape,
    );
    const tag = { id, name };
    account.tags.set(name, tag);
    return tag;
  };
}
