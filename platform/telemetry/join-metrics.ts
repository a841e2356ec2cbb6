/**
 * Several processes' metrics as one page in Prometheus's text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format): a family stands
 * there once, with the series of all. Series differ by their labels; of equal ones the first counts.
 */
export function joinMetrics(pages: readonly string[]): string {
  const families = new Map<string, Family>();
  for (const page of pages) {
    let family: Family | null = null;
    for (const line of page.split("\n")) {
      const [, kind, name] = /^# (HELP|TYPE) (\S+)/.exec(line) ?? [];
      if (kind !== undefined && name !== undefined) {
        family = families.get(name) ?? { about: new Map(), series: new Map() };
        families.set(name, family);
        if (!family.about.has(kind)) family.about.set(kind, line);
      } else if (family && line !== "") {
        const series = line.slice(0, line.lastIndexOf(" "));
        if (!family.series.has(series)) family.series.set(series, line);
      }
    }
  }
  const lines = [...families.values()].flatMap(({ about, series }) => [
    ...about.values(),
    ...series.values(),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}

interface Family {
  /** Its lines `# HELP` and `# TYPE`. */
  readonly about: Map<string, string>;
  /** Its lines by name and labels. */
  readonly series: Map<string, string>;
}
