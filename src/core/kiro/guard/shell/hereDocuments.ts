const opening = /<<-?[ \t]*(?:'([^'\n]{1,80})'|"([^"\n]{1,80})"|\\?([\w.-]{1,80}))/;
const toShell = /(?:^|[\s;&|(/])(?:sh|bash|zsh|dash|ksh|fish|pwsh|powershell)\b/;

/**
 * A shell text without the bodies of its here-documents: they are data, not commands. The body of one that a shell
 * reads stays, because it runs.
 */
export function withoutHereDocuments(text: string): string {
  if (!text.includes("<<")) return text;
  const kept: string[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    kept.push(line);
    const match = line.includes("<<<") ? null : opening.exec(line);
    const word = match?.[1] ?? match?.[2] ?? match?.[3];
    if (word === undefined) continue;
    const end = lines.findIndex((one, index) => index > at && one.replace(/^\t+|\r$/g, "") === word);
    // Without its end a shell would take the rest, but so would whoever wants to hide a command in it.
    if (end < 0) continue;
    if (toShell.test(line)) kept.push(...lines.slice(at + 1, end));
    at = end;
  }
  return kept.join("\n");
}
