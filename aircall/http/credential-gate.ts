/**
 * Keeps requests with a dead credential at home. Hundreds of voicemails may wait for a credential
 * that Aircall refuses; one of them a minute is enough to find out whether it is good again.
 */
export interface CredentialGate {
  /**
   * Whether a request may leave. When it may although the credential was refused, it is the only
   * one until it ends.
   */
  readonly enter: (resumedAt?: number) => boolean;
  /** Aircall's word on the request's credential; null when no answer came. */
  readonly leave: (accepted: boolean | null) => void;
}

export interface CredentialGateOptions {
  /** Aircall refuses what it took before, or takes what it refused. */
  readonly onChange?: ((accepted: boolean) => void) | undefined;
  /** Between two requests with a refused credential, milliseconds. (Default: 60,000) */
  readonly retryMs?: number;
  readonly now?: () => number;
}

/**
 * A gate for one credential of this process. What Aircall refused is asked again once in `retryMs`,
 * by one request.
 */
export function createCredentialGate(options: CredentialGateOptions = {}): CredentialGate {
  const { onChange, retryMs = 60_000, now = Date.now } = options;
  let refusedAt: number | null = null;
  let trying = false;
  let known: boolean | null = null;
  return {
    enter: (resumedAt = 0) => {
      if (refusedAt === null) return true;
      if (trying || (resumedAt <= refusedAt && now() - refusedAt < retryMs)) return false;
      trying = true;
      return true;
    },
    leave: (accepted) => {
      trying = false;
      if (accepted === null) return;
      refusedAt = accepted ? null : now();
      if (known !== accepted) onChange?.(accepted);
      known = accepted;
    },
  };
}
