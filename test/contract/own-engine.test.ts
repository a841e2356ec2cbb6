import { describe } from "vitest";
import { openOwnEngine } from "../../app/media/own-part.ts";
import { createLocalEngine } from "../../speech/engines/local-engine.ts";
import { engineContract } from "./engine-contract.ts";

/** `OWN_ENGINE=./my-engine.ts npx vitest run test/contract/own-engine.test.ts` */
const file = process.env["OWN_ENGINE"] ?? "examples/own-engine/engine.ts";

describe(`the engine of ${file}`, () => {
  engineContract(() => openOwnEngine(`module:${file}`));
});

describe("the local engine", () => {
  engineContract(() => Promise.resolve(createLocalEngine({ modelDir: null })));
});
