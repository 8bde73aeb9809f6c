/** Programs that fetch a package or an image and start it. */
const runnerPrograms: ReadonlySet<string> = new Set([
  "npx",
  "bunx",
  "pnpx",
  "npm",
  "pnpm",
  "yarn",
  "bun",
  "uvx",
  "uv",
  "pipx",
  "docker",
  "podman",
  "nerdctl",
]);

/** Programs that start another one which their arguments name. */
const wrapperPrograms: ReadonlySet<string> = new Set([
  "cmd",
  "powershell",
  "pwsh",
  "sh",
  "bash",
  "zsh",
  "env",
  "wsl",
  "nice",
  "nohup",
  "time",
  "mise",
  "asdf",
  "volta",
  "fnm",
]);

/** Programs that run a script, which is then what counts. */
const interpreters =
  /^(?:node|nodejs|bun|deno|python[\d.]*|pypy[\d.]*|py|ruby|perl|php|sh|bash|zsh|pwsh|powershell)$/;

/** Whether a program fetches and starts packages or images. */
export function isRunner(program: string): boolean {
  return runnerPrograms.has(program);
}

/** Whether a program runs scripts. */
export function isInterpreter(program: string): boolean {
  return interpreters.test(program);
}

/** Whether the name is that of a program which runs other things, so that it says nothing about what runs. */
export function isKnownProgram(program: string): boolean {
  return runnerPrograms.has(program) || wrapperPrograms.has(program) || isInterpreter(program);
}
