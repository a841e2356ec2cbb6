import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";

/** Sound lies between -1 and 1, or a little outside; this is a file that means no sound. */
const loudest = 1_000;

/**
 * Hands samples on. What is no number, or no sound, is silence, as long as it is the smaller part:
 * else silence would be measured where nothing was heard, and the voicemail called empty.
 *
 * @throws RecordingUnreadableError at the end
 */
export async function* onlyNumbers(
  pieces: AsyncIterable<Float32Array>,
): AsyncGenerator<Float32Array> {
  let all = 0;
  let none = 0;
  for await (const piece of pieces) {
    all += piece.length;
    for (const [index, sample] of piece.entries()) {
      if (Math.abs(sample) <= loudest) continue;
      piece[index] = 0;
      none++;
    }
    yield piece;
  }
  if (none * 2 > all) throw new RecordingUnreadableError("most of its samples are no numbers");
}
