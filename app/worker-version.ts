import type { WorkerVersion } from "../worker/queues.ts";
import type { Config } from "../platform/config/load-config.ts";

/** The version that this process's workers run as; null, the default, when none is named. */
export function workerVersionOf(config: Config): WorkerVersion | null {
  const { TEMPORAL_DEPLOYMENT_NAME: deploymentName, TEMPORAL_WORKER_BUILD_ID: buildId } = config;
  return deploymentName !== undefined && buildId !== undefined ? { deploymentName, buildId } : null;
}
