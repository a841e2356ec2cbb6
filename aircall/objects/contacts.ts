import { z } from "zod";

/** As a call carries it. */
export const contactSchema = z.looseObject({
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  company_name: z.string().nullish(),
  phone_numbers: z.array(z.looseObject({ value: z.string().nullish() })).nullish(),
});
