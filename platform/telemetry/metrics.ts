import { statfs } from "node:fs/promises";
import type { MetricMeter } from "@temporalio/common";
import { metrics as measures, type Measure } from "../../domain/metrics.ts";

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

/** Samples the process and its disk. */
export function sampleMachine(metrics: Metrics, folder: string): void {
  metrics.sample(async () => {
    metrics.record(measures.memory, process.memoryUsage.rss());
    const { bavail, bsize } = await statfs(folder);
    metrics.record(measures.disk, bavail * bsize);
  });
}
