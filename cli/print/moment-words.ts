/**
 * A moment for people: local time on a terminal, UTC as ISO 8601 anywhere else.
 *
 * @param ms since the epoch
 */
export function momentWords(ms: number, onTerminal: boolean = process.stdout.isTTY): string {
  const moment = new Date(ms);
  if (!onTerminal) return moment.toISOString();
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":");
  return `${day} ${time}`;
}
