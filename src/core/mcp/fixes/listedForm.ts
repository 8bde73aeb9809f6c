import { variableName } from "../../fixes/naming.ts";
import { isReference } from "../identity/variables.ts";
import type { McpDefinition } from "../model/definition.ts";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import { redirects } from "../verdict/constraints/env.ts";

/** A definition as it is written into a file: plain values in the order in which people write them. */
export type WrittenDefinition = Readonly<Record<string, unknown>>;

/** An allowed definition and what is still to be done for it. */
export interface ListedForm {
  readonly definition: WrittenDefinition;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

/**
 * The definition that a policy's entry lists, with what the user's own may keep: variables and headers that are no
 * breach, tools that may run unasked, whether it is disabled. Undefined when the entry names no one server, as an
 * address with a wildcard.
 */
export function listedForm(
  entry: PolicyServer,
  policy: McpPolicy,
  current: McpDefinition = {},
): ListedForm | undefined {
  if (policy.source === "kiro-registry") {
    return { definition: { type: "registry", ...switches(current) }, notes: [] };
  }
  const notes: string[] = [];
  const core = entry.url !== undefined ? remote(entry, current, notes) : local(entry, notes);
  if (!core) return undefined;
  const env = entry.url === undefined ? keptEnv(entry, current) : {};
  const autoApprove = keptTools(entry, policy, current);
  return {
    definition: {
      ...core,
      ...(Object.keys(env).length > 0 && { env }),
      ...switches(current),
      ...(autoApprove.length > 0 && { autoApprove }),
    },
    notes,
  };
}

function switches({ disabled, disabledTools, timeout }: McpDefinition): Record<string, unknown> {
  return {
    ...(timeout !== undefined && { timeout }),
    ...(disabled !== undefined && { disabled }),
    ...(disabledTools && { disabledTools: [...disabledTools] }),
  };
}

function remote(
  entry: PolicyServer,
  current: McpDefinition,
  notes: string[],
): Record<string, unknown> | undefined {
  const { url = "", transports } = entry;
  if (url.includes("*")) return undefined;
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(current.headers ?? {})) {
    if (isReference(value)) headers[name] = value;
  }
  for (const [name, rule] of Object.entries(entry.headers ?? {})) {
    const given = Object.keys(headers).some((one) => one.toLowerCase() === name.toLowerCase());
    if (given || rule !== "ref-only") continue;
    const variable = variableName(`${entry.names[0] ?? entry.id}_${name}`, "secrets/secret");
    headers[name] = `${/^authorization$/i.test(name) ? "Bearer " : ""}\${${variable}}`;
    notes.push(
      `Set ${variable} in the environment and add its name to kiroAgent.mcpApprovedEnvVars: the header ${name} refers to it.`,
    );
  }
  const type = transports && !transports.includes("streamable-http") ? transports[0] : undefined;
  return {
    ...(type !== undefined && { type }),
    url,
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}

/** How each kind of package is started when the policy does not say. */
const usualRunner = { npm: "npx", pypi: "uvx", oci: "docker" } as const;

function local(entry: PolicyServer, notes: string[]): Record<string, unknown> | undefined {
  const { package: wanted, command, args = [], runners = [] } = entry;
  if (command) return { command: command.path, ...(args.length > 0 && { args: [...args] }) };
  if (!wanted) return undefined;
  const [program = "", ...subcommand] = (runners[0] ?? usualRunner[wanted.registryType]).split(" ");
  const spec = specOf(entry, program);
  if (spec === undefined) return undefined;
  if (wanted.registryBaseUrl !== undefined && wanted.registryType !== "oci") {
    notes.push(
      "The policy lists an index of its own for this package: have it set on the computer, not in this file.",
    );
  }
  return { command: program, args: [...runnerWords(entry, program, subcommand), spec, ...args] };
}

function runnerWords(
  { package: wanted, runtimeArgs }: PolicyServer,
  program: string,
  subcommand: readonly string[],
): readonly string[] {
  const listed = [...(runtimeArgs ?? [])];
  const starts = subcommand.every((word, index) => listed[index] === word);
  const before = starts && listed.length > 0 ? [] : subcommand;
  if (wanted?.registryType === "oci") {
    const run = [...before, ...listed].includes("run") ? [] : ["run"];
    return [...run, ...before, ...(runtimeArgs ? listed : ["-i", "--rm"])];
  }
  const asks = program === "npx" && !listed.some((word) => word === "-y" || word === "--yes");
  return [...before, ...(asks ? ["-y"] : []), ...listed];
}

function specOf({ package: wanted }: PolicyServer, program: string): string | undefined {
  if (!wanted) return undefined;
  const { identifier, version, digest, registryType } = wanted;
  if (registryType === "oci") return digest === undefined ? identifier : `${identifier}@${digest}`;
  if (version === undefined) return identifier;
  return registryType === "npm" || program === "uvx"
    ? `${identifier}@${version}`
    : `${identifier}==${version}`;
}

/** Variables that the policy lists with such a value, and those that redirect nothing. */
function keptEnv({ env: rules }: PolicyServer, { env = {} }: McpDefinition): Record<string, string> {
  const kept: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(env)) {
    const rule = rules && Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined ? !redirects(name) : rule === "*" || rule.includes(value)) kept[name] = value;
  }
  return kept;
}

/** Tools that may run unasked by the policy. */
export function keptTools(
  { tools }: PolicyServer,
  { options }: McpPolicy,
  { autoApprove = [] }: McpDefinition,
): readonly string[] {
  const lists = [tools?.allow, tools?.autoApprove].filter((list) => list !== undefined);
  const kept = autoApprove.filter(
    (tool) =>
      !(options.forbidAutoApproveStar && /^\s*\*+\s*$/.test(tool)) &&
      lists.every((list) => list.includes(tool)),
  );
  return options.maxAutoApprove === undefined ? kept : kept.slice(0, options.maxAutoApprove);
}
