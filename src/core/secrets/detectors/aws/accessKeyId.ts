import type { FindingData } from "../../../model/finding.ts";
import type { Assessment, Match } from "../../detector.ts";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * The account that an access key id belongs to: bits 1 to 40 of the base-32 number after the prefix.
 * Ids that go on with `I` or `J` were issued before 2019 and do not hold it.
 * @returns twelve digits, or undefined when the id does not say
 */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (id[4] === "I" || id[4] === "J") return undefined;
  // Ten characters are 50 bits; the account are the 40 behind the first.
  let value = 0;
  for (let index = 4; index < 14; index++) {
    const digit = base32.indexOf(id.charAt(index));
    if (digit < 0) return undefined;
    value = value * 32 + digit;
  }
  const account = Math.floor(value / 2 ** 9) % 2 ** 40;
  return account > 999_999_999_999 ? undefined : account.toString().padStart(12, "0");
}

/** High when the id is well-formed base 32; the data then names the account. */
export function assessAccessKeyId({ value }: Match): Assessment {
  const temporary = value.startsWith("ASIA");
  const kind: FindingData = { kind: temporary ? "temporary" : "long-term" };
  const account = accountOfAccessKeyId(value);
  if (!/^[A-Z0-9]{4}[A-Z2-7]{16}$/.test(value)) {
    return {
      confidence: "medium",
      reason: "it has the prefix and length of one, with digits that AWS does not use",
      data: kind,
    };
  }
  if (account === undefined)
    return { confidence: "high", reason: "its prefix, length and alphabet are exact", data: kind };
  return {
    confidence: "high",
    reason: `its prefix, length and alphabet are exact, and it names account ${account}`,
    data: { ...kind, account },
  };
}
