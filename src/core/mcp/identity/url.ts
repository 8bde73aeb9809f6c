import { hasHidden } from "./shown.ts";

/** A remote server's address, read. */
export interface Address {
  /** `https:` */
  readonly scheme: string;
  /** In punycode, without the dot that may end it. */
  readonly host: string;
  /** Empty for the scheme's own. */
  readonly port: string;
  readonly path: string;
  /** Scheme, host, port and path: what the server is. */
  readonly identity: string;
  readonly hasCredentials: boolean;
  /** With its question mark; `?` alone for an empty one. */
  readonly query: string | undefined;
  readonly hasFragment: boolean;
  /** Why it is not what it looks like, so that it is nobody's listed address. */
  readonly odd?: string;
}

/** Reads an address by the WHATWG algorithm; undefined when it is none. */
export function readAddress(raw: string): Address | undefined {
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return undefined;
  }
  const host = url.hostname.replace(/(.)\.$/, "$1");
  const port = url.port === "" ? "" : `:${url.port}`;
  const odd = oddity(raw, url);
  return {
    scheme: url.protocol,
    host,
    port: url.port,
    path: url.pathname,
    identity: `${url.protocol}//${host}${port}${url.pathname}`,
    hasCredentials: url.username !== "" || url.password !== "" || /^[^:/?#]*:\/*[^/?#]*@/.test(raw),
    query: /^[^#]*\?/s.test(raw) ? url.search || "?" : undefined,
    hasFragment: raw.includes("#"),
    ...(odd !== undefined && { odd }),
  };
}

function oddity(raw: string, url: URL): string | undefined {
  const beforeQuery = raw.replace(/[?#].*$/s, "");
  if (beforeQuery.includes("\\")) return "it holds a backslash, which stands for a slash in an address";
  if (hasHidden(raw)) return "it holds characters that do not show";
  // Any number of slashes after the scheme means two.
  const authority = /^[^:]*:\/*([^/]*)/.exec(beforeQuery)?.[1] ?? "";
  const written = decoded(authority.slice(authority.lastIndexOf("@") + 1)).split(".");
  const read = url.hostname.split(".");
  const disguised = written.some((label, at) => /[^\0-\x7f]/.test(label) && !read[at]?.startsWith("xn--"));
  return disguised ? "its host is written with letters that turn into others" : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `localhost` and the loopback addresses, as `readAddress` writes a host. */
export function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host)
  );
}

/** How an address fits one of a policy. */
export type AddressFit = "none" | "slash" | "exact";

/**
 * Whether an address is what a policy's address names. There `*` as the host's first label covers one or more labels,
 * and a path that ends in `/*` covers what is below. `slash`: only a slash at the end differs.
 */
export function fitAddress(address: Address, pattern: string): AddressFit {
  const wanted = readPattern(pattern);
  if (!wanted || address.scheme !== wanted.scheme || address.port !== wanted.port) return "none";
  const wildcard = /^\*(\..*)?$/s.exec(wanted.host);
  const suffix = wildcard?.[1] ?? "";
  const hostFits = wildcard
    ? address.host.endsWith(suffix) && address.host.length > suffix.length
    : address.host === wanted.host;
  if (!hostFits) return "none";
  if (wanted.path.endsWith("/*")) return address.path.startsWith(wanted.path.slice(0, -1)) ? "exact" : "none";
  if (address.path === wanted.path) return "exact";
  return address.path === `${wanted.path}/` || `${address.path}/` === wanted.path ? "slash" : "none";
}

const patterns = new Map<string, Address | undefined>();

/** A policy's addresses are asked for again and again. */
function readPattern(pattern: string): Address | undefined {
  if (!patterns.has(pattern)) {
    if (patterns.size > 5000) patterns.clear();
    patterns.set(pattern, readAddress(pattern));
  }
  return patterns.get(pattern);
}
