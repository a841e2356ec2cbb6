import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  setHandler,
} from "@temporalio/workflow";
import { signals, turnUpdate } from "../../domain/wire.ts";
import { accountSteps } from "../steps/account-steps.ts";

/** A command that died without a word asks for no more permits after this long. */
const idle = "10 minutes";

/**
 * Gives a command its permits: each request of `setup` or `verify` is dispatched like any other of
 * the account, and what it brings back stays with the command.
 */
export async function turns({ account }: { readonly account: string }): Promise<{ taken: number }> {
  const { takeTurn } = accountSteps(account);
  let taken = 0;
  let done = false;
  setHandler(defineSignal(signals.done), () => void (done = true));
  setHandler(defineUpdate(turnUpdate), async () => {
    await takeTurn({ account });
    taken++;
  });
  const isDone = (): boolean => done;
  for (let open = true; open;) {
    const seen = taken;
    const inTime = await condition(() => isDone() || taken !== seen, idle, { summary: "idle" });
    open = inTime && !isDone();
  }
  await condition(allHandlersFinished);
  return { taken };
}
