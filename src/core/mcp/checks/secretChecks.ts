import { contains } from "../../model/span.ts";
import type { Finding } from "../../model/finding.ts";
import { variableName } from "../../fixes/naming.ts";
import { isKiroKind } from "../files/kindOfPath.ts";
import { shown } from "../identity/shown.ts";
import type { McpServer } from "../model/definition.ts";
import type { JudgedFile, McpCheck, McpIssue, McpRule } from "./check.ts";
import { named } from "./place.ts";

const inlineSecret: McpRule = {
  id: "mcp/inline-secret",
  title: "A secret in a server's definition",
  severity: "error",
  owasp: "MCP01",
};

/** Where a secret of a definition stands. */
export interface SecretPlace {
  readonly server: McpServer;
  readonly finding: Finding;
  /** Dotted path of the value: `env.TOKEN`, `args.2`; empty when it is none of the known members. */
  readonly path: string;
  /** The variable to refer to instead. */
  readonly variable: string;
}

/** The secrets that the secrets engine found inside the definitions of a text. Near-misses are left to it. */
function secretPlaces({ entries, context }: JudgedFile): readonly SecretPlace[] {
  const secrets = (context.secrets ?? []).filter(({ severity }) => severity !== "hint");
  if (secrets.length === 0) return [];
  return secrets.flatMap((finding) => {
    const server = entries.find((entry) => contains(entry.server.span, finding.span))?.server;
    if (!server) return [];
    const path =
      Object.keys(server.spans).find(
        (key) =>
          /^(?:command|url|cwd|(?:args|env|headers)\..*)$/s.test(key) &&
          !key.endsWith("#key") &&
          contains(server.spans[key] ?? server.nameSpan, finding.span),
      ) ?? "";
    return [{ server, finding, path, variable: variableFor(server, path) }];
  });
}

/** The variable's own name where it is one, else a name made of the server's and the header's. */
function variableFor({ name, definition }: McpServer, path: string): string {
  const [, member = "", key = ""] = /^([a-z]+)\.?(.*)$/s.exec(path) ?? [];
  if (member === "env" && /^[A-Za-z_]\w{0,100}$/.test(key)) return key;
  const option = member === "args" ? optionBefore(definition.args ?? [], Number(key)) : key;
  return variableName(
    `${name.slice(0, 60)}_${option === "" ? "value" : option.slice(0, 60)}`,
    "secrets/secret",
  );
}

/** The option that an argument is the value of. */
function optionBefore(args: readonly string[], index: number): string {
  const own = /^--?([A-Za-z][\w-]*)[= :]/.exec(args[index] ?? "")?.[1];
  return own ?? /^--?([A-Za-z][\w-]*)$/.exec(args[index - 1] ?? "")?.[1] ?? "";
}

const places: readonly (readonly [RegExp, (path: string) => string])[] = [
  [/^env\./, (path) => `The variable ${shown(path.slice(4), 60)}`],
  [/^headers\./, (path) => `The header ${shown(path.slice(8), 60)}`],
  [/^args\./, () => "An argument"],
  [/^url$/, () => "The address"],
];

function* judgeSecrets(judged: JudgedFile): Generator<McpIssue> {
  // The host shows the secrets engine's own findings at the same places.
  if (judged.context.secretsShown) return;
  for (const place of secretPlaces(judged)) {
    const { server, finding, path, variable } = place;
    const what = places.find(([form]) => form.test(path))?.[1](path) ?? "This text";
    const then = isKiroKind(judged.file.kind)
      ? `Write \${${variable}} instead, set it in the environment and add its name to kiroAgent.mcpApprovedEnvVars.`
      : "Refer to a variable of the environment instead.";
    yield {
      rule: inlineSecret,
      severity: finding.severity,
      span: finding.span,
      message: `${what} of ${named(server)} holds a secret that everyone with this file can read. ${then}`,
      data: { server: shown(server.name, 200), secretRule: finding.ruleId, variable },
    };
  }
}

export const secretChecks: readonly McpCheck[] = [{ rules: [inlineSecret], check: judgeSecrets }];
