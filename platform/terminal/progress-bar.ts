/** One line on a terminal that says how far it is; nothing anywhere else. */
export interface ProgressBar {
  readonly show: (done: number, all: number, what: string) => void;
  /** Takes the line away, so that an answer can stand there. */
  readonly clear: () => void;
}

const cells = 24;

export function createProgressBar(stream: NodeJS.WriteStream): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const clear = (): void => void stream.write("\r\x1b[2K");
  return {
    clear,
    show: (done, all, what) => {
      const full = Math.floor((done / Math.max(1, all)) * cells);
      const room = Math.max(10, stream.columns - cells - 16);
      clear();
      stream.write(
        `[${"#".repeat(full)}${".".repeat(cells - full)}] ${done}/${all} ${what.slice(-room)}`,
      );
    },
  };
}
