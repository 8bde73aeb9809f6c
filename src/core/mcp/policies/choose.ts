import type { McpStatus, McpVerdict } from "../model/verdict.ts";

/** A place that may hold a policy. */
export interface PolicyPlace {
  /** `setting`: what machine settings name. `managed`: the folder that only an administrator writes. */
  readonly kind: "setting" | "managed";
  /** An absolute path, or an https address. */
  readonly location: string;
  /** An absent document counts: settings promise one. In the managed folder it may be absent. */
  readonly required: boolean;
}

/** Picket's allowlist in the managed folder. */
const managedPolicyName = "mcp-allowlist.json";

/** A copy of Kiro's registry in the managed folder: the names that `"type": "registry"` may have. It is no layer. */
export const managedRegistryName = "mcp-registry.json";

/**
 * The places where policies are looked for, the machine's setting first. No workspace is among them: what is judged
 * must not choose its judge. Every document found is a layer, and every layer must allow a server (`strictest`), so that
 * a setting of the user's machine cannot widen what the administrator's folder holds.
 * @param sources `setting`: path or address from machine settings. `managedFolder`: without a separator at its end.
 */
export function policyPlaces(sources: {
  readonly setting?: string;
  readonly managedFolder?: string;
}): readonly PolicyPlace[] {
  const places: PolicyPlace[] = [];
  const setting = sources.setting?.trim() ?? "";
  if (setting !== "") places.push({ kind: "setting", location: setting, required: true });
  const managed = inFolder(sources.managedFolder ?? "", managedPolicyName);
  if (managed !== undefined && managed !== setting)
    places.push({ kind: "managed", location: managed, required: false });
  return places;
}

/** The path of a file of a folder, of whichever system; undefined without a folder. */
export function inFolder(folder: string, name: string): string | undefined {
  if (folder === "") return undefined;
  const separator = /^(?:[A-Za-z]:|\\\\)/.test(folder) ? "\\" : "/";
  return `${folder.replace(/[\\/]+$/, "")}${separator}${name}`;
}

/** From the one that refuses most to the one that allows. */
const byStrictness: readonly McpStatus[] = [
  "DENIED",
  "INVALID",
  "BLOCKED_BY_REGISTRY_MODE",
  "NAME_ONLY",
  "UNVERIFIABLE",
  "NOT_LISTED",
  "DRIFT",
  "UNVERIFIED",
  "UNPINNED",
  "ALLOWED_RENAMED",
  "ALLOWED",
];

/**
 * The verdict that counts when several policies judge one server: the strictest. So deny lists add up, and every
 * allow list must hold the server. Of equals the earlier counts. Flags are those of all.
 * @param verdicts in the order of the layers
 */
export function strictest(verdicts: readonly [McpVerdict, ...McpVerdict[]]): McpVerdict {
  const rank = ({ status }: McpVerdict) => byStrictness.indexOf(status);
  const worst = verdicts.reduce((one, other) => (rank(other) < rank(one) ? other : one));
  const flags = [...new Set([...worst.flags, ...verdicts.flatMap((verdict) => verdict.flags)])];
  return { ...worst, flags };
}
