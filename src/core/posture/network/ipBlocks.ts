/** Blocks of addresses that are not routed on the Internet: RFC 1918, RFC 6598 (shared), RFC 4193. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

/** An address as a number, with its width in bits. */
interface Address {
  readonly value: bigint;
  readonly width: 32 | 128;
}

/** Whether an address lies in a private block or in one of `more`. A text that is no address lies in none. */
export function isPrivateAddress(address: string, more: readonly string[] = []): boolean {
  const read = readAddress(address);
  return read !== undefined && [...privateBlocks, ...more].some((block) => contains(block, read));
}

/** Whether a text is a CIDR block of IPv4 or IPv6. */
export function isBlock(text: string): boolean {
  return readBlock(text) !== undefined;
}

function contains(block: string, { value, width }: Address): boolean {
  const read = readBlock(block);
  if (!read || read.width !== width) return false;
  const shift = BigInt(width - read.prefix);
  return value >> shift === read.value >> shift;
}

function readBlock(text: string): (Address & { readonly prefix: number }) | undefined {
  const [, base = "", digits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = readAddress(base);
  const prefix = Number(digits);
  return address && digits !== "" && prefix <= address.width ? { ...address, prefix } : undefined;
}

/** IPv4 within IPv6 (`::ffff:10.0.0.1`) counts as IPv4; a zone (`%eth0`) is left out. */
function readAddress(text: string): Address | undefined {
  const plain = text.replace(/%[\w.-]+$/, "");
  const four = readFour(plain);
  if (four !== undefined) return { value: four, width: 32 };
  const [, head = "", tail = ""] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? [];
  const inner = tail === "" ? undefined : readFour(tail);
  if (tail !== "" && inner === undefined) return undefined;
  const six = readSix(
    inner === undefined ? plain : `${head}${(inner >> 16n).toString(16)}:${(inner & 0xffffn).toString(16)}`,
  );
  if (six === undefined) return undefined;
  return six >> 32n === 0xffffn ? { value: six & 0xffff_ffffn, width: 32 } : { value: six, width: 128 };
}

function readFour(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function readSix(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [left = [], right = []] = groups;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...left, ...Array<string>(missing).fill("0"), ...right];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
