/**
 * Our name of the account when none is configured. Its webhooks have the address without a name.
 */
export const defaultAccount = "default";

/** What an account may be named: such a name needs no quoting in a query, an id or an address. */
export const accountName = /^[A-Za-z0-9_-]{1,48}$/;
