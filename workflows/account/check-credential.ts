import { accountSteps } from "../steps/account-steps.ts";
import { attempt } from "../failure.ts";

/** Tries an account's credential; when it is good, all that waits for it goes on. */
export async function checkCredential({
  account,
}: {
  readonly account: string;
}): Promise<{ readonly good: boolean; readonly resumed: number }> {
  const { ping, resumeVoicemails } = accountSteps(account);
  const tried = await attempt(() => ping({ account, resumedAt: Date.now() }));
  if ("ok" in tried) return { good: true, resumed: await resumeVoicemails({ account }) };
  if (tried.failed.type === "AircallUnauthorized") return { good: false, resumed: 0 };
  throw tried.error;
}
