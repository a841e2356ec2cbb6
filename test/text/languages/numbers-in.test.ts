import { expect, test } from "vitest";
import { languages } from "../../../text/languages/load-languages.ts";
import { numbersIn } from "../../../text/languages/numbers-in.ts";

test.each([
  ["fr", "zéro six, trente-neuf, quatre-vingt-dix-huit, vingt et un", "06399821"],
  ["fr", "quatre mille cent onze, onze onze", "41111111"],
  ["de", "einundzwanzig, neunzehnhundertzweiundfünfzig", "211952"],
  ["es", "cincuenta y tres veintiséis cero", "53260"],
  ["it", "ottantasei ventuno zero otto", "862108"],
  ["pt", "sessenta e cinco meia dúzia", "656"],
  ["nl", "drieënvijftig negentig nul drie", "539003"],
])("%s: %j is %s", (code, said, digits) => {
  const language = languages().find((one) => one.code === code);
  if (!language) throw new Error(`no table of ${code}`);
  expect(numbersIn(said, language)[0]?.digits).toBe(digits);
});
