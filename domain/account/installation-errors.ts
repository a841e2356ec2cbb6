/** The name belongs to another account already. */
export class AccountTakenError extends Error {
  override readonly name = "AccountTakenError";
}

/** No new token could be had for an account. */
export class RefreshError extends Error {
  override readonly name = "RefreshError";
}
