import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe } from "vitest";
import type { Analyzer } from "../../analysis/analyzer.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { analyzerContract } from "./analyzer-contract.ts";

/** `OWN_ANALYZER=./my-analyzer.ts npx vitest run test/contract/own-analyzer.test.ts` */
const file = process.env["OWN_ANALYZER"] ?? "examples/own-analyzer/analyzer.ts";

const local = createLocalAnalyzer();

describe(`the analyzer of ${file}`, () => {
  // As it is: in the product the local one judges where its verdict is not whole.
  analyzerContract(async () => {
    const made = (await import(pathToFileURL(resolve(file)).href)) as {
      default: (given: { local: Analyzer }) => Analyzer | Promise<Analyzer>;
    };
    return made.default({ local });
  });
});

describe("the local analyzer", () => {
  analyzerContract(() => Promise.resolve(local));
});
