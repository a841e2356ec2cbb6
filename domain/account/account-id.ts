/**
 * Our name of the account when none is configured. Its webhooks have the address without a name.
 */
export const defaultAccount = "default";
