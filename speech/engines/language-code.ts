/** Two-letter codes of what recognisers name: Whisper's languages of more than a few million speakers. */
const codes =
  "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh".split(
    " ",
  );

const names = new Intl.DisplayNames("en", { type: "language" });

const byName = new Map(codes.map((code) => [names.of(code)?.toLowerCase(), code]));

/** BCP 47 of what a server calls a language: `en`, `en-US`, `English`. Null when it is none that we know. */
export function languageCode(name: string | null): string | null {
  const plain = name?.trim().toLowerCase() ?? "";
  if (/^[a-z]{2,3}(-[a-z0-9]+)*$/.test(plain) && plain.split("-")[0]?.length === 2) {
    return plain.split("-")[0] ?? null;
  }
  return byName.get(plain) ?? null;
}
