import { shown, shownSource } from "../identity/shown.ts";
import type { McpDefinition } from "../model/definition.ts";

/** What stands in the place of a value that is not shown. */
export const mask = "•••";

/** A name behind which a value is a secret. */
const secretName = /token|key|secret|pass|pwd|auth|credential|bearer|cookie|session|\bpat\b|dsn|connection/i;

const optionName = /^--?[A-Za-z][\w.-]*$/;
const reference = /^(?:\$\{[\w:.-]+\}|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%)$/;
/** A path or package without a long run of letters and digits that could be drawn at random. */
const plainPath = /^(?:~|\.{1,2}|[A-Za-z]:)?[\\/](?:[\w .@-]{1,40}(?:[\\/]|$)){0,20}$/;
const plainPackage = /^(?:@[a-z0-9][a-z0-9._-]{0,60}\/)?[a-z][a-z._-]{0,60}(?:(?:@|==)[\w.^~<>=*-]{1,20})?$/i;
const scopedPackage = /^@[a-z0-9][a-z0-9._-]{0,60}\/[a-z0-9][a-z0-9._-]{0,60}(?:@[\w.^~<>=*-]{1,20})?$/i;
const address = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s]+$/i;
const mixed = /(?=[A-Za-z_+/-]*\d)(?=[\d_+/-]*[A-Za-z])[A-Za-z0-9_+/-]{20,}/;

/**
 * An argument as it may be shown: names of options, packages, paths and references stay; what could be a secret is
 * masked, and whatever stands behind an option whose name says so.
 */
export function shownArgument(argument: string, before = ""): string {
  const behindSecret = /^--?\w/.test(before) && !before.includes("=") && secretName.test(before);
  if (behindSecret) return reference.test(argument) ? shown(argument) : mask;
  const assigned = /^(--?[A-Za-z][\w.-]*|[A-Za-z_]\w*)=(.*)$/s.exec(argument);
  if (assigned) {
    const [, name = "", value = ""] = assigned;
    return `${shown(name)}=${secretName.test(name) && !reference.test(value) ? mask : shownArgument(value)}`;
  }
  if (optionName.test(argument) || reference.test(argument)) return shown(argument);
  if (mixed.test(argument) && !scopedPackage.test(argument)) return mask;
  if (address.test(argument)) return shownSource(argument, 200);
  const plain = [plainPath, plainPackage, scopedPackage].some((form) => form.test(argument));
  return plain ? shown(argument) : mask;
}

/** A value of a variable or a header as it may be shown: a reference, or nothing of it. */
function shownValue(value: string): string {
  return reference.test(value) ? shown(value) : mask;
}

/** The definition as JSON text with every value masked that may be a secret. */
export function maskedDefinition(definition: McpDefinition): string {
  const { command, args, env, headers, url, ...rest } = definition;
  const values = (record: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(record).map(([name, value]) => [shown(name), shownValue(value)]);
  const masked = new Map<string, unknown>();
  if (rest.type !== undefined) masked.set("type", shown(rest.type));
  if (command !== undefined) masked.set("command", shownCommand(command));
  if (args)
    masked.set(
      "args",
      args.map((word, index) => shownArgument(word, args[index - 1])),
    );
  if (url !== undefined) masked.set("url", shownSource(url, 300));
  if (env) masked.set("env", Object.fromEntries(values(env)));
  if (headers) masked.set("headers", Object.fromEntries(values(headers)));
  if (rest.cwd !== undefined) masked.set("cwd", shown(rest.cwd, 200));
  for (const name of ["timeout", "disabled"] as const)
    if (rest[name] !== undefined) masked.set(name, rest[name]);
  for (const name of ["autoApprove", "disabledTools"] as const)
    if (rest[name])
      masked.set(
        name,
        rest[name].slice(0, 100).map((tool) => shown(tool)),
      );
  return JSON.stringify(Object.fromEntries(masked), undefined, 2);
}

/** A command is a program; where it holds a whole line, its words are shown as arguments are. */
function shownCommand(command: string): string {
  const words = command.split(/\s+/);
  const isLine = words
    .slice(1)
    .some((word) => word.startsWith("-") || word.includes("=") || mixed.test(word));
  if (!isLine) return shown(command, 200);
  return words
    .map((word, index) => (index === 0 ? shown(word) : shownArgument(word, words[index - 1])))
    .join(" ");
}
