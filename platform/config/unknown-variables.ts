import { configVariables } from "./file/config-path.ts";
import { slipsBetween } from "./slips-between.ts";
import { variables } from "./variables.ts";

/** What Temporal's envconfig reads, and compose. */
const knownElsewhere: readonly string[] = [
  "TEMPORAL_ADDRESS",
  "TEMPORAL_NAMESPACE",
  "TEMPORAL_API_KEY",
  "TEMPORAL_PROFILE",
  "TEMPORAL_CONFIG_FILE",
  "TEMPORAL_CODEC_AUTH",
  "TEMPORAL_CODEC_ENDPOINT",
  "TEMPORAL_TLS",
  "TEMPORAL_TLS_CLIENT_CERT_DATA",
  "TEMPORAL_TLS_CLIENT_CERT_PATH",
  "TEMPORAL_TLS_CLIENT_KEY_DATA",
  "TEMPORAL_TLS_CLIENT_KEY_PATH",
  "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION",
  "TEMPORAL_TLS_SERVER_CA_CERT_DATA",
  "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
  "TEMPORAL_TLS_SERVER_NAME",
  "POSTGRES_PASSWORD",
];

const known = [...Object.keys(variables), ...knownElsewhere];

/** Names that nobody else's variables begin with. */
const ours = /^(?:AIRCALL|AFTERBEEP|RECORDING|TRANSCRIPTION|COMPATIBLE|CODEC)_/;

/** Kubernetes names each service to every container: `AFTERBEEP_PORT_8787_TCP_ADDR`. */
const ofKubernetes = /_(?:SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_(?:TCP|UDP)\w*)?)$/;

/** Shorter names are a letter away from too much. */
const shortestName = 7;

/**
 * A sentence for each variable that is set and that nobody reads, though it looks like one of ours. Never its value:
 * what is misspelt may be a token.
 */
export function unknownVariables(
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const taken = configVariables(env);
  return Object.keys(env)
    .filter((name) => !known.includes(name) && !ofKubernetes.test(name) && !taken.includes(name))
    .flatMap((name) => {
      const meant = nearest(name);
      if (meant !== null) return [`${name} is not known: did you mean ${meant}?`];
      if (!ours.test(name)) return [];
      return [`${name} is not known; docs/reference/configuration.md has every variable.`];
    });
}

function nearest(name: string): string | null {
  if (name.length < shortestName) return null;
  const most = name.length < 10 ? 1 : 2;
  const [best] = known
    .filter((meant) => Math.abs(meant.length - name.length) <= most)
    .map((meant) => ({ meant, slips: slipsBetween(name.toUpperCase(), meant) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((one, other) => one.slips - other.slips);
  return best?.meant ?? null;
}
