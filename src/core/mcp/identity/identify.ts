import type { McpDefinition } from "../model/definition.ts";
import type { McpIdentity } from "../model/verdict.ts";
import { fileLaunch } from "./file.ts";
import type { Launch } from "./launch.ts";
import { type Doubt, type NormalCommand, normalizeCommand } from "./normalizeCommand.ts";
import { npmLaunch } from "./npm.ts";
import { ociLaunch } from "./oci.ts";
import { pypiLaunch } from "./pypi.ts";
import { type Address, readAddress } from "./url.ts";
import { addressHasVariable } from "./variables.ts";

/** An index or registry that an entry names on its command line. */
export interface NamedIndex {
  /** The option. */
  readonly by: string;
  readonly url: string;
}

/** What a server is, as far as its definition says. */
export interface Identified {
  /** The one identity; of a definition with both command and url the command's. */
  readonly identity?: McpIdentity;
  /** Why it cannot be decided, deciding reasons first; empty when it can. */
  readonly doubts: readonly Doubt[];
  readonly command?: NormalCommand;
  readonly launch?: Launch;
  readonly address?: Address;
  readonly indexes: readonly NamedIndex[];
}

/** Options that name another place to fetch packages from. */
const indexOption = /^--(?:.*:)?(?:registry|index-url|extra-index-url|default-index|index|find-links)$/;

/** What a definition starts or speaks to, by the rules of "Identity". Never throws. */
export function identify(
  definition: McpDefinition,
  context: { readonly platform?: string } = {},
): Identified {
  const local = (definition.command ?? "").trim() === "" ? undefined : identifyCommand(definition, context);
  const remote =
    definition.url === undefined || definition.url === "" ? undefined : identifyUrl(definition.url);
  if (local && remote) {
    const both = { reason: "it has both a command and a url", variable: false };
    return { ...remote, ...local, doubts: [both, ...local.doubts, ...remote.doubts] };
  }
  return (
    local ?? remote ?? { doubts: [{ reason: "it has no command and no url", variable: false }], indexes: [] }
  );
}

function identifyCommand(
  definition: McpDefinition,
  { platform }: { readonly platform?: string },
): Identified {
  const command = normalizeCommand(definition.command ?? "", definition.args ?? [], platform);
  const { program, path, words } = command;
  const launch =
    npmLaunch(program, words) ??
    pypiLaunch(program, words) ??
    ociLaunch(program, words) ??
    fileLaunch(program, path, words);
  const indexes = launch.options.flatMap(({ name, value }) =>
    indexOption.test(name) && value !== undefined ? [{ by: name, url: value }] : [],
  );
  return {
    ...(launch.identity && { identity: launch.identity }),
    doubts: [...command.doubts, ...launch.doubts],
    command,
    launch,
    indexes,
  };
}

function identifyUrl(url: string): Identified {
  const doubts = addressHasVariable(url) ? [{ reason: "the url holds a variable", variable: true }] : [];
  const address = readAddress(url);
  if (!address) return { doubts, indexes: [] };
  return { identity: { kind: "url", url: address.identity }, doubts, address, indexes: [] };
}
