import type { KiroExample } from "../check.ts";

/** A file of one hook; `action` may be a command. */
export function hook(
  fields: Readonly<Record<string, unknown>>,
  path = ".kiro/hooks/check.json",
): KiroExample {
  const { command, ...rest } = fields;
  const action = command === undefined ? {} : { action: { type: "command", command } };
  const file = { version: "v1", hooks: [{ name: "Check", trigger: "PostFileSave", ...action, ...rest }] };
  return { path, text: JSON.stringify(file, undefined, 2) };
}

/** A hook that runs before the agent uses its shell. */
export function guard(command: string): KiroExample {
  return hook({ name: "Guard the shell", trigger: "PreToolUse", matcher: "shell|execute_bash", command });
}

/** An agent. */
export function agent(fields: Readonly<Record<string, unknown>>): KiroExample {
  const text = JSON.stringify({ name: "reviewer", description: "Reviews changes", ...fields }, undefined, 2);
  return { path: ".kiro/agents/reviewer.json", text };
}

/** A steering file with front matter. */
export function steering(frontMatter: string, body = "Write tests with mocha."): KiroExample {
  return { path: ".kiro/steering/testing.md", text: `---\n${frontMatter}\n---\n\n${body}\n` };
}

/** A permission file. */
export function permissions(text: string): KiroExample {
  return { path: "~/.kiro/settings/permissions.yaml", text };
}

/** Managed settings. */
export function managed(value: unknown): KiroExample {
  return { path: "/etc/kiro/managed-settings.json", text: JSON.stringify(value, undefined, 2) };
}

/** Settings that come with a repository. */
export function settings(value: Readonly<Record<string, unknown>>): KiroExample {
  return { path: ".vscode/settings.json", text: JSON.stringify(value, undefined, 2) };
}

/** A hook in the older format. */
export function legacyHook(path: string): KiroExample {
  const text = `{
  "enabled": true,
  "name": "Lint",
  "version": "1",
  "when": { "type": "fileEdited", "patterns": ["**/*.ts"] },
  "then": { "type": "runCommand", "command": "npm run lint" }
}`;
  return { path, text };
}
