/** A path cannot stand in a hook's command. The message is made for a person. */
export class QuotingError extends Error {
  override readonly name = "QuotingError";
}

/**
 * One word for a POSIX shell, whatever it holds. Single quotes mean the same to sh, bash, zsh, ksh and fish.
 * @throws QuotingError for a line break or NUL, which no path of an installation has
 */
export function posixWord(text: string): string {
  refuseBreaks(text);
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  // fish alone reads a backslash before these two in single quotes: it stands outside of them.
  return `'${text.replace(/['\\]/g, (character) => `'\\${character}'`)}'`;
}

/** A double-quoted word of a batch file: `%` is doubled, the rest means itself inside of quotes. @throws QuotingError */
export function batchWord(text: string): string {
  refuseBreaks(text);
  if (text.includes('"')) throw new QuotingError("a path holds a quotation mark");
  return `"${text.replaceAll("%", "%%")}"`;
}

/**
 * A folder as it may stand, bare, in a command line that cmd and PowerShell must read the same way.
 * @throws QuotingError for characters that one of them takes for its own
 */
export function windowsFolder(path: string): string {
  refuseBreaks(path);
  const wrong = /[%&^<>|"$`;!]/.exec(path)?.[0];
  if (wrong !== undefined) {
    throw new QuotingError(
      `the folder ${path} holds ${wrong}, which the shells of Windows read differently: set PICKET_HOOK_HOME to a folder without it`,
    );
  }
  return path;
}

function refuseBreaks(text: string): void {
  if (/[\0\r\n]/.test(text)) throw new QuotingError("a path holds a line break");
}
