import { describe } from "vitest";
import { engines } from "../../support/ledger/ledgers.ts";
import { holdsInstallations } from "./installations.ts";
import { isSharedByProcesses } from "./processes.ts";
import { refusesInPostgres } from "./refuses-in-postgres.ts";
import { holdsTokensStatesAndSalt } from "./tokens-states-salt.ts";

describe.each(engines)("a ledger in %s", (engine) => {
  holdsInstallations(engine);
  holdsTokensStatesAndSalt(engine);
  isSharedByProcesses(engine);
});

describe("a ledger in postgres", () => {
  refusesInPostgres();
});
