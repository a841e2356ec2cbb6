/** What a module names, to be loaded, read or started. */
export interface Import {
  readonly from: string;
  /**
   * `url`: by `new URL(from, import.meta.url)` or from `import.meta.dirname`, which starts or reads
   * it. `computed`: the same, by an expression that nobody can look up here.
   */
  readonly kind: "value" | "type" | "url" | "computed";
}

const importForms: readonly (readonly [kind: Import["kind"], form: RegExp])[] = [
  ["type", /^(?:import|export)\s+type\s(?:[^"';]*?\sfrom\s)?"([^"]+)"/gm],
  ["value", /^(?:import|export)\s+(?!type\s)(?:[^"';]*?\sfrom\s)?"([^"]+)"/gm],
  // Types by `import("x").A` as well. Of a template, what stands before its first `${`.
  ["value", /\b(?:import|require)(?:\.resolve|\.meta\.resolve)?\(\s*["`]([^"`$]+)/g],
  ["value", /\bcreateRequire\([^()]*\)(?:\.resolve)?\(\s*["`]([^"`$]+)/g],
];

/** What is read or started beside a module: the places of its arguments behind the module's own. */
const besides: readonly RegExp[] = [
  /\bnew URL\(\s*((?:"[^"]*"|`[^`]*`|[^"`,()]+)),\s*import\.meta\.url/g,
  /\bimport\.meta\.dirname,\s*((?:"[^"]*"|`[^`]*`|[^"`,()]+)(?:,\s*(?:"[^"]*"|`[^`]*`|[^"`,()]+))*)/g,
];

/** Of parts that are joined, those up to the first `${` or variable. */
function besideOf(parts: string): Import {
  const known: string[] = [];
  for (const part of parts.match(/"[^"]*"|`[^`]*`|[^"`,\s]+/g) ?? []) {
    const isText = /^["`]/.test(part);
    const [text = ""] = isText ? part.slice(1, -1).split("${", 1) : [""];
    if (text !== "") known.push(text);
    if (!isText || part.includes("${")) break;
  }
  if (known.length === 0) return { from: parts, kind: "computed" };
  const path = known.join("/");
  return { from: path.startsWith(".") ? path : `./${path}`, kind: "url" };
}

export function importsOf(source: string): Import[] {
  // Whatever a `require` of one's own is called.
  const required = [...source.matchAll(/\b(\w+) = createRequire\(/g)].map(([, name = ""]) => name);
  const own = required.map(
    (name) =>
      ["value", new RegExp(`\\b${name}(?:\\.resolve)?\\(\\s*["\`]([^"\`$]+)`, "g")] as const,
  );
  const named = [...importForms, ...own].flatMap(([kind, form]) =>
    [...source.matchAll(form)].map(([, from = ""]): Import => ({ from, kind })),
  );
  const beside = besides.flatMap((form) =>
    [...source.matchAll(form)].map(([, parts = ""]) => besideOf(parts)),
  );
  return [...named, ...beside];
}
