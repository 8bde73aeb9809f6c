/** A range of IP addresses in CIDR notation. */
export interface IpRange {
  readonly version: 4 | 6;
  /** The address as a number, host bits included. */
  readonly address: bigint;
  /** Number of leading bits that count. */
  readonly prefix: number;
}

/** Reads an address or a range, IPv4 or IPv6; undefined when it is none. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const host = slash < 0 ? text : text.slice(0, slash);
  const version = host.includes(":") ? 6 : 4;
  const address = version === 6 ? parseV6(host) : parseV4(host);
  if (address === undefined) return undefined;
  const bits = bitsOf(version);
  if (slash < 0) return { version, address, prefix: bits };
  const digits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits) || Number(digits) > bits) return undefined;
  return { version, address, prefix: Number(digits) };
}

/** The range with its host bits cleared, as a text; undefined when they are clear. */
export function networkOf(range: IpRange): string | undefined {
  const { version, address, prefix } = range;
  const network = clear(range, prefix);
  if (network === address) return undefined;
  return `${version === 4 ? formatV4(network) : formatV6(network)}/${prefix}`;
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].flatMap(
  (text) => parseIpRange(text) ?? [],
);

/** Whether all of a range is private. Source: RFC 1918 and RFC 4193. */
export function isPrivate(range: IpRange): boolean {
  return privateRanges.some(
    (one) =>
      one.version === range.version && range.prefix >= one.prefix && clear(range, one.prefix) === one.address,
  );
}

function clear({ version, address }: IpRange, prefix: number): bigint {
  const hostBits = BigInt(bitsOf(version) - prefix);
  return (address >> hostBits) << hostBits;
}

function bitsOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((all, part) => (all << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? "");
  const tail = groupsOf(halves[1] ?? "");
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((all, group) => (all << 16n) | BigInt(group), 0n);
}

/** 16-bit groups of one side of `::`; the last may be an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const v4 = index === parts.length - 1 ? parseV4(part) : undefined;
    if (v4 === undefined) return undefined;
    groups.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
  }
  return groups;
}

function formatV4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join(".");
}

/** With the zeros at the end shortened, which is where a network has them. */
function formatV6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return groups.join(":").replace(/(?:(?:^|:)0){2,}$/, "::");
}
