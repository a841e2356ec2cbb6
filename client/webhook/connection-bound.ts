import { z } from "zod";

/** Aircall opens a handful; a hundred times more is somebody else. */
const mostConnections = 500;

const report = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.coerce.number() }) }),
});

/**
 * How many connections a receiver keeps open at once: never more than half of what the process may open, for the other
 * half is the spool's, the database's and the workers'.
 */
export function connectionBound(): number {
  const { data } = report.safeParse(process.report.getReport());
  const files = data?.userLimits.open_files.soft ?? Number.NaN;
  return Number.isNaN(files) ? mostConnections : Math.min(mostConnections, Math.floor(files / 2));
}
