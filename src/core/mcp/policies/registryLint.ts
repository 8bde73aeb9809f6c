import { shown } from "../identity/shown.ts";
import { readPolicyJson, type PolicyJson } from "./policyJson.ts";
import { listOf, recordOf } from "./recordOf.ts";
import { lintPackage } from "./registryPackage.ts";
import { lintRemote } from "./registryRemote.ts";
import { RegistryReport, type Path, type RegistryIssue } from "./registryIssue.ts";

/** Kiro's names: the namespace's slash of the public registry is not among them. */
const namePattern = /^[a-zA-Z0-9._-]{3,200}$/;
const mostDescription = 100;

/** The issues of a registry file in the order of their places. A file that is no JSON has exactly one. */
export function lintRegistry(text: string): readonly RegistryIssue[] {
  const json = readPolicyJson(text);
  const issues = "error" in json ? [unreadable(json)] : lintRegistryJson(json);
  if (!text.startsWith("\ufeff")) return issues;
  const message = "the file starts with a byte order mark: save it as UTF-8 without one";
  const mark: RegistryIssue = {
    code: "registry-bom",
    severity: "error",
    message,
    span: { start: 0, end: Math.min(1, text.length - 1) },
    rejects: false,
  };
  return [mark, ...issues];
}

/** The issues of a registry that is JSON. */
export function lintRegistryJson(json: PolicyJson): readonly RegistryIssue[] {
  const report = new RegistryReport(json);
  const servers = listOf(recordOf(json.value)?.["servers"]);
  if (!servers) report.reject("registry-shape", ["servers"], "must be a list of servers");
  if (servers?.length === 0) report.warn("registry-empty", ["servers"], "is empty: no server can be used");
  for (const [index, entry] of (servers ?? []).entries()) lintEntry(entry, ["servers", index], report);
  lintRepeatedNames(servers ?? [], report);
  return report.issues.toSorted((a, b) => a.span.start - b.span.start);
}

function unreadable({ error, span }: { error: string; span: RegistryIssue["span"] }): RegistryIssue {
  return {
    code: "registry-json",
    severity: "error",
    message: `the file counts for nothing: ${error}`,
    span,
    rejects: true,
  };
}

function lintEntry(entry: unknown, path: Path, report: RegistryReport): void {
  const server = recordOf(recordOf(entry)?.["server"]);
  if (!server) return report.reject("registry-shape", path, 'must be an object with a "server"');
  const at = [...path, "server"];
  lintName(server["name"], [...at, "name"], report);
  lintDescription(server["description"], [...at, "description"], report);
  lintVersion(server["version"], [...at, "version"], report);
  if (server["title"] !== undefined && typeof server["title"] !== "string")
    report.reject("registry-shape", [...at, "title"], "must be a text");
  lintKind(server, at, report);
}

function lintName(name: unknown, path: Path, report: RegistryReport): void {
  if (typeof name !== "string") return report.reject("registry-name", path, "must be a text");
  if (name.includes("/")) {
    const advice =
      "holds a slash, as names of the public registry do: Kiro takes no slash and drops the whole registry";
    return report.reject("registry-name", path, advice);
  }
  if (!namePattern.test(name))
    report.reject("registry-name", path, "must be 3 to 200 of letters, digits, dot, underscore and hyphen");
}

function lintDescription(description: unknown, path: Path, report: RegistryReport): void {
  if (typeof description !== "string") return report.reject("registry-description", path, "must be a text");
  if (description === "") report.warn("registry-description", path, "is empty");
  if (description.length > mostDescription) {
    const problem = `has ${description.length} characters; at most ${mostDescription} are taken`;
    report.reject("registry-description", path, problem);
  }
}

function lintVersion(version: unknown, path: Path, report: RegistryReport): void {
  if (typeof version !== "string" || version === "" || version.length > 255)
    return report.reject("registry-version", path, "must be a text of 1 to 255 characters");
  if (isRange(version)) report.reject("registry-version", path, "must be one version, not a range or a tag");
}

/** A range as npm or PyPI write it, a wildcard, or a tag that moves. */
function isRange(version: string): boolean {
  const text = version.trim();
  return (
    /[\^~<>=|*,]|\s-\s|\s/.test(text) ||
    /^(latest|next|stable|any)$/i.test(text) ||
    /(^|\.)[xX](\.|$)/.test(text)
  );
}

function lintKind(server: Readonly<Record<string, unknown>>, at: Path, report: RegistryReport): void {
  const { packages, remotes } = server;
  if ((packages === undefined) === (remotes === undefined)) {
    const problem =
      packages === undefined ? "has neither packages nor remotes" : "has both packages and remotes";
    return report.reject("registry-kind", at, `${problem}; exactly one is asked`);
  }
  const kind = packages === undefined ? "remotes" : "packages";
  const list = listOf(server[kind]);
  if (!list || list.length === 0)
    return report.reject("registry-kind", [...at, kind], "must be a list of at least one");
  if (list.length > 1)
    report.warn(
      "registry-several",
      [...at, kind],
      `has ${list.length} entries: which of them runs is not defined`,
    );
  const lint = kind === "packages" ? lintPackage : lintRemote;
  for (const [index, item] of list.entries()) lint(item, [...at, kind, index], report);
}

function lintRepeatedNames(servers: readonly unknown[], report: RegistryReport): void {
  const seen = new Map<string, number>();
  for (const [index, entry] of servers.entries()) {
    const name = recordOf(recordOf(entry)?.["server"])?.["name"];
    if (typeof name !== "string") continue;
    const first = seen.get(name);
    const path = ["servers", index, "server", "name"];
    if (first === undefined) seen.set(name, index);
    else report.fault("registry-duplicate", path, `"${shown(name)}" is the name of servers[${first}], too`);
  }
}
