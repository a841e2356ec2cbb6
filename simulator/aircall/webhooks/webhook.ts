export interface Webhook {
  readonly webhook_id: string;
  readonly legacyId: number;
  readonly created_at: string;
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

export interface Delivery {
  readonly webhookId: string;
  readonly event: string;
  readonly callId: number | null;
  readonly at: number;
  readonly status: number | null;
  readonly ms: number;
}

export interface Webhooks {
  readonly webhooks: Map<string, Webhook>;
  readonly deliveries: Delivery[];
}
