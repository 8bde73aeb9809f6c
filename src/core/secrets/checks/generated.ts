/**
 * Whether letters and digits mix as in a generated key: at least one digit per 24 characters, and a letter. Names in
 * code and words of prose that happen to have a key's length do not. Drawn from 62 characters, a key has one digit in
 * six, so this drops few real ones.
 */
export function isGenerated(value: string): boolean {
  const digits = value.replace(/[^0-9]/g, "").length;
  return /[A-Za-z]/.test(value) && digits >= Math.max(1, Math.floor(value.length / 24));
}
