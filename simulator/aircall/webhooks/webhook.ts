import type { Installation } from "../oauth/installation.ts";

/** A registered webhook, and how it fares. `disabledAt`: milliseconds since the epoch. */
export interface Webhook {
  readonly webhook_id: string;
  /** A second id, which the `direct_link` has. */
  readonly legacyId: number;
  readonly created_at: string;
  /** Whose it is; null: of the Dashboard, and of whoever has a key of the company. */
  readonly owner: Installation | null;
  custom_name: string;
  url: string;
  active: boolean;
  readonly token: string;
  events: string[];
  /** In a row, over all events. */
  failures: number;
  /** When failures disabled it; null while active or when switched off by hand. */
  disabledAt: number | null;
}

/**
 * One try to deliver an event. `at`: milliseconds since the epoch; `ms` until the answer; `status`
 * null when none came.
 */
export interface Delivery {
  readonly webhookId: string;
  readonly event: string;
  readonly callId: number | null;
  readonly at: number;
  readonly status: number | null;
  readonly ms: number;
}

/** Webhooks by id, and every delivery in order. */
export interface Webhooks {
  readonly webhooks: Map<string, Webhook>;
  readonly deliveries: Delivery[];
}
