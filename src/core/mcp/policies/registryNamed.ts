import { listOf, recordOf } from "./recordOf.ts";
import type { Path, RegistryReport } from "./registryIssue.ts";

/** Variables that make a program load other code or speak to another host. */
const redirecting =
  /^(NODE_OPTIONS|NODE_PATH|NODE_TLS_REJECT_UNAUTHORIZED|PYTHONPATH|PYTHONSTARTUP|LD_PRELOAD|DYLD_.+|PATH|BASH_ENV)$/i;

/** Names under which credentials travel. */
const credential = /authorization|token|secret|passw|credential|cookie|api[-_]?key/i;

/** Checks a list of variables or headers: each has a name, and texts only. */
export function lintNamed(value: unknown, path: Path, report: RegistryReport): void {
  if (value === undefined) return;
  const list = listOf(value);
  if (!list) return report.reject("registry-shape", path, "must be a list");
  for (const [index, item] of list.entries()) lintOne(item, [...path, index], report);
}

function lintOne(item: unknown, at: Path, report: RegistryReport): void {
  const entry = recordOf(item);
  const name = entry?.["name"];
  const value = entry?.["value"];
  if (typeof name !== "string" || name === "") return report.reject("registry-shape", at, "must have a name");
  if (value !== undefined && typeof value !== "string")
    return report.reject("registry-shape", [...at, "value"], "must be a text");
  if (redirecting.test(name)) {
    const problem = "redirects code or traffic of every user's server: keep it out of the registry";
    report.warn("registry-variable", [...at, "name"], problem);
  }
  // A text with braces is filled in by each user: `Bearer {token}`, `${TOKEN}`.
  const isLiteral = value !== undefined && value !== "" && !value.includes("{");
  if (isLiteral && (credential.test(name) || entry?.["isSecret"] === true)) {
    const problem = "is written out, and may be a credential: everyone who reads the registry has it";
    report.fault("registry-credential", [...at, "value"], problem);
  }
}
