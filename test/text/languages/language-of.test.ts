import { expect, test } from "vitest";
import { languageOf } from "../../../text/languages/language-of.ts";

test.each([
  ["Добрый день, это Анна. Перезвоните мне, пожалуйста.", "ru"],
  ["こんにちは、田中です。折り返しお電話ください。", "ja"],
  ["Dzień dobry, proszę o telefon w sprawie faktury.", "pl"],
  ["bonjour c est marc je voudrais changer mon rendez vous merci", "fr"],
  ["BUENAS TARDES QUERIA CAMBIAR LA CITA DEL JUEVES GRACIAS", "es"],
  ["Hi, this is François from the crêperie, the delivery is late again.", "en"],
  ["", "en"],
])("%j is in %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});
