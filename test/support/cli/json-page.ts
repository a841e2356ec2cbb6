import { readFileSync } from "node:fs";

/** A field as docs/reference/json.md has it. */
interface Field {
  readonly path: string;
  /** Any of them: `integer`, `null`, `list of string`, `verdict` with a section of its own. */
  readonly types: readonly string[];
  readonly optional: boolean;
}

/** What one line of a command may look like. */
type Shape = readonly Field[];

/** The shapes that the page has for each heading; a heading "The verdict" is shape `verdict`. */
function readPage(): ReadonlyMap<string, readonly Shape[]> {
  const page = readFileSync("docs/reference/json.md", "utf8");
  const shapes = new Map<string, readonly Shape[]>();
  for (const section of page.split(/^## /m).slice(1)) {
    const [heading = ""] = section.split("\n", 1);
    const own = section
      .split(/^\| field.*\n/m)
      .slice(1)
      .map(fieldsIn);
    const [, like] = /fields of \[([a-z ]+)\]/.exec(section) ?? [];
    const [inherited = []] = (like === undefined ? undefined : shapes.get(like)) ?? [];
    const all = own.length === 0 ? [inherited] : own.map((shape) => [...inherited, ...shape]);
    shapes.set(heading.replace("The ", ""), all);
  }
  return shapes;
}

function fieldsIn(table: string): Shape {
  const rows = table.split(/\n\n/, 1)[0]?.matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\|/gm) ?? [];
  return [...rows].map(([, path = "", type = ""]) => ({
    path,
    types: type.replace(", optional", "").split(" or "),
    optional: type.endsWith(", optional"),
  }));
}

const page = readPage();

/** The commands that the page describes. */
export const describedCommands: readonly string[] = [...page.keys()].filter(
  (heading) => heading !== "verdict",
);

/** What of a command's line the page does not say, or says otherwise; by the shape that fits best. */
export function misfits(command: string, line: unknown): readonly string[] {
  const faults = (page.get(command) ?? []).map((shape) => faultsOf(shape, line, ""));
  const [best = [`${command} is not described`]] = faults.toSorted((a, b) => a.length - b.length);
  return best;
}

function faultsOf(shape: Shape, value: unknown, at: string): string[] {
  if (kindOf(value) !== "object") return [`${at || "the line"} is no object`];
  const held = new Map(Object.entries(value as object));
  const beginning = at === "" ? "" : `${at}.`;
  const fields = shape.filter(
    ({ path }) => path.startsWith(beginning) && !/[.[]/.test(path.slice(beginning.length)),
  );
  const known = new Set(fields.map(({ path }) => path.slice(beginning.length)));
  return [
    ...[...held.keys()]
      .filter((key) => !known.has(key))
      .map((key) => `${beginning}${key} is not described`),
    ...fields.flatMap((field) => {
      const name = field.path.slice(beginning.length);
      if (held.has(name)) return faultsOfField(shape, field, held.get(name));
      return field.optional ? [] : [`${field.path} is missing`];
    }),
  ];
}

function faultsOfField(shape: Shape, { path, types }: Field, value: unknown): string[] {
  const kind = kindOf(value);
  if (types.includes("verdict"))
    return misfits("verdict", value).map((fault) => `${path}: ${fault}`);
  if (Array.isArray(value) && types.includes("list")) {
    return value.flatMap((one) => faultsOf(shape, one, `${path}[]`));
  }
  if (Array.isArray(value)) {
    const fits = value.every((one) => types.includes(`list of ${kindOf(one)}`));
    return fits && types.some((type) => type.startsWith("list")) ? [] : [`${path} is a ${kind}`];
  }
  if (kind === "object" && types.includes("object")) return faultsOf(shape, value, path);
  const fits = types.includes(kind) || (kind === "integer" && types.includes("number"));
  return fits ? [] : [`${path} is ${kind}`];
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  return Number.isInteger(value) ? "integer" : typeof value;
}
