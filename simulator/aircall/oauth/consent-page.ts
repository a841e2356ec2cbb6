import type { State } from "../state.ts";

/**
 * The page on which a customer picks company and lines, and allows or refuses. It works without a
 * script.
 *
 * @param asked by the application: it comes back with the answer
 * @param problem with an answer that was given
 */
export function consentPage(
  companies: readonly State[],
  asked: Readonly<Record<string, string | undefined>>,
  problem?: string,
): string {
  const client = asked["client_id"] ?? "";
  const kept = Object.entries({ ...asked, picked: "yes" }).map(
    ([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`,
  );
  return page(
    `Install ${client}`,
    `<h1>${text(client)} asks for your Aircall account</h1>
${problem === undefined ? "" : `<p role="alert">${text(problem)}</p>`}
<form method="post" action="/oauth/authorize">
${kept.join("\n")}
${companies.map((company, index) => companyField(company, client, index === 0)).join("\n")}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="refuse">Refuse</button>
</form>`,
  );
}

function companyField(company: State, client: string, isFirst: boolean): string {
  const again = company.installations.has(client)
    ? " (installed already: a new token is made)"
    : "";
  const lines = company.numbers.map(
    ({ id, name, digits }) =>
      `<p><label><input type="checkbox" name="numbers" value="${id}" checked> ${text(name)}, ${text(digits)}</label></p>`,
  );
  return `<fieldset>
<legend><label><input type="radio" name="company" value="${text(company.name)}"${isFirst ? " checked" : ""}> ${text(company.title + again)}</label></legend>
${lines.join("\n")}
</fieldset>`;
}

/** Where an application sends a customer when all is done. */
export function successPage(): string {
  return page(
    "Installed",
    "<h1>The application is installed</h1>\n<p>You can close this page.</p>",
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title></head>
<body>
<main>
${body}
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
};

/** What the application says of itself may be anything. */
function text(plain: string): string {
  return plain.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? "");
}
