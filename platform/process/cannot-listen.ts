/** Where a server was to listen, and the variables that say so. */
export interface ListeningPlace {
  readonly host: string;
  readonly port: number;
  readonly hostVariable: string;
  /** An option's name, where there is no variable. */
  readonly portVariable: string;
}

/** What to say, and to do, where nobody can listen. */
export function cannotListen(place: ListeningPlace, cause: unknown): Error {
  const { host, port, hostVariable, portVariable } = place;
  const words = cause instanceof Error ? cause.message : "";
  if (/EADDRINUSE|address already in use/i.test(words)) {
    return new Error(
      `port ${port} is taken: set ${portVariable} to another one, or end what listens at ${host}:${port}`,
      { cause },
    );
  }
  if (/EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|cannot assign requested address/i.test(words)) {
    return new Error(
      `this machine has no address ${host}: set ${hostVariable} to one that it has, such as 127.0.0.1`,
      { cause },
    );
  }
  if (/EACCES|permission denied/i.test(words)) {
    return new Error(`port ${port} needs root: set ${portVariable} to one from 1024 on`, { cause });
  }
  return new Error(`${hostVariable} and ${portVariable}: ${host}:${port} cannot be listened on`, {
    cause,
  });
}
