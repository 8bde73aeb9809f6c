import { npmOptions } from "../../identity/npm.ts";
import { containerOptions } from "../../identity/oci.ts";
import { allOptions, type Option } from "../../identity/options.ts";
import { uvOptions } from "../../identity/pypi.ts";
import type { Listing } from "./constraint.ts";

const subcommands = /^(?:run|container|tool|exec|x|dlx)$/;

/** What the policy's entry lists as `runtimeArgs`, read as the runner reads it. */
export function listedOptions({ entry, found }: Pick<Listing, "entry" | "found">): readonly Option[] {
  const words = entry.runtimeArgs ?? [];
  const kind = found.identity?.kind;
  if (kind === "npm") return allOptions(words, npmOptions, subcommands);
  if (kind === "pypi") return allOptions(words, uvOptions, subcommands);
  if (kind === "oci") return allOptions(words, containerOptions, subcommands);
  return words.map((name) => ({ name }));
}

export function sameOption(a: Option, b: Option): boolean {
  return a.name === b.name && a.value === b.value;
}
