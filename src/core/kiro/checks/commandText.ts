import type { Span } from "../../model/span.ts";

/** Longest part of a command that is searched, in UTF-16 code units. */
const most = 20_000;

/**
 * A command with what it only says or searches for blanked out, so that a reminder such as `echo "never run rm -rf /"` or
 * a guard's own pattern is not taken for the deed. Offsets stay.
 */
export function withoutSaid(command: string): string {
  const text = command.slice(0, most);
  return text.replace(
    /(?<![\w-])(?:echo|printf|grep|egrep|rg|Write-Host|Write-Output)\b(?:\s+(?:-\w+|'[^']*'|"(?:[^"\\]|\\.)*"|[^\s|;&'"<>]+))*/g,
    (said) => (/[`]|\$\(/.test(said) ? said : " ".repeat(said.length)),
  );
}

/**
 * The place of a part of a decoded text in its source. Exact where the source holds no escapes before it; else the whole
 * text is marked.
 */
export function spanIn(content: Span, decoded: string, at: number, length: number): Span {
  const isPlain = content.end - content.start === decoded.length;
  return isPlain ? { start: content.start + at, end: content.start + at + length } : content;
}
