/**
 * Text that Markdown shows as it is: no emphasis, no link, no picture and no HTML, and nothing that a renderer takes for
 * an address by itself. On one line.
 */
export function inertText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>()#+!|~&@]/g, "\\$&")
    .replace(/:\/\//g, "\\:\\//")
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`);
}
