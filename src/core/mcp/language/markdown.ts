import { shown } from "../identity/shown.ts";

/** Longest text from a file that is repeated. */
const longest = 200;

/** A text from a file as code in Markdown: nothing in it can end the code, become a link or hide. */
export function code(text: string, limit = longest): string {
  const short = shown(text, limit).replace(/`+/g, "'").trim();
  return short === "" ? "(empty)" : `\`${short}\``;
}

/**
 * A text in Markdown that stays text: its punctuation is escaped, and an address, which would become a link, is code.
 */
export function plain(text: string): string {
  return shown(text, 600)
    .split(/([a-z][a-z0-9+.-]*:\/\/\S+|www\.\S+)/i)
    .map((part, index) => (index % 2 === 1 ? code(part, 300) : part.replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&")))
    .join("");
}

/** Paragraphs without the empty ones. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
