import { parentPort, workerData } from "node:worker_threads";
import type { Analyzer } from "../../analysis/analyzer.ts";
import { assess } from "../../analysis/assess.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { createOpenaiAnalyzer } from "../../analysis/openai/openai-analyzer.ts";
import type { Finding, Report } from "../../domain/voicemail/report.ts";
import { openOwnAnalyzer } from "./own-part.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import type { ReporterAnswer, ReporterRequest, ReporterSettings } from "./reporter.ts";

/*
 * The thread that reads, judges and redacts what callers said, with both models: what Temporal's
 * tasks and heartbeats need of a loop goes on meanwhile.
 */

const { openai, own = null }: ReporterSettings = workerData;

const answer = (message: ReporterAnswer): void => parentPort?.postMessage(message, []);

const analyzer = await openAnalyzer();

async function openAnalyzer(): Promise<Analyzer> {
  const local = createLocalAnalyzer();
  if (own !== null)
    return openOwnAnalyzer(own, local, { onFallback: (fallback) => answer({ fallback }) });
  if (openai === null) return local;
  return createOpenaiAnalyzer({
    ...openai,
    fallback: local,
    onUsage: (usage) => answer({ usage }),
  });
}

async function report(
  { finding, settings }: Pick<Asked, "finding" | "settings">,
  signal: AbortSignal,
): Promise<Report> {
  const shown = redactFinding(finding);
  return composeReport(shown, await assess(shown, analyzer, { signal, settings }));
}

/** A request that is no cancellation. */
type Asked = Extract<ReporterRequest, { readonly finding: Finding }>;

const underWay = new Map<number, AbortController>();

parentPort?.on("message", (request: ReporterRequest) => {
  const { id } = request;
  if ("cancel" in request) {
    underWay.get(id)?.abort();
    return;
  }
  const aborter = new AbortController();
  underWay.set(id, aborter);
  report(request, aborter.signal)
    .then((made) => answer({ id, report: made }))
    // The fault's own words may be a caller's.
    .catch((error: unknown) => answer({ id, fault: `judging failed: ${nameOf(error)}` }))
    .finally(() => underWay.delete(id));
});

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "an unknown fault";
}
