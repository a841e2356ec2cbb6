import { defaultAccount } from "../../domain/account/account-id.ts";

const longest = 40;

/**
 * A name for a company's account: its own in the letters that a name may have, with its number behind where another
 * has that name.
 *
 * @param isTaken by case-insensitive name
 */
export function accountNameFor(
  { id, name }: { readonly id: number | null; readonly name: string | null },
  isTaken: (name: string) => boolean,
): string {
  const slug = (name ?? "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, "");
  const number = id === null ? "" : String(id);
  const candidates = [
    // That one has an address without a name.
    ...(slug === "" || slug === defaultAccount ? [] : [slug]),
    ...(number === "" ? [] : [`${(slug || "company").slice(0, 47 - number.length)}-${number}`]),
  ];
  const free = candidates.find((one) => !isTaken(one));
  if (free !== undefined) return free;
  for (let count = 2; ; count++) {
    const numbered = `${(slug || "company").slice(0, longest)}-${count}`;
    if (!isTaken(numbered)) return numbered;
  }
}
