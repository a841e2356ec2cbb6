import { activityInfo, cancellationSignal } from "@temporalio/activity";
import type { Limits } from "../../aircall/http/transport.ts";
import type { Resumed } from "../../domain/activities/aircall.ts";
import { accountNamed, DryRunError, type Account, type Accounts } from "../accounts.ts";
import { aircallShape, orFail, type ShapeOf } from "../failures.ts";
import type { Places } from "../places.ts";

/** Where the steps of queue `aircall` are done: for which accounts, and how many of each at once. */
export interface Desk {
  readonly accounts: Accounts;
  readonly places: Places;
}

/**
 * What a step is asked: for which account, and whether its credential was said to be good again.
 */
type Request = { readonly account: string } & Resumed;

type Work<Input, Result> = (account: Account, input: Input, limits: Limits) => Promise<Result>;

/**
 * A step of queue `aircall`: at most one request, which ends with its attempt and fails as a type
 * that workflows know.
 *
 * @param work sends the request through the account's client, with the limits given
 */
export function aircallStep<Input extends Request, Result>(
  desk: Desk,
  work: Work<Input, Result>,
  shapeOf: ShapeOf = aircallShape,
): (input: Input) => Promise<Result> {
  return (input) =>
    orFail(() => {
      const account = accountNamed(desk.accounts, input.account, activityInfo().attempt);
      return desk.places.within(input.account, () => work(account, input, limitsOf(input)));
    }, shapeOf);
}

/** A step that writes: the last gate of `DRY_RUN`; the workflow ends before it comes here. */
export function writeStep<Input extends Request, Result>(
  desk: Desk,
  work: Work<Input, Result>,
  shapeOf?: ShapeOf,
): (input: Input) => Promise<Result> {
  const gated: Work<Input, Result> = async (account, input, limits) => {
    if (account.dryRun) throw new DryRunError();
    return work(account, input, limits);
  };
  return aircallStep(desk, gated, shapeOf);
}

function limitsOf({ resumedAt }: Resumed): Limits {
  return { signal: cancellationSignal(), ...(resumedAt === undefined ? {} : { resumedAt }) };
}
