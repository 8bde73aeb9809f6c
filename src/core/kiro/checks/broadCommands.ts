/** Programs that run any code they are given. */
const interpreters =
  /^\^?(?:\S*[\\/])?(?:node|deno|bun|bunx|npx|python[\d.]*|py|ruby|perl|php|cmd|powershell|pwsh|(?:ba|z|da|k|fi)?sh|env|sudo|xargs|eval|ssh|docker)(?:\.exe)?(?:\s+(?:-[a-z]+|\/c)\s*)*(?:\s*\\?s?\s*(?:\.?\*)+)?\$?$/i;

/** Whether a pattern of commands matches every command: `*`, `**`, `.*`, as glob or regular expression. */
export function isStar(pattern: string): boolean {
  return /^\^?[\s*.]*\*[\s*.]*\$?$/.test(pattern);
}

/** Whether a pattern of commands lets a program run any code: `python *`, `node.*`, `bash -c *`. */
export function isInterpreter(pattern: string): boolean {
  const plain = pattern.trim();
  return plain.length <= 200 && interpreters.test(plain) && !/^(?:env|xargs|eval)$/.test(plain);
}
