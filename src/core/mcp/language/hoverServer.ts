import { contains, type Span } from "../../model/span.ts";
import type { JudgedEntry, McpContext } from "../checks/check.ts";
import type { McpScanResult } from "../engine.ts";
import type { PolicyServer, PolicyState } from "../model/policy.ts";
import type { McpIdentity } from "../model/verdict.ts";
import { code, paragraphs, plain } from "./markdown.ts";
import { statusWords } from "./statusWords.ts";

/** What to show over the key of a server. */
export interface McpHover {
  /** Markdown without HTML and without links. */
  readonly markdown: string;
  /** The key. */
  readonly span: Span;
}

const mostReasons = 6;

/** Explains the server whose key is at an offset: its verdict with reasons, what it is, who answers for it. */
export function hoverMcp(
  { verdicts }: McpScanResult,
  offset: number,
  { policy }: Pick<McpContext, "policy">,
): McpHover | undefined {
  const entry = verdicts.find(({ server }) => contains(server.nameSpan, { start: offset, end: offset }));
  return entry && { markdown: describe(entry, policy), span: entry.server.nameSpan };
}

function describe({ server, verdict }: JudgedEntry, state: PolicyState | undefined): string {
  const { status, reasons, identity, flags } = verdict;
  const listing = listingOf(state, verdict.policyEntry);
  const more = reasons.length - mostReasons;
  const lines = reasons.slice(0, mostReasons).map((reason) => `- ${plain(reason)}`);
  if (more > 0) lines.push(`- and ${more} more`);
  const off = [
    server.overridden ? "A later definition of this name replaces it." : undefined,
    flags.includes("SHADOWED") ? "A definition in another file replaces it." : undefined,
    server.definition.disabled === true ? "It is disabled." : undefined,
  ].filter((line) => line !== undefined);
  return paragraphs([
    `**${statusWords[status]}** (${status})`,
    lines.join("\n"),
    off.join(" "),
    identity && identityLine(identity),
    listing && ownerLine(listing),
  ]);
}

function listingOf(state: PolicyState | undefined, id: string | undefined): PolicyServer | undefined {
  const policy = state && "policy" in state ? state.policy : undefined;
  return id === undefined ? undefined : policy?.servers.find((entry) => entry.id === id);
}

/** What a server is, in one line of Markdown. */
export function identityLine(identity: McpIdentity): string {
  switch (identity.kind) {
    case "npm":
    case "pypi": {
      const kind = identity.kind === "npm" ? "npm package" : "Python package";
      const version =
        identity.version === undefined ? "any version" : `version ${code(identity.version, 60)}`;
      return `Starts the ${kind} ${code(identity.name)}, ${version}, by ${code(identity.runner, 40)}.`;
    }
    case "oci": {
      const version = identity.digest ?? identity.tag;
      const said = version === undefined ? "any version" : code(version, 90);
      return `Starts the image ${code(identity.name)}, ${said}, by ${code(identity.runner, 40)}.`;
    }
    case "url":
      return `Speaks to ${code(identity.url)}.`;
    case "file":
      return `Starts the file ${code(identity.path)}.`;
    case "other":
      return `Starts what is at ${code(identity.source)}, which no registry has.`;
    default:
      return "";
  }
}

function ownerLine({ id, owner, ticket, expires }: PolicyServer): string {
  const parts = [
    `Listed as ${code(id, 60)}`,
    owner === undefined ? undefined : `owner ${code(owner, 80)}`,
    ticket === undefined ? undefined : `reference ${code(ticket, 60)}`,
    expires === undefined ? undefined : `until ${dateOf(expires)}`,
  ];
  return `${parts.filter((part) => part !== undefined).join(", ")}.`;
}

function dateOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "an unknown date" : date.toISOString().slice(0, 10);
}
