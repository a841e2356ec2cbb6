import { expect, test } from "vitest";
import { joinMetrics } from "../../../platform/telemetry/join-metrics.ts";

const one = `# HELP memory Resident
# TYPE memory gauge
memory{process="receiver"} 1
# HELP webhooks Requests
# TYPE webhooks counter
webhooks{status="200"} 7
`;
const other = `# HELP memory Resident
# TYPE memory gauge
memory{process="worker"} 2
# HELP seconds Time
# TYPE seconds histogram
seconds_bucket{le="0.1"} 3
seconds_sum 0.2
`;

test("a family stands there once, with the series of all", () => {
  expect(joinMetrics([one, other])).toBe(`# HELP memory Resident
# TYPE memory gauge
memory{process="receiver"} 1
memory{process="worker"} 2
# HELP webhooks Requests
# TYPE webhooks counter
webhooks{status="200"} 7
# HELP seconds Time
# TYPE seconds histogram
seconds_bucket{le="0.1"} 3
seconds_sum 0.2
`);
});

test("of equal series the first counts, and one that shows nothing takes nothing away", () => {
  expect(joinMetrics([one, "", one.replaceAll(" 7", " 8")])).toBe(one);
  expect(joinMetrics(["", ""])).toBe("");
});
