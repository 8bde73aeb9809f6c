import type { TextEdit } from "../model/edit.ts";
import type { Span } from "../model/span.ts";

/** A call of `printf` and its like. */
export interface FormatCall {
  /** The arguments, from the format on. */
  readonly given: readonly Span[];
  /** One verb, or `%%`. */
  readonly verb: RegExp;
  /** Verbs that choose their argument themselves. */
  readonly numbered: RegExp;
}

/** Why a value cannot become an argument. */
const reason = "the format counts its arguments itself: make the value an argument of the format by hand";

/**
 * Makes parts of a format arguments of it, since a percent sign in a value must not be read as a verb. Or says why not.
 * `literal` is the format's literal; when it is only a piece of the format, the answer is a reason.
 */
export function asArguments(
  literal: Span,
  parts: readonly { readonly span: Span; readonly expression: string }[],
  call: FormatCall,
  text: string,
): TextEdit[] | string {
  const format = call.given[0];
  if (format?.start !== literal.start || format.end !== literal.end) return reason;
  if (call.numbered.test(text.slice(format.start, format.end))) return reason;
  const edits: TextEdit[] = [];
  const added = new Map<number, string>();
  for (const part of parts) {
    const ahead = text.slice(literal.start, part.span.start);
    const index = [...ahead.matchAll(call.verb)].filter(([found]) => found !== "%%").length;
    const before = call.given[index];
    const cut = /%[-+# 0\d.']*$/.test(ahead.replaceAll("%%", ""));
    if (!before || cut) return reason;
    edits.push({ span: part.span, newText: "%s" });
    added.set(before.end, `${added.get(before.end) ?? ""}, ${part.expression}`);
  }
  for (const [end, newText] of added) edits.push({ span: { start: end, end }, newText });
  return edits;
}
