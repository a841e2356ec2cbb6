import { createHash } from "node:crypto";

/** What a person reads after a step of an installation. */
export interface Page {
  readonly status: number;
  readonly title: string;
  /** Sentences, a paragraph each. */
  readonly text: readonly string[];
  readonly links?: readonly { readonly label: string; readonly href: string }[];
}

const style = `
body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; color: #1b1b1f; background: #fff; }
main { max-width: 40rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
a { color: #0b57d0; }
@media (prefers-color-scheme: dark) { body { color: #e8e8ec; background: #17171a; } a { color: #9ec1ff; } }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing is loaded, nothing runs, nobody frames it, and no link tells the address, which may hold a code. */
export const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** It works without a script. */
export function toHtml({ title, text, links = [] }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${plain(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${plain(title)}</h1>
${text.map((sentence) => `<p>${plain(sentence)}</p>`).join("\n")}
${links.map(({ label, href }) => `<p><a href="${plain(href)}">${plain(label)}</a></p>`).join("\n")}
</main>
</body>
</html>
`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A company's name may be anything. */
function plain(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? "");
}
