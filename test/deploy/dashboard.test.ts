import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { metrics, type Measure } from "../../domain/metrics.ts";
import { anchorsOf } from "../support/anchors-of.ts";

interface Link {
  readonly url: string;
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly links?: readonly Link[];
  readonly targets: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(readFileSync("deploy/grafana/dashboard.json", "utf8")) as {
  readonly panels: readonly Panel[];
  readonly links: readonly Link[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly definition?: string }[];
  };
};
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** Series as they stand in an expression: a name, and what is asked of its labels. */
function seriesIn(expression: string): { name: string; labels: string }[] {
  return [...expression.matchAll(/\b((?:afterbeep|temporal)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, name = "", labels = ""]) => ({ name, labels }),
  );
}

function measureOf(series: string): Measure | undefined {
  const base = series.replace(/_(?:total|bucket|sum|count)$/, "");
  return Object.values(metrics).find(({ name }) => name === series || name === base);
}

test("every panel goes by the process that was chosen, and by the account where the measure tells it", () => {
  expect(expressions.length).toBeGreaterThan(25);
  for (const expression of expressions) {
    for (const { name, labels } of seriesIn(expression)) {
      expect(labels, expression).toContain('instance=~"$instance"');
      const measure = measureOf(name);
      if (name.startsWith("afterbeep_")) expect(measure, name).toBeDefined();
      if (measure?.labels.includes("account"))
        expect(labels, expression).toContain('account=~"$account"');
    }
  }
});

test("what is chosen from is asked of measures that have such a label", () => {
  const { list } = dashboard.templating;
  expect(list.map(({ name }) => name)).toEqual(["datasource", "account", "instance", "docs"]);
  const [, account, instance] = list;
  const [, ofAccounts = ""] =
    /^label_values\((\w+), account\)$/.exec(account?.definition ?? "") ?? [];
  expect(measureOf(ofAccounts)?.labels).toContain("account");
  const [, ofProcesses = ""] =
    /^label_values\((\w+), instance\)$/.exec(instance?.definition ?? "") ?? [];
  expect(measureOf(ofProcesses)).toBe(metrics.build);
});

test("the first row says at a glance how it is", () => {
  const top = dashboard.panels.filter(({ gridPos }) => gridPos.y === 0);
  expect(top.length).toBeGreaterThan(4);
  for (const { type, title, links } of top) {
    expect(type, title).toBe("stat");
    expect(links, title).toHaveLength(1);
  }
});

test("panels have names and places of their own", () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const one of panels) {
    const { id, gridPos } = one;
    const { x, y, w, h } = gridPos;
    expect(x + w, one.title).toBeLessThanOrEqual(24);
    for (const { id: otherId, title, gridPos: other } of panels) {
      if (otherId === id) continue;
      const apart =
        x + w <= other.x || other.x + other.w <= x || y + h <= other.y || other.y + other.h <= y;
      expect(apart, `${one.title} and ${title}`).toBe(true);
    }
  }
});

test("every link leads to a page of ours, and to a heading of it", () => {
  const links = [...dashboard.links, ...dashboard.panels.flatMap((panel) => panel.links ?? [])];
  expect(links.length).toBeGreaterThan(10);
  for (const { url } of links) {
    const [, page = "", anchor] = /^\$\{docs\}\/([^#]+)(?:#(.+))?$/.exec(url) ?? [];
    expect(page, url).toMatch(/^docs\//);
    const anchors = anchorsOf(page);
    if (anchor !== undefined) expect(anchors, url).toContain(anchor);
  }
});
