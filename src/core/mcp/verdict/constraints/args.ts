import { isKnownProgram } from "../../identity/programs.ts";
import { programName } from "../../identity/paths.ts";
import { shown } from "../../identity/shown.ts";
import type { Constraint } from "./constraint.ts";

/** `args`: what follows the package. None listed: no word may follow. */
export const argsConstraint: Constraint = ({ found: { launch }, entry }) => {
  if (!launch) return [];
  const listed = groups(entry.args ?? []);
  const given = groups(launch.words);
  const extra = without(given, listed);
  const missing = without(listed, given);
  const breaches: string[] = [];
  if (extra.length > 0)
    breaches.push(`it passes ${named(extra)} to the server, which the policy does not list`);
  if (missing.length > 0)
    breaches.push(`it does not pass ${named(missing)} to the server, which the policy lists`);
  if (launch.bin !== undefined && isKnownProgram(programName(launch.bin))) {
    breaches.push(`it starts "${shown(launch.bin)}" and not a program of the package`);
  }
  return breaches;
};

/** An option with the words after it is one group, so that the order of options does not count. */
function groups(words: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (word.startsWith("-") || !last) found.push([word]);
    else last.push(word);
  }
  return found;
}

function without(
  all: readonly (readonly string[])[],
  taken: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const left = new Map<string, number>();
  for (const group of taken) left.set(JSON.stringify(group), (left.get(JSON.stringify(group)) ?? 0) + 1);
  return all.filter((group) => {
    const key = JSON.stringify(group);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

/** Names of options only: any other word may be a secret. */
function named(list: readonly (readonly string[])[]): string {
  const options = list.flatMap(([word = ""]) => nameOf(word) ?? []);
  const shownOptions = options.slice(0, 5).map((option) => `"${shown(option, 40)}"`);
  const words = list.length - shownOptions.length;
  const rest =
    words === 0
      ? []
      : [`${words} ${shownOptions.length > 0 ? "more " : ""}argument${words === 1 ? "" : "s"}`];
  return [...shownOptions, ...rest].join(", ");
}

/** The name of an option. A short one may have its value attached: `-pvalue`. */
function nameOf(word: string): string | undefined {
  const long = /^--[A-Za-z][\w.-]*(?==|$)/.exec(word)?.[0];
  if (long !== undefined) return long;
  const short = /^-[A-Za-z]/.exec(word)?.[0];
  return short !== undefined && word.length > 2 ? `${short}…` : short;
}
