import type { Identified } from "../identity/identify.ts";
import { comparablePath, isBareName, programName } from "../identity/paths.ts";
import { fitAddress, readAddress } from "../identity/url.ts";
import { isSameVersion } from "../identity/versions.ts";
import type { McpDefinition } from "../model/definition.ts";
import type { PolicyDenial } from "../model/policy.ts";
import { isPackage } from "./listed.ts";

/** Step 4: the first denial that an entry meets. All that a denial names must be met. */
export function findDenial(
  denials: readonly PolicyDenial[],
  found: Identified,
  definition: McpDefinition,
  name: string,
): PolicyDenial | undefined {
  return denials.find((denial) => meets(denial, found, definition, name));
}

function meets(denial: PolicyDenial, found: Identified, definition: McpDefinition, name: string): boolean {
  const asked: boolean[] = [];
  if (denial.names) asked.push(denial.names.some((one) => one.normalize("NFC") === name.normalize("NFC")));
  if (denial.package) asked.push(isDeniedPackage(denial.package, found));
  if (denial.url !== undefined) asked.push(reaches(denial.url, found));
  if (denial.command) asked.push(isDeniedProgram(denial.command.path, found));
  if (denial.argsContain) asked.push(hasWord(denial.argsContain, found, definition));
  return asked.length > 0 && asked.every(Boolean);
}

function isDeniedPackage(wanted: NonNullable<PolicyDenial["package"]>, { identity }: Identified): boolean {
  if (!isPackage(identity, wanted)) return false;
  if (identity?.kind === "oci") return wanted.digest === undefined || wanted.digest === identity.digest;
  if (identity?.kind !== "npm" && identity?.kind !== "pypi") return false;
  if (wanted.version === undefined) return true;
  return identity.version !== undefined && isSameVersion(identity.kind, wanted.version, identity.version);
}

/** An address also counts as an argument: a bridge such as `mcp-remote` speaks to it. */
function reaches(pattern: string, { address, launch }: Identified): boolean {
  const addresses = (launch?.words ?? [])
    .filter((word) => /^https?:/i.test(word))
    .map((word) => readAddress(word));
  return [address, ...addresses].some((one) => one !== undefined && fitAddress(one, pattern) !== "none");
}

function isDeniedProgram(path: string, { identity, command }: Identified): boolean {
  if (isBareName(path)) return command !== undefined && command.program === programName(path);
  const paths = [command?.path, identity?.kind === "file" ? identity.path : undefined];
  return paths.some((one) => one !== undefined && comparablePath(one) === comparablePath(path));
}

/** Whole words, also as the value of an option. Roots and homes are compared as paths: `/.` and `~/` are `/` and `~`. */
function hasWord(
  wanted: readonly string[],
  { launch, command }: Identified,
  definition: McpDefinition,
): boolean {
  const words = [
    ...(definition.args ?? []),
    ...(command?.words ?? []),
    ...(launch?.words ?? []),
    ...(launch?.options ?? []).flatMap(({ name, value }) => (value === undefined ? [name] : [name, value])),
  ];
  const forms = new Set(wanted.map(wordForm));
  return words.some((word) => {
    const value = word.startsWith("-") ? word.replace(/^[^=]*=/s, "") : word;
    return forms.has(wordForm(word)) || forms.has(wordForm(value));
  });
}

function wordForm(word: string): string {
  if (/^~[\\/]*$/.test(word)) return "~";
  return /^(?:[A-Za-z]:)?[\\/]/.test(word) && word.length < 1024 ? comparablePath(word) : word;
}
