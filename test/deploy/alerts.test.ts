import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { metrics } from "../../domain/metrics.ts";
import { anchorsOf } from "../support/anchors-of.ts";

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: {
    readonly summary: string;
    readonly description: string;
    readonly runbook_url: string;
  };
}

const { groups } = parse(readFileSync("deploy/prometheus/alerts.yml", "utf8")) as {
  groups: { rules: Alert[] }[];
};
const alerts = groups.flatMap(({ rules }) => rules).map((rule) => [rule.alert, rule] as const);

test("there are alerts", () => expect(alerts.length).toBeGreaterThan(10));

test.each(alerts)("%s leads to what to do", (_name, { annotations }) => {
  const [page = "", anchor] = annotations.runbook_url.split("#");
  expect(page).toBe("docs/run/operations.md");
  expect(anchorsOf(page)).toContain(anchor);
});

test.each(alerts)(
  "%s tells accounts apart, where its measure does",
  (_name, { expr, annotations }) => {
    const measures = Object.values(metrics).filter(({ name }) => expr.includes(name));
    if (!measures.some(({ labels }) => labels.some((label) => label === "account"))) return;
    expect(expr).toMatch(/\bby \(account\b/);
    expect(annotations.summary).toContain("{{ $labels.account }}");
  },
);

test.each(alerts)(
  "%s says nothing of labels that its expression drops",
  (_name, { expr, annotations }) => {
    const said = `${annotations.summary} ${annotations.description}`;
    const [, kept] = /\bby \(([^)]*)\)/.exec(expr) ?? [];
    for (const [, label = ""] of said.matchAll(/\$labels\.(\w+)/g)) {
      if (kept === undefined) expect(label).toBe("instance");
      else expect(kept.split(/,\s*/)).toContain(label);
    }
  },
);

test("the page of operations names each alert where it says what to do", () => {
  const page = readFileSync("docs/run/operations.md", "utf8");
  for (const [name] of alerts) expect(page).toContain(`\`${name}\``);
});
