/** The codes of Whisper before v3, in the order of its tokens. */
const codes = new Set(
  "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su".split(
    " ",
  ),
);

/** Where Whisper's own code is not that of ISO 639. */
const others = new Map([
  ["jv", "jw"],
  ["nb", "no"],
  ["iw", "he"],
  ["fil", "tl"],
]);

/** How many languages Whisper reads. */
export const whisperLanguages = codes.size;

/**
 * Whisper's code of a language.
 *
 * @param language BCP 47; its region is left out
 * @returns null when Whisper does not know it
 */
export function whisperCode(language: string | null): string | null {
  const plain = language?.toLowerCase().split("-")[0] ?? "";
  const code = others.get(plain) ?? plain;
  return codes.has(code) ? code : null;
}

/** BCP 47 of what Whisper tells: `<|fr|>` or `fr`. */
export function spokenBy(code: string): string {
  const plain = code.replaceAll(/[<|>]/g, "");
  return plain === "jw" ? "jv" : plain;
}
