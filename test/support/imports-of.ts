/** What a module names, to be loaded, read or started. */
export interface Import {
  readonly from: string;
  /** `url`: by `new URL(from, import.meta.url)`, which starts or reads it. */
  readonly kind: "value" | "type" | "url";
}

const importForms: readonly (readonly [kind: Import["kind"], form: RegExp])[] = [
  ["type", /^(?:import|export)\s+type\s(?:[^"';]*?\sfrom\s)?"([^"]+)"/gm],
  ["value", /^(?:import|export)\s+(?!type\s)(?:[^"';]*?\sfrom\s)?"([^"]+)"/gm],
  // Types by `import("x").A` as well. Of a template, what stands before its first `${`.
  ["value", /\b(?:import|require)(?:\.resolve|\.meta\.resolve)?\(\s*["`]([^"`$]+)/g],
  ["value", /\bcreateRequire\([^()]*\)(?:\.resolve)?\(\s*["`]([^"`$]+)/g],
  ["url", /\bnew URL\(\s*["`](\.[^"`$]*)/g],
  ["url", /\bimport\.meta\.dirname,\s*["`](\.[^"`$]*)/g],
];

export function importsOf(source: string): Import[] {
  // Whatever a `require` of one's own is called.
  const required = [...source.matchAll(/\b(\w+) = createRequire\(/g)].map(([, name = ""]) => name);
  const own = required.map(
    (name) =>
      ["value", new RegExp(`\\b${name}(?:\\.resolve)?\\(\\s*["\`]([^"\`$]+)`, "g")] as const,
  );
  return [...importForms, ...own].flatMap(([kind, form]) =>
    [...source.matchAll(form)].map(([, from = ""]) => ({ from, kind })),
  );
}
