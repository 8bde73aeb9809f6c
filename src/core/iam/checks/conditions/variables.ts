/** A policy variable of a text, or what was meant to be one. Offsets in UTF-16 code units. */
export interface Variable {
  readonly start: number;
  /** Behind the closing brace; the end of the text, or the next variable's start, when there is none. */
  readonly end: number;
  readonly closed: boolean;
  /** Before the comma, with spaces. */
  readonly name: string;
  /** Behind the comma, trimmed. */
  readonly fallback: string | undefined;
}

/** The variables of a text, `${aws:username}` and `${aws:PrincipalTag/Team, 'none'}`, whole or broken. */
export function variablesOf(text: string): readonly Variable[] {
  const found: Variable[] = [];
  for (let start = text.indexOf("${"); start >= 0;) {
    const next = text.indexOf("${", start + 2);
    const limit = next < 0 ? text.length : next;
    const rest = text.slice(start + 2, limit);
    const brace = rest.indexOf("}");
    const closed = brace >= 0;
    const inner = closed ? rest.slice(0, brace) : rest;
    const comma = inner.indexOf(",");
    found.push({
      start,
      end: closed ? start + 2 + brace + 1 : limit,
      closed,
      name: comma < 0 ? inner : inner.slice(0, comma),
      fallback: comma < 0 ? undefined : inner.slice(comma + 1).trim(),
    });
    start = next;
  }
  return found;
}

/**
 * Whether a variable names a key of the request, so that it is not the expression of another language that fills the
 * policy in: those have no `service:key`, or spaces and brackets around it.
 */
export function namesKey({ name }: Variable): boolean {
  return /^\s*[A-Za-z][\w.-]*\s*:\s*\w/.test(name) && !/[()?"]/.test(name);
}

/** A text with each variable given as `*`: what it may become. */
export function withoutVariables(text: string): string {
  return text.includes("${") ? text.replace(/\$\{[^{}]*\}/g, "*") : text;
}
