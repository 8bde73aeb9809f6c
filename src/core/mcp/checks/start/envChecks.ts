import { shown } from "../../identity/shown.ts";
import type { PolicyServer } from "../../model/policy.ts";
import { redirects } from "../../verdict/constraints/env.ts";
import { indexVariable, isListedIndex } from "../../verdict/constraints/packageIndex.ts";
import { isRegistryMarker } from "../../verdict/readable.ts";
import type { JudgedEntry, JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { listed, named, spanOf } from "../place.ts";

const envRedirects: McpRule = {
  id: "mcp/env-redirects-code",
  title: "A variable that loads other code or moves traffic elsewhere",
  severity: "warning",
  owasp: "MCP04",
};
const registryOverride: McpRule = {
  id: "mcp/registry-override",
  title: "Variables or headers over a registry's entry",
  severity: "warning",
  owasp: "MCP04",
};

/** Variables that load code of the file's choice, or take packages from another place. */
const loadsCode =
  /^(?:NODE_OPTIONS|BUN_OPTIONS|NODE_PATH|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|LD_.*|DYLD_.*|BASH_ENV|PROMPT_COMMAND|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|GIT_SSH_COMMAND|GIT_EXEC_PATH|UV_OVERRIDE|UV_WITH.*|NPM_CONFIG_(?:NODE_OPTIONS|SCRIPT_SHELL|USERCONFIG|GLOBALCONFIG|PREFIX)|DOCKER_HOST|CONTAINER_HOST|NODE_TLS_REJECT_UNAUTHORIZED)$/i;
/** Settings of the same families that only tune. */
const tunes =
  /^(?:NPM_CONFIG_(?:LOGLEVEL|CACHE|YES|UPDATE_NOTIFIER|FUND|AUDIT|PROGRESS|PREFER_OFFLINE|OFFLINE|LOG_LEVEL|COLOR)|PIP_(?:NO_CACHE_DIR|DISABLE_PIP_VERSION_CHECK|NO_INPUT|QUIET|CACHE_DIR|TIMEOUT)|UV_PYTHON(?:_PREFERENCE|_DOWNLOADS)?|UV_INDEX_STRATEGY|ENV|NO_PROXY|PATHEXT|AWS_CA_BUNDLE)$/i;

type Danger = "code" | "traffic";

/** What a variable does by its name; the value only tells a harmless `NODE_OPTIONS` from another one. */
function dangerOf(name: string, value: string): Danger | undefined {
  const plain = name.trim();
  if (!redirects(plain) || tunes.test(plain)) return undefined;
  // Memory limits and warnings load nothing.
  if (
    /^NODE_OPTIONS$/i.test(plain) &&
    /^(?:\s*--(?:max[-_]\w[\w-]*|no-(?:warnings|deprecation)|dns-result-order)(?:=[\w-]+)?)*\s*$/.test(value)
  )
    return undefined;
  if (/^NODE_TLS_REJECT_UNAUTHORIZED$/i.test(plain) && value.trim() === "1") return undefined;
  return loadsCode.test(plain) || indexVariable.test(plain) ? "code" : "traffic";
}

const doesByDanger: Readonly<Record<Danger, string>> = {
  code: "makes it load other code, or takes packages and trust from another place",
  traffic: "moves what it loads or says to another place",
};

function isAllowed(name: string, value: string, entry: PolicyServer | undefined): boolean {
  if (!entry) return false;
  const rule = entry.env && Object.hasOwn(entry.env, name) ? entry.env[name] : undefined;
  if (rule !== undefined) return rule === "*" || rule.includes(value);
  return indexVariable.test(name) && isListedIndex(value, entry.package?.registryBaseUrl);
}

function* judgeVariables({ entries, policy }: JudgedFile): Generator<McpIssue> {
  for (const { server, verdict } of entries) {
    if (server.overridden) continue;
    const listing = policy?.servers.find(({ id }) => id === verdict.policyEntry);
    const marker = isRegistryMarker(server.definition);
    for (const [name, value] of Object.entries(server.definition.env ?? {})) {
      const danger = dangerOf(name, value);
      if (!danger || isAllowed(name, value, listing)) continue;
      const where = marker ? "It goes over the registry's own entry and survives its rules." : "";
      yield {
        rule: envRedirects,
        severity: danger === "code" ? (marker ? "error" : "warning") : marker ? "warning" : "info",
        server,
        span: spanOf(server, `env.${name}#key`),
        message:
          `The variable ${shown(name, 60)} of ${named(server)} ${doesByDanger[danger]}. ${where} Remove it, or have it approved.`.replace(
            / {2}/g,
            " ",
          ),
        data: { server: shown(server.name, 200), variable: shown(name) },
      };
    }
  }
}

/** Kiro takes the entry's own variables and headers before the registry's. */
function* judgeMarkers({ entries }: JudgedFile): Generator<McpIssue> {
  for (const entry of entries) {
    const { server } = entry;
    if (server.overridden || !isRegistryMarker(server.definition)) continue;
    yield* overridesOf(entry);
  }
}

function* overridesOf({ server }: JudgedEntry): Generator<McpIssue> {
  const { env = {}, headers = {} } = server.definition;
  const variables = Object.entries(env).filter(([name, value]) => dangerOf(name, value) === undefined);
  const paths = [
    ...variables.map(([name]) => ({ name, path: `env.${name}#key` })),
    ...Object.keys(headers).map((name) => ({ name, path: `headers.${name}#key` })),
  ];
  const [first] = paths;
  if (!first) return;
  yield {
    rule: registryOverride,
    severity: Object.keys(headers).length > 0 ? "warning" : "info",
    server,
    span: spanOf(server, first.path),
    message: `${named(server)} is a server of the registry, and ${listed(paths.map(({ name }) => name))} of this file ${paths.length === 1 ? "goes" : "go"} before what the registry says. Leave them out unless the registry asks for them.`,
    related: paths.slice(1).map(({ path }) => ({ span: spanOf(server, path), message: "This one too" })),
    data: { server: shown(server.name, 200), names: paths.slice(0, 50).map(({ name }) => shown(name)) },
  };
}

/** Variables and headers that change what a server is. */
export const envChecks: readonly McpCheck[] = [
  { rules: [envRedirects], check: judgeVariables },
  { rules: [registryOverride], check: judgeMarkers },
];
