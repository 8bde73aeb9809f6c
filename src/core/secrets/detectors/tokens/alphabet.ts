import { crc32 } from "../../checks/crc32.ts";

/** Whether the value holds a digit and a letter: in a random one of 20 letters and digits nearly always so. */
export function hasDigits(value: string): boolean {
  return /[0-9]/.test(value) && /[A-Za-z]/.test(value);
}

/** Whether the value holds a digit and letters of both cases, as random base 62 and base 64 do. */
export function isMixedCase(value: string): boolean {
  return /[0-9]/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}

/**
 * Whether the value can be a Laravel Sanctum token: newer ones end in the CRC-32 of their 40 random characters
 * (`HasApiTokens::generateTokenString`), older ones have none.
 */
export function isSanctumToken(value: string): boolean {
  const body = value.replace(/^\d+\|(?:[A-Za-z0-9]+_)?/, "");
  const random = body.slice(0, 40);
  if (!isMixedCase(random)) return false;
  return body.length === 40 || crc32(random).toString(16).padStart(8, "0") === body.slice(40);
}
