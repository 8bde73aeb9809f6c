/** What stands between the quotes of a JSON text with its escapes decoded; as it is, where that is not valid JSON. */
export function decodedJsonText(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === "string" ? value : raw;
  } catch {
    return raw;
  }
}
