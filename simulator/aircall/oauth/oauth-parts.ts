import type { State } from "../state.ts";
import type { Clients } from "./clients.ts";
import type { Codes } from "./codes.ts";

/** What the routes of an installation share. */
export interface OAuthParts {
  readonly companies: () => readonly State[];
  readonly clients: Clients;
  /** Handed out by consent, taken for tokens. */
  readonly codes: Codes;
}
