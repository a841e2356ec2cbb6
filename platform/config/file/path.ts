/** The steps from the top of a file to a value in it: keys of maps, positions in lists. */
export type Path = readonly (string | number)[];

/** As people write it: `accounts.acme.only[1]`. A key that is no word stands in quotes. */
export function pathText(path: Path): string {
  const text = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `.${JSON.stringify(shortened(step))}`;
  });
  return text.join("").replace(/^\./, "") || "the file";
}

/** A key that somebody forgot a blank in holds its value, which may be a secret: nothing behind the colon is shown. */
function shortened(key: string): string {
  const [before = ""] = isWithoutBlank(key) ? key.split(":", 1) : [key];
  return before.slice(0, 60);
}

/** `apiToken:4d5e6f`: a key and its value in one word. The tags of ours have a colon, too. */
export function isWithoutBlank(key: string): boolean {
  return key.includes(":") && !key.startsWith("voicemail:");
}

/** For a map by path. */
export function pathKey(path: Path): string {
  return path.join("\0");
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, step) =>
      typeof within === "object" && within !== null && Object.hasOwn(within, step)
        ? Reflect.get(within, step)
        : undefined,
    value,
  );
}
