import OpenAI from "openai";
import { openaiFailure } from "./openai-failure.ts";

/**
 * The models that a key may use, each with the day on which it ends where one is announced. One request.
 *
 * @throws Error in words for people
 */
export async function listOpenaiModels(access: {
  readonly apiKey: string;
  readonly baseURL: string | undefined;
}): Promise<ReadonlyMap<string, string | null>> {
  const client = new OpenAI({ ...access, maxRetries: 0, timeout: 10_000 });
  try {
    const { data } = await client.models.list();
    return new Map(data.map(({ id, shutdown_date: end }) => [id, end ?? null]));
  } catch (error) {
    const failure = openaiFailure(error);
    throw failure ? new Error(failure.reason, { cause: error }) : error;
  }
}
