/** Whether the value holds a digit and a letter: in a random one of 20 letters and digits nearly always so. */
export function hasDigits(value: string): boolean {
  return /[0-9]/.test(value) && /[A-Za-z]/.test(value);
}

/** Whether the value holds a digit and letters of both cases, as random base 62 and base 64 do. */
export function isMixedCase(value: string): boolean {
  return /[0-9]/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}
