import { statfs } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { MetricMeter } from "@temporalio/common";
import { metrics as measures, type Measure } from "../../domain/metrics.ts";
import { ownVersion } from "./own-version.ts";

type Labels = Readonly<Record<string, string>>;

/** What a process measures, on the endpoint of `METRICS_PORT`; without one nothing is recorded. */
export interface Metrics {
  /** Adds to a counter, records in a histogram, sets a gauge. */
  readonly record: (measure: Measure, value: number, labels?: Labels) => void;
  /** Takes a sample now and every 15 seconds; one that fails is left out. Only where somebody may read it. */
  readonly sample: (take: () => Promise<void> | void) => void;
  readonly close: () => void;
}

const sampleEveryMs = 15_000;

/** @param meter null where nobody reads */
export function createMetrics(meter: MetricMeter | null): Metrics {
  const instruments = new Map<string, (value: number, labels: Labels) => void>();
  const timers: NodeJS.Timeout[] = [];
  const instrument = (of: MetricMeter, measure: Measure) => {
    const known = instruments.get(measure.name);
    if (known) return known;
    const made = create(of, measure);
    instruments.set(measure.name, made);
    return made;
  };
  return {
    record: (measure, value, labels = {}) => {
      if (meter) instrument(meter, measure)(value, labels);
    },
    sample: (take) => {
      if (!meter) return;
      const now = async (): Promise<void> => {
        try {
          await take();
        } catch {
          // Temporal or the disk is away: other checks report that.
        }
      };
      void now();
      timers.push(setInterval(() => void now(), sampleEveryMs).unref());
    },
    close: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function create(
  meter: MetricMeter,
  { kind, name, description }: Measure,
): (value: number, labels: Labels) => void {
  switch (kind) {
    case "counter": {
      const counter = meter.createCounter(name, "", description);
      return (value, labels) => counter.add(value, labels);
    }
    case "histogram": {
      const histogram = meter.createHistogram(name, "float", "", description);
      return (value, labels) => histogram.record(value, labels);
    }
    case "gauge": {
      const gauge = meter.createGauge(name, "float", "", description);
      return (value, labels) => gauge.set(value, labels);
    }
  }
}

/** Tells which Afterbeep runs, on which Node. */
export function sampleBuild(metrics: Metrics): void {
  const labels = { version: ownVersion(), node: process.versions.node };
  metrics.sample(() => metrics.record(measures.build, 1, labels));
}

/** Samples the disk of a folder. */
export function sampleDisk(metrics: Metrics, folder: string): void {
  metrics.sample(async () => {
    const { bavail, bsize } = await statfs(folder);
    metrics.record(measures.disk, bavail * bsize);
  });
}

/** How often the event loop is looked at. */
const resolutionMs = 10;

/**
 * Samples this process: its memory, and how long what was due had to wait for others.
 *
 * @param part what it does: `receiver` or `worker`
 */
export function sampleProcess(metrics: Metrics, part: "receiver" | "worker"): void {
  let loop: ReturnType<typeof monitorEventLoopDelay> | null = null;
  metrics.sample(() => {
    metrics.record(measures.memory, process.memoryUsage.rss(), { process: part });
    if (loop) {
      // Node counts the time between two looks.
      const delayMs = Math.max(0, loop.percentile(99) / 1e6 - resolutionMs);
      metrics.record(measures.loopDelay, delayMs / 1_000, { process: part });
      loop.reset();
      return;
    }
    loop = monitorEventLoopDelay({ resolution: resolutionMs });
    loop.enable();
  });
}
