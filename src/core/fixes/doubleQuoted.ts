/** A string literal of Java and C# for a value without control characters, such as the name of a secret. */
export function doubleQuoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
