import { voicemailIdPrefix, workflowTypes } from "../../domain/wire.ts";

/*
 * Queries on visibility. By workflow id, not by search attributes of ours: those are missing on a
 * server that lets only an admin add them.
 */

/** All voicemails of an account. Its name holds nothing that needs quoting, see AIRCALL_ACCOUNT. */
export function voicemailsOf(account: string): string {
  return `WorkflowType = '${workflowTypes.voicemail}' AND WorkflowId STARTS_WITH '${voicemailIdPrefix(account)}'`;
}

/** Those under way, also those that wait. */
export function openVoicemails(account: string): string {
  return `${voicemailsOf(account)} AND ExecutionStatus = 'Running'`;
}
