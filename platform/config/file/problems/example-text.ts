import { stringify } from "yaml";

/** A value as it may be written into the file, on one line; a reference in quotes, as it must be. */
export function exampleText(value: unknown): string {
  const options = { collectionStyle: "flow", flowCollectionPadding: true, lineWidth: 0 } as const;
  const text = stringify(value, options)
    .trim()
    .replaceAll(/(?<!")\$\{\w+\}/g, '"$&"');
  // A single key with its value, as it stands on a line of its own.
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const isSingle = isMap && Object.keys(value).length === 1;
  return isSingle ? text.replace(/^\{ (.*) \}$/s, "$1").replace(/^"(\d+)":/, "$1:") : text;
}
