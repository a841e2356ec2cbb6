/** A run in Temporal's Web UI. */
export interface RunPage {
  /** The Web UI's address. */
  readonly base: string;
  readonly namespace: string;
  readonly workflowId: string;
  /** Absent: the latest. */
  readonly runId?: string;
}

/** The address of a run's page. */
export function runPage({ base, namespace, workflowId, runId }: RunPage): string {
  const workflow = `${base.replace(/\/+$/, "")}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
  return runId === undefined ? workflow : `${workflow}/${runId}/history`;
}
