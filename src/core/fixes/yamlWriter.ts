/** A value as one YAML scalar of one line: plain where that reads the same, else quoted. */
export function yamlScalar(value: string): string {
  const plain =
    /^[A-Za-z_/](?:[\w./@+=:;-]*[\w/])?$/.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value);
  if (plain) return value;
  // eslint-disable-next-line no-control-regex -- what YAML's single quotes cannot hold
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)
    ? JSON.stringify(value)
    : `'${value.replaceAll("'", "''")}'`;
}

/**
 * `key: value` as lines without indentation of their own; a value of several lines becomes a literal block, whose lines
 * are indented by `step`.
 */
export function yamlEntry(key: string, value: string, step: string): string[] {
  const name = yamlScalar(key);
  const body = /^([^\r]*?)(\n*)$/.exec(value);
  const text = body?.[1] ?? "";
  // eslint-disable-next-line no-control-regex -- what a block cannot hold
  const odd = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(value);
  if (!text.includes("\n") || !body || odd || /^[ \t\n]/.test(text)) return [`${name}: ${yamlScalar(value)}`];
  const ends = body[2]!.length;
  const chomping = ends === 0 ? "-" : ends === 1 ? "" : "+";
  const lines = text.split("\n").map((line) => (line === "" ? "" : step + line));
  return [`${name}: |${chomping}`, ...lines, ...Array.from({ length: Math.max(0, ends - 1) }, () => "")];
}

/** Lines with `indent` before each that is not empty. */
export function indented(lines: readonly string[], indent: string): string[] {
  return lines.map((line) => (line === "" ? line : indent + line));
}
