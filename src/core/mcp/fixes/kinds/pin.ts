import type { TextEdit } from "../../../model/edit.ts";
import { shown } from "../../identity/shown.ts";
import { isExactVersion, isPinned } from "../../identity/versions.ts";
import type { McpIdentity } from "../../model/verdict.ts";
import type { JudgedEntry } from "../../checks/check.ts";
import { packagePlace, type PackagePlace } from "../../checks/packagePlace.ts";
import type { Draft, FixContext, FixPlanner } from "../draft.ts";
import { jsonText } from "../jsonEdits.ts";

/** Which version to pin to, and who says so. */
interface Pin {
  readonly version: string;
  readonly listed: boolean;
}

/** The policy's version, else the one that the user typed. */
function pinOf({ verdict, found }: JudgedEntry, { policy, request }: FixContext): Pin | undefined {
  const wanted = policy?.servers.find(({ id }) => id === verdict.policyEntry)?.package;
  const kind = found.identity?.kind;
  const isExact = (version: string | undefined): version is string =>
    version !== undefined &&
    (kind === "oci"
      ? isPinned({ kind: "oci", name: "", digest: version, runner: "" })
      : (kind === "npm" || kind === "pypi") && isExactVersion(kind, version));
  const version = kind === "oci" ? wanted?.digest : wanted?.version;
  if (isExact(version)) return { version, listed: true };
  return isExact(request.version) ? { version: request.version, listed: false } : undefined;
}

/** The package with another version: everything else of its text stays. */
function pinned(
  { spec, byOption }: PackagePlace,
  identity: McpIdentity,
  version: string,
): string | undefined {
  if (identity.kind === "npm") {
    const at = spec.indexOf("@", 1);
    return `${at < 0 ? spec : spec.slice(0, at)}@${version}`;
  }
  if (identity.kind === "oci") return `${spec.replace(/@.*$/s, "")}@${version}`;
  if (identity.kind !== "pypi") return undefined;
  const name = /^[A-Za-z0-9._-]+(?:\[[^\]]*\])?/.exec(spec)?.[0];
  if (name === undefined) return undefined;
  const at = identity.runner === "uvx" || identity.runner === "uv tool run";
  return byOption || !at ? `${name}==${version}` : `${name}@${version}`;
}

function pinEdit(entry: JudgedEntry, context: FixContext): { edit: TextEdit; pin: Pin } | undefined {
  const { identity } = entry.found;
  const pin = pinOf(entry, context);
  const place = packagePlace(context.text, entry);
  if (!pin || !place?.exact || !identity) return undefined;
  const newText = pinned(place, identity, pin.version);
  if (newText === undefined || newText === place.spec) return undefined;
  return { edit: { span: place.span, newText: jsonText(newText) }, pin };
}

/** Pins one server. */
export const pinOne: FixPlanner = function* pinOne(_, entry, context) {
  const found = pinEdit(entry, context);
  if (!found) return;
  const { edit, pin } = found;
  const whose = pin.listed ? ", which the policy lists" : "";
  yield {
    id: "pin-version",
    title: `Pin to ${entry.found.identity?.kind === "oci" ? "digest" : "version"} ${short(pin.version)}${whose}`,
    edits: [edit],
    preferred: true,
  };
};

/** Pins every server of the file whose version the policy lists. */
export function* pinAll(entries: readonly JudgedEntry[], context: FixContext): Generator<Draft> {
  const edits = entries.flatMap((entry) => {
    const found = pinEdit(entry, context);
    return found?.pin.listed ? [found.edit] : [];
  });
  if (edits.length < 2) return;
  yield {
    id: "pin-version",
    title: `Pin ${edits.length} servers to the versions that the policy lists`,
    edits,
  };
}

function short(version: string): string {
  return shown(version, 30);
}
