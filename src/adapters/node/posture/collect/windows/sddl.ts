import { sidOf } from "./sids.ts";

/** One entry of an access list. */
export interface AccessEntry {
  readonly effect: "allow" | "deny";
  /** Whether it counts for what is below alone. */
  readonly inheritOnly: boolean;
  /** Access mask. */
  readonly mask: number;
  readonly sid: string;
}

/** A security descriptor, as far as it says who may write. */
export interface SecurityDescriptor {
  readonly owner: string;
  /** In their order; `everybody` for a list that is missing, by which everybody may do everything. */
  readonly entries: readonly AccessEntry[] | "everybody";
}

/** Bits of an access mask of files. Source: Microsoft, "File Access Rights Constants" and "ACCESS_MASK". */
export const rights = {
  /** Of a folder: to create files in it. */
  writeData: 0x2,
  /** Of a folder: to create folders in it. */
  appendData: 0x4,
  writeExtended: 0x10,
  deleteChild: 0x40,
  writeAttributes: 0x100,
  delete: 0x10000,
  writeDac: 0x40000,
  writeOwner: 0x80000,
} as const;

/** Letters of rights. Generic ones stand for what they mean of files. */
const letters: Readonly<Record<string, number>> = {
  FA: 0x1f01ff,
  FR: 0x120089,
  FW: 0x120116,
  FX: 0x1200a0,
  GA: 0x1f01ff,
  GR: 0x120089,
  GW: 0x120116,
  GX: 0x1200a0,
  RC: 0x20000,
  SD: 0x10000,
  WD: 0x40000,
  WO: 0x80000,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
};

/** Types of entries that allow or deny: plain ones, those of objects, and those with a condition, which may hold. */
const effects: Readonly<Record<string, AccessEntry["effect"]>> = {
  A: "allow",
  OA: "allow",
  XA: "allow",
  ZA: "allow",
  D: "deny",
  OD: "deny",
};

/**
 * Reads a security descriptor in SDDL as `(Get-Acl).Sddl` gives it; undefined for a text that is none or that has
 * rights which nobody knows: a guess would be no answer. Source: Microsoft, "Security Descriptor String Format".
 */
export function readSddl(sddl: string): SecurityDescriptor | undefined {
  const text = sddl.trim();
  const [, owner] = /^O:(S-1-[\d-]+|[A-Z]{2})(?=G:|D:|S:|$)/i.exec(text) ?? [];
  if (owner === undefined) return undefined;
  const list = /^O:[^:]*?(?:G:[^:]*?)?D:([A-Z_]*)/i.exec(text);
  if (!list || list[1] === "NO_ACCESS_CONTROL") return { owner: sidOf(owner), entries: "everybody" };
  const entries: AccessEntry[] = [];
  for (const body of bodiesIn(text.slice(list[0].length))) {
    const [type = "", flags = "", mask = "", , , sid = ""] = body.split(";");
    const effect = effects[type];
    if (effect === undefined) continue;
    const bits = maskOf(mask);
    if (bits === undefined || sid === "") return undefined;
    const inheritOnly = /^(?:..)*IO/.test(flags);
    entries.push({ effect, inheritOnly, mask: bits, sid: sidOf(sid) });
  }
  return { owner: sidOf(owner), entries };
}

/** What stands between parentheses, one after the other, up to what is no entry. Conditions have parentheses of their own. */
function bodiesIn(text: string): readonly string[] {
  const bodies: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "(" && depth++ === 0) start = at + 1;
    else if (sign === ")" && --depth === 0) bodies.push(text.slice(start, at));
    else if (depth === 0) break;
  }
  return bodies;
}

function maskOf(text: string): number | undefined {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return generic(Number(text));
  if (/^\d{1,10}$/.test(text)) return generic(Number(text));
  if (!/^(?:[A-Z]{2})*$/.test(text)) return undefined;
  let mask = 0;
  for (const letter of text.match(/../g) ?? []) {
    const bits = letters[letter];
    if (bits === undefined) return undefined;
    mask |= bits;
  }
  return mask;
}

/** The high bits of a mask that is written as a number stand for several rights each. */
function generic(mask: number): number {
  const parts: readonly (readonly [bit: number, rights: number])[] = [
    [0x80000000, 0x120089],
    [0x40000000, 0x120116],
    [0x20000000, 0x1200a0],
    [0x10000000, 0x1f01ff],
  ];
  let bits = mask & 0x1fffff;
  for (const [bit, meant] of parts) if (Math.floor(mask / bit) % 2 === 1) bits |= meant;
  return bits;
}
