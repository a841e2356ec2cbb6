/* What Aircall allows. No wire names: each may change when Aircall changes it. */

/** Aircall's limit for an account without another agreement. */
export const usualRequestsPerMinute = 100;

/** Calls on a page of Aircall's list; its largest. */
export const listPageSize = 50;

/** Aircall lists this many calls of one query, and answers 400 beyond. */
export const listCeiling = 10_000;

/** Aircall refuses the sixth comment on a call. */
export const commentCeiling = 5;
