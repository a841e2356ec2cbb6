import { expect, test } from "vitest";
import { topicOf } from "../../analysis/topic.ts";
import type { Category, Intent } from "../../domain/voicemail/verdict.ts";

test.each<[string, Category, Intent, string | null, string]>([
  ["The kitchen is flooding.", "genuine", "other", "flooding", "flooding"],
  ["I want to order sixty chairs this week.", "genuine", "sales", "this week", "order, this week"],
  ["It is about your invoice, by Friday.", "genuine", "billing", "this week", "invoice, this week"],
  ["My back hurts, tomorrow please.", "genuine", "medical", "this week", "medical, this week"],
  ["Call me by Friday.", "genuine", "callback", "this week", "this week"],
  ["In order to help, call me.", "genuine", "callback", null, "callback"],
  ["Could you send the brochure?", "genuine", "other", null, "brochure"],
  ["Hello, it is me.", "genuine", "other", null, "other"],
  ["Thanks for my order!", "genuine", "thanks", null, "thanks"],
  ["Press one to hear more.", "robocall", "sales", null, "press-one offer"],
  ["You have won a free cruise. Press one.", "robocall", "sales", null, "prize offer"],
  ["Hello, lovely offer.", "spam", "sales", null, "spam"],
  ["Sorry, wrong number.", "wrong_number", "other", null, "wrong number"],
])("%s (%s, %s, %s) is about %s", (text, category, intent, situation, topic) => {
  expect(topicOf(text, category, intent, situation)).toBe(topic);
});
