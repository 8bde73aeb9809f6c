import { recordOf } from "./recordOf.ts";
import type { Path, RegistryReport } from "./registryIssue.ts";
import { lintNamed } from "./registryNamed.ts";

/** Checks a remote of a server of a registry. */
export function lintRemote(item: unknown, path: Path, report: RegistryReport): void {
  const entry = recordOf(item);
  if (!entry) return report.reject("registry-shape", path, "must be an object");
  const type = entry["type"];
  if (type !== "streamable-http" && type !== "sse")
    report.reject("registry-transport", [...path, "type"], "of a remote must be streamable-http or sse");
  lintAddress(entry["url"], [...path, "url"], report);
  lintNamed(entry["headers"], [...path, "headers"], report);
}

function lintAddress(address: unknown, path: Path, report: RegistryReport): void {
  const url = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") return report.reject("registry-url", path, "must be an https address");
  if (url.username !== "" || url.password !== "" || url.search !== "")
    report.fault(
      "registry-credential",
      path,
      "holds a credential or a query: everyone who reads the registry has it",
    );
}
