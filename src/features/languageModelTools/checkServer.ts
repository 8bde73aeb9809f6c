import { shown } from "../../core/mcp/identity/shown.ts";
import type { McpVerdict } from "../../core/mcp/model/verdict.ts";
import { adviceFor } from "../../core/mcp/overview/advice.ts";
import { describeIdentity } from "../../core/mcp/verdict/describe.ts";
import { hiderOf } from "../../core/secrets/hideText.ts";
import type { ToolDeps } from "./environment.ts";
import { judgedServers } from "./judgedServers.ts";
import { membersOf, textIn, textsIn, WrongInput } from "./toolInput.ts";

const mostRows = 20;
const allowed: ReadonlySet<string> = new Set(["ALLOWED", "ALLOWED_RENAMED"]);

/**
 * Whether the organisation's policy allows an MCP server. Input: `name` alone for one that is configured on this machine, or
 * with `command` and `args`, or `url`, for one that somebody thinks of adding. Nothing is started, fetched or changed.
 */
export async function checkServer(deps: ToolDeps, input: unknown, signal: AbortSignal): Promise<string> {
  if (!deps.settings.mcp().enabled)
    throw new WrongInput("MCP servers are not judged: the setting picket.mcp.enabled is off.");
  const members = membersOf(input);
  const name = textIn(members, "name", 300);
  const command = textIn(members, "command", 2000);
  const url = textIn(members, "url", 2000);
  const args = textsIn(members, "args", { list: 100, text: 2000 });
  if (command !== undefined || url !== undefined)
    return judgeNew(deps, { name: name ?? "server", command, url, args }, signal);
  if (name === undefined)
    throw new WrongInput('Hand over "name" of a configured server, or "command" with "args", or "url".');
  return judgeConfigured(deps, name);
}

interface NewServer {
  readonly name: string;
  readonly command: string | undefined;
  readonly url: string | undefined;
  readonly args: readonly string[] | undefined;
}

async function judgeNew(deps: ToolDeps, server: NewServer, signal: AbortSignal): Promise<string> {
  const { name, ...definition } = server;
  const text = JSON.stringify({ mcpServers: { [name]: definition } }, undefined, 1);
  const path = ".kiro/settings/mcp.json";
  const { findings, seen } = await deps.scanner.scanDetailed(text, { path, signal });
  const { verdicts, hasPolicy } = await judgedServers(deps, text, { path, secrets: findings });
  const hide = hiderOf(
    seen.map(({ candidate: { span } }) => text.slice(span.start, span.end)),
    "********",
  );
  const verdict = verdicts[0]?.verdict;
  if (!verdict) throw new WrongInput("This cannot be read as a server.");
  return JSON.stringify({ ...shownVerdict(verdict, hide), policy: policyLine(hasPolicy) });
}

async function judgeConfigured({ mcpState }: ToolDeps, name: string): Promise<string> {
  const overview = (await mcpState.ready())?.overview;
  const wanted = name.toLowerCase();
  const rows = overview?.rows.filter((row) => row.name.toLowerCase() === wanted) ?? [];
  if (rows.length === 0)
    throw new WrongInput(
      'No server of this name is configured on this machine. Hand over "command" with "args", or "url".',
    );
  const same = (text: string): string => text;
  return JSON.stringify({
    definitions: rows.slice(0, mostRows).map(({ file, effective, verdict }) => ({
      scope: shown(file.scope.label),
      inUse: effective,
      ...shownVerdict(verdict, same),
    })),
    policy: policyLine((overview?.policies.length ?? 0) > 0),
  });
}

function shownVerdict(verdict: McpVerdict, hide: (text: string) => string): object {
  const { status, flags, reasons, identity } = verdict;
  return {
    allowed: allowed.has(status),
    status,
    flags,
    reasons: reasons.slice(0, 10).map((reason) => hide(shown(reason, 500))),
    ...(identity && { whatItIs: hide(shown(describeIdentity(identity), 300)) }),
    whatToDo: adviceFor(verdict),
  };
}

function policyLine(hasPolicy: boolean): string {
  return hasPolicy
    ? "Judged by the policy of this machine. Only its owners can allow a server."
    : "No policy is set on this machine, so nothing counts as allowed.";
}
