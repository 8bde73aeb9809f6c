import * as v from "valibot";
import type { Severity } from "../../model/severity.ts";
import { protectionDefaults, type ProtectedKind } from "./protectedPath.ts";
import type { Decision } from "./reason.ts";
import type { BadPackage } from "./dependencies/knownBad.ts";

/** From which severity on findings count; `never`: none does. */
export type Threshold = Severity | "never";

interface Thresholds {
  readonly block: Threshold;
  readonly ask: Threshold;
}

/** How strict the guards are. Comes from the person and the organisation, never from a workspace. */
export interface GuardPolicy {
  readonly secrets: Thresholds;
  readonly iam: Thresholds;
  readonly files: Readonly<Record<ProtectedKind, Decision>>;
  /** Dangerous commands: as their rules say, or only ever ask. */
  readonly commands: "rules" | "ask" | "allow";
  readonly dependencies: {
    readonly registry: Decision;
    readonly address: Decision;
    readonly unpinned: Decision;
    readonly lockFile: Decision;
    readonly nearMiss: Decision;
    /** Hosts beside the public registries; `*.example.com` is every host below. */
    readonly registries: readonly string[];
    /** Packages that may be installed without questions. */
    readonly allowed: readonly string[];
    readonly blocked: readonly BadPackage[];
    /** Run the project's own auditor (network) before an install. */
    readonly audit: boolean;
  };
}

const decision = v.picklist(["allow", "ask", "block"]);
const threshold = v.picklist(["error", "warning", "info", "hint", "never"]);
const thresholds = v.strictObject({ block: v.exactOptional(threshold), ask: v.exactOptional(threshold) });
const name = v.pipe(v.string(), v.maxLength(300));
const ecosystem = v.picklist(["npm", "pypi", "crates", "go", "rubygems", "packagist"]);

const schema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  version: v.literal(1),
  secrets: v.exactOptional(thresholds),
  iam: v.exactOptional(thresholds),
  files: v.exactOptional(
    v.strictObject({
      mcp: v.exactOptional(decision),
      hooks: v.exactOptional(decision),
      steering: v.exactOptional(decision),
      agents: v.exactOptional(decision),
      settings: v.exactOptional(decision),
      editor: v.exactOptional(decision),
      managed: v.exactOptional(decision),
      picket: v.exactOptional(decision),
    }),
  ),
  commands: v.exactOptional(v.picklist(["rules", "ask", "allow"])),
  dependencies: v.exactOptional(
    v.strictObject({
      registry: v.exactOptional(decision),
      address: v.exactOptional(decision),
      unpinned: v.exactOptional(decision),
      lockFile: v.exactOptional(decision),
      nearMiss: v.exactOptional(decision),
      registries: v.exactOptional(v.pipe(v.array(name), v.maxLength(1000))),
      allowed: v.exactOptional(v.pipe(v.array(name), v.maxLength(10_000))),
      blocked: v.exactOptional(
        v.pipe(
          v.array(v.strictObject({ ecosystem, name, versions: v.exactOptional(v.array(name)) })),
          v.maxLength(100_000),
        ),
      ),
      audit: v.exactOptional(v.boolean()),
    }),
  ),
});

/** A policy as a file holds it: what it leaves out stays as it is. */
export type GuardPolicyFile = v.InferOutput<typeof schema>;

/** A policy cannot be relied on. The message is made for a person. */
export class GuardPolicyError extends Error {
  override readonly name = "GuardPolicyError";
}

/** How strict the guards are when nobody says otherwise. */
export const defaultPolicy: GuardPolicy = {
  secrets: { block: "error", ask: "warning" },
  iam: { block: "never", ask: "warning" },
  files: protectionDefaults,
  commands: "rules",
  dependencies: {
    registry: "block",
    address: "ask",
    unpinned: "ask",
    lockFile: "ask",
    nearMiss: "ask",
    registries: [],
    allowed: [],
    blocked: [],
    audit: false,
  },
};

/**
 * Reads a policy. An unknown member is an error: a rule with a typing error would silently not count.
 * @throws GuardPolicyError
 */
export function readGuardPolicy(text: string): GuardPolicyFile {
  let document: unknown;
  try {
    document = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    throw new GuardPolicyError("it does not parse as JSON");
  }
  const result = v.safeParse(schema, document);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (v.getDotPath(issue) ?? "").slice(0, 80);
  throw new GuardPolicyError(path === "" ? "it is no policy of version 1" : `${path} is not as it must be`);
}

/** @param files from the weakest to the strongest: each member of a later one counts instead; lists are joined */
export function mergePolicies(files: readonly GuardPolicyFile[]): GuardPolicy {
  return files.reduce<GuardPolicy>((policy, file) => {
    const { registries = [], allowed, blocked = [], ...rules } = file.dependencies ?? {};
    const known = policy.dependencies;
    return {
      secrets: { ...policy.secrets, ...file.secrets },
      iam: { ...policy.iam, ...file.iam },
      files: { ...policy.files, ...file.files },
      commands: file.commands ?? policy.commands,
      dependencies: {
        ...known,
        ...rules,
        registries: [...known.registries, ...registries],
        // Who allows takes a guard away: the strongest list counts alone.
        allowed: allowed ?? known.allowed,
        blocked: [
          ...known.blocked,
          ...blocked.map(({ versions, ...one }) => (versions ? { ...one, versions } : one)),
        ],
      },
    };
  }, defaultPolicy);
}
