import { BlockList, isIP } from "node:net";

/** From where recordings may be fetched. */
export interface AllowedHosts {
  /** Why this address is refused; null when it is not. */
  readonly refusal: (url: URL) => string | null;
  /** Whether a host may be reached at an address that its name resolved to. */
  readonly permitsAddress: (host: string, address: string) => boolean;
}

/** Addresses of this machine and of private networks (IANA special-purpose registries). */
const inner = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  inner.addSubnet(net, bits, "ipv4");
  // The same inside IPv6, as mapped and NAT64 addresses. BlockList checks mapped ones by itself.
  inner.addSubnet(`64:ff9b::${net}`, 96 + bits, "ipv6");
}
for (const [net, bits] of [
  // Also IPv4 written inside it.
  ["::", 96],
  // Translated to IPv4 of the place, whatever that is there; the same by 6to4 and Teredo.
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["2001::", 32],
  ["100::", 64],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  inner.addSubnet(net, bits, "ipv6");
}

/**
 * Reads `RECORDING_HOSTS`: names, `*.` for any host below. https only, on its own port unless the
 * host is listed by name; a loopback or private address is reached, then also by plain http and on
 * any port, only when it is listed literally.
 */
export function parseAllowedHosts(patterns: readonly string[]): AllowedHosts {
  const names = patterns.map((pattern) => bare(pattern.toLowerCase()));
  const literal = new Set(names.filter((name) => !name.startsWith("*.")));
  const suffixes = names.filter((name) => name.startsWith("*.")).map((name) => name.slice(1));
  const isListed = (host: string): boolean =>
    literal.has(host) || suffixes.some((suffix) => host.endsWith(suffix));

  return {
    refusal: (url) => {
      const host = bare(url.hostname.toLowerCase());
      if (!isListed(host)) return "its host is not in RECORDING_HOSTS";
      if (url.protocol === "https:") {
        const usual = url.port === "" || literal.has(host);
        return usual
          ? null
          : "it is on another port than https, and its host is not listed by name";
      }
      const isInner = host === "localhost" || isInnerAddress(host);
      const plain = url.protocol === "http:" && isInner && literal.has(host);
      return plain ? null : "it is not https";
    },
    permitsAddress: (host, address) =>
      !isInnerAddress(address) || literal.has(bare(host.toLowerCase())),
  };
}

function isInnerAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && inner.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** An IPv6 address without its brackets, a name without its closing dot. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}
