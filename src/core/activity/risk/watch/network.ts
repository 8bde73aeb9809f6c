/** Where on the internet a call came from, as far as two calls of one machine would agree on it. */
export interface Network {
  readonly family: 4 | 6;
  /** The address without what varies behind one connection: IPv4 to 24 bits, IPv6 to 48. */
  readonly prefix: string;
}

/**
 * The network of a record's source address; undefined for names of services, `AWS Internal`, and addresses that are not
 * of the internet: those are the inner side of a VPC's endpoint, of which nothing tells where the caller is.
 */
export function networkOf(address: string | undefined): Network | undefined {
  if (address === undefined || address.length > 64) return undefined;
  const bytes = ipv4Bytes(address.replace(/^::ffff:(?=\d+\.)/i, ""));
  if (bytes) return isPublicV4(bytes) ? { family: 4, prefix: bytes.slice(0, 3).join(".") } : undefined;
  const groups = ipv6Groups(address);
  // The internet's addresses so far all start with 001.
  if (!groups || ((groups[0] ?? 0) & 0xe000) !== 0x2000) return undefined;
  return {
    family: 6,
    prefix: groups
      .slice(0, 3)
      .map((group) => group.toString(16))
      .join(":"),
  };
}

function ipv4Bytes(text: string): number[] | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

/** Private, shared, loopback and link-local addresses (RFC 6890) are not public. */
function isPublicV4([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 172) return b < 16 || b > 31;
  if (a === 100) return b < 64 || b > 127;
  return !(a === 192 && b === 168) && !(a === 169 && b === 254);
}

function ipv6Groups(text: string): number[] | undefined {
  if (!/^[\da-f:]+$/i.test(text) || !text.includes(":")) return undefined;
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(Math.max(0, missing)).fill("0"), ...right];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16));
}
