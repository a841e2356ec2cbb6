import { once } from "../../text/rules/once.ts";
import { rulesOf } from "../rules/read-rules.ts";

const rules = once(() => rulesOf("greetings"));

/** Begins with a greeting or a courtesy, and not with a name. */
export const greets = once(
  () => new RegExp(`^(?:${rules()("hellos")}|${rules()("courtesies")})(?![\\p{L}-])`, "iu"),
);

/** Greetings, to stand before a name: "Bonjour", "Guten Tag". */
export const hello = (): string => rules()("hellos");
