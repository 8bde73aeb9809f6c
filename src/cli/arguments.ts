import { didYouMean, UsageError } from "./usageError.ts";

/** An option of a command. `flag` takes no value; `list` may be given more than once, and with commas. */
interface OptionSpec {
  readonly kind: "flag" | "value" | "list";
  /** The values it takes; absent: any text. */
  readonly choices?: readonly string[];
  /** What stands for the value in the help, such as `FILE`. */
  readonly placeholder?: string;
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface ParsedArguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  list(name: string): readonly string[] | undefined;
}

/**
 * Reads `--name value`, `--name=value` and positionals; everything after `--` is positional.
 * @throws UsageError for an unknown option, a missing value or a value that is not a choice
 */
export function parseArguments(
  argv: readonly string[],
  specs: OptionSpecs,
  command: string,
): ParsedArguments {
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      positionals.push(...rest);
      break;
    }
    if (!word.startsWith("-") || word === "-") positionals.push(word);
    else readOption(word, rest, specs, given, command);
  }
  return {
    positionals,
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    list: (name) => given.get(name),
  };
}

function readOption(
  word: string,
  rest: string[],
  specs: OptionSpecs,
  given: Map<string, string[]>,
  command: string,
): void {
  const [, name = "", inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (!spec) throw new UsageError(unknown(word, specs), command);
  if (spec.kind === "flag") {
    if (inline !== undefined) throw new UsageError(`--${name} takes no value`, command);
    given.set(name, []);
    return;
  }
  const next = rest[0];
  if (inline === undefined && (next === undefined || (next.startsWith("--") && next.length > 2))) {
    throw new UsageError(
      `--${name} needs a value${spec.placeholder ? ` (${spec.placeholder})` : ""}`,
      command,
    );
  }
  const text = inline ?? rest.shift() ?? "";
  const values = spec.kind === "list" ? text.split(",").map((part) => part.trim()) : [text];
  for (const value of values) checkChoice(name, value, spec, command);
  given.set(name, [...(given.get(name) ?? []), ...values]);
}

function checkChoice(name: string, value: string, spec: OptionSpec, command: string): void {
  if (value === "") throw new UsageError(`--${name} needs a value`, command);
  if (!spec.choices || spec.choices.includes(value)) return;
  const hint = didYouMean(value, spec.choices) || `; it takes ${spec.choices.join(", ")}`;
  throw new UsageError(`--${name} does not take ${JSON.stringify(value)}${hint}`, command);
}

function unknown(word: string, specs: OptionSpecs): string {
  // A mistyped option may hold anything after its equals sign: only the name is repeated.
  const name = word.split("=")[0] ?? word;
  const known = Object.keys(specs).map((key) => `--${key}`);
  return `unknown option ${JSON.stringify(name)}${didYouMean(name, known)}`;
}
