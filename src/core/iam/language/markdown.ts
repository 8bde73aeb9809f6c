/** Longest value that a hover repeats. */
const longest = 120;

/** A text of the policy as code in Markdown: nothing in it can end the code or become a link. */
export function code(text: string): string {
  const short = shorten(text).replace(/\s+/g, " ");
  if (short === "") return "(empty)";
  if (short.includes("``")) return `\`${short.replace(/`+/g, "'")}\``;
  const fence = short.includes("`") ? "``" : "`";
  const space = short.startsWith("`") || short.endsWith("`") ? " " : "";
  return `${fence}${space}${short}${space}${fence}`;
}

/** The beginning of a long text. */
function shorten(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Text of the catalogue in Markdown: its punctuation stays text. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}

/** At most `most` of the names, each as code, and how many more there are. */
export function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map(code).join(", ");
  const rest = names.length - most;
  return rest > 0 ? `${shown} and ${count(rest)} more` : shown;
}

/** `22,091`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1 action`, `12 actions`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Paragraphs of a hover, without the empty ones. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** `Amazon S3: 179 actions`. */
export function countedService(name: string, actions: number): string {
  return `${plain(name)}: ${counted(actions, "action")}`;
}
