import { z } from "zod";

/*
 * What we rely on of Aircall's payloads. Keys are omitted as often as they are null, and new ones appear: everything is
 * loose and, but for ids, nullish.
 */

const tagSchema = z.looseObject({ id: z.number().int(), name: z.string() });

const commentSchema = z.looseObject({ content: z.string().nullish() });

const contactSchema = z.looseObject({
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  company_name: z.string().nullish(),
  phone_numbers: z.array(z.looseObject({ value: z.string().nullish() })).nullish(),
});

const numberSchema = z.looseObject({
  id: z.number().int(),
  name: z.string().nullish(),
  country: z.string().nullish(),
  time_zone: z.string().nullish(),
});

const callSchema = z.looseObject({
  id: z.number().int(),
  direction: z.string().nullish(),
  /** Seconds since the epoch. */
  started_at: z.number().nullish(),
  voicemail: z.string().nullish(),
  asset: z.string().nullish(),
  /** The caller's number in display format, or the literal `anonymous`. */
  raw_digits: z.string().nullish(),
  contact: contactSchema.nullish(),
  number: numberSchema.nullish(),
  comments: z.array(commentSchema).nullish(),
  tags: z.array(tagSchema).nullish(),
});

export type AircallCall = z.infer<typeof callSchema>;
export type AircallTag = z.infer<typeof tagSchema>;

const webhookSchema = z.looseObject({
  webhook_id: z.string(),
  custom_name: z.string().nullish(),
  url: z.string().nullish(),
  active: z.boolean().nullish(),
  token: z.string().nullish(),
  events: z.array(z.string()).nullish(),
});

export type AircallWebhook = z.infer<typeof webhookSchema>;

const metaSchema = z.looseObject({ next_page_link: z.string().nullish() });

export const callAnswer = z.looseObject({ call: callSchema });
export const tagAnswer = z.looseObject({ tag: tagSchema });
export const callsAnswer = z.looseObject({
  meta: metaSchema.nullish(),
  calls: z.array(callSchema).nullish(),
});
/** Lists occasionally come back without their data key: that means empty. */
export const tagsAnswer = z.looseObject({
  meta: metaSchema.nullish(),
  tags: z.array(tagSchema).nullish(),
});
export const webhookAnswer = z.looseObject({ webhook: webhookSchema });
export const webhooksAnswer = z.looseObject({
  meta: metaSchema.nullish(),
  webhooks: z.array(webhookSchema).nullish(),
});
export const pingAnswer = z.looseObject({ ping: z.string() });
/** For writes whose answer is not documented: a body, an empty one, none. */
export const anyAnswer = z.unknown();
