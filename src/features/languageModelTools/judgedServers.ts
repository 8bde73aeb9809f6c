import { strictest } from "../../core/mcp/policies/choose.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import type { McpVerdict } from "../../core/mcp/model/verdict.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { ToolDeps } from "./environment.ts";

/** What is known of a text beside the text. */
interface ServersText {
  readonly path: string;
  /** What the secrets engine found in it. */
  readonly secrets: readonly Finding[];
}

/** A text of servers, judged by every policy of this machine: what is wrong, and the strictest verdict on each. */
export interface JudgedServers {
  readonly findings: readonly Finding[];
  readonly verdicts: readonly { readonly name: string; readonly verdict: McpVerdict }[];
  /** Whether a policy was found. */
  readonly hasPolicy: boolean;
}

/** Judges the servers that a text defines as those of an open file are. No server is started. */
export async function judgedServers(
  { loadMcp, mcpState, settings }: ToolDeps,
  text: string,
  { path, secrets }: ServersText,
): Promise<JudgedServers> {
  const [{ scanMcp }, reading] = await Promise.all([loadMcp(), mcpState.ready()]);
  const { policies = [], registryNames } = reading ?? {};
  const context = {
    path,
    now: Date.now(),
    ...(registryNames && { registryNames }),
    registryMode: settings.mcp().registryMode,
    approvedEnv: settings.kiroApprovedVariables(),
    secrets,
    secretsShown: settings.secretsEnabled(),
    severities: settings.severities(),
  };
  const [first = { state: "missing" } as const, ...others] = policies;
  const judge = (policy: PolicyState): ReturnType<typeof scanMcp> => scanMcp(text, { ...context, policy });
  const result = judge(first);
  const all = [result, ...others.map(judge)];
  const verdicts = result.verdicts.map(({ server, verdict }, at) => ({
    name: server.name,
    verdict: strictest([verdict, ...all.slice(1).flatMap((one) => one.verdicts[at]?.verdict ?? [])]),
  }));
  const findings = once(all.flatMap((one) => one.findings));
  return { findings, verdicts, hasPolicy: policies.some(({ state }) => state !== "missing") };
}

/** Several policies judge the same entry: what they agree in is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...new Map(
      findings.map((one) => [`${one.ruleId} ${one.span.start} ${one.span.end}`, one] as const),
    ).values(),
  ];
}
