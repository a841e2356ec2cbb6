import { z } from "zod";
import { accounts, people } from "./accounts.ts";
import { destinations } from "./destinations.ts";
import { about } from "./leaves.ts";
import { callbacks, routes } from "./routes.ts";

/** All of `afterbeep.yaml`, once its references have their values. */
export const configSchema = z
  .strictObject({
    accounts: accounts.optional(),
    people: people.optional(),
    destinations: destinations.optional(),
    routes: routes.optional(),
    callbacks: callbacks.optional(),
  })
  .meta(
    about("a map of accounts, people, destinations, routes and callbacks", {
      accounts: { acme: { aircall: { apiId: "${ACME_ID}", apiToken: "${ACME_TOKEN}" } } },
    }),
  );

export type ConfigEntries = z.infer<typeof configSchema>;
