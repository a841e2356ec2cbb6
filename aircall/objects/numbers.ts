import { z } from "zod";

/** A line of the company, as a call carries it. */
export const numberSchema = z.looseObject({
  id: z.number().int(),
  name: z.string().nullish(),
  country: z.string().nullish(),
  time_zone: z.string().nullish(),
});
