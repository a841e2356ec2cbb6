import { WorkflowNotFoundError } from "@temporalio/client";

/** What was asked of a workflow; null when Temporal knows no such workflow, or it has ended. */
export async function whenFound<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
