import type { Credential } from "../../domain/account/credential.ts";
import type { AccountConfig } from "./sections/account.ts";

/** An account that is configured, wherever it came from. */
export interface ConfiguredAccount extends AccountConfig {
  /** Null: an installation by OAuth brings it; or, of the environment, the process was not asked to need one. */
  readonly credential: Credential | null;
  readonly origin: "environment" | "file";
  /** The destination that keeps its calls and contacts. */
  readonly crm?: string;
  /** What is done with what callers say of themselves. (Default: off) */
  readonly enrichContacts?: "off" | "propose" | "apply";
}
