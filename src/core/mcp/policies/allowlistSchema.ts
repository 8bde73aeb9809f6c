import * as v from "valibot";
import type { McpIdentity } from "../model/verdict.ts";
import { packageIdentity } from "./packageIdentity.ts";

/*
 * What Picket's allowlist may hold. `schemas/mcp-allowlist.schema.json` describes the same for editors; a test holds the
 * two together. `type` of each check is a message for a person: "must be …".
 */

/** No control, format or separator character: what a reviewer sees is what is compared. */
const visible = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

const name = v.pipe(
  v.string(),
  v.minLength(1, "1 to 200 characters"),
  v.maxLength(200, "1 to 200 characters"),
  v.regex(visible, "a text without hidden characters"),
);
const longText = v.pipe(v.string(), v.maxLength(4096, "at most 4096 characters"));
const names = v.pipe(v.array(name), v.maxLength(200, "a list of at most 200"));
const words = v.pipe(v.array(longText), v.maxLength(200, "a list of at most 200"));

const datePattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** ISO 8601: a day, which is its first moment in UTC, or a time with its offset. */
const date = v.pipe(
  v.string(),
  v.regex(datePattern, "a date such as 2026-11-20 or 2026-11-20T00:00:00Z"),
  v.check(isRealDate, "a date that exists"),
);

const packageName = v.pipe(
  v.string(),
  v.minLength(1, "1 to 512 characters"),
  v.maxLength(512, "1 to 512 characters"),
  v.regex(/^[^\s\p{C}]+$/u, "a package's name, without spaces"),
);

const packageMembers = v.strictObject({
  registryType: v.picklist(["npm", "pypi", "oci"]),
  identifier: packageName,
  version: v.exactOptional(
    v.pipe(v.string(), v.regex(/^v?\d[0-9A-Za-z.+!_-]{0,127}$/, "one exact version, such as 1.0.31")),
  ),
  digest: v.exactOptional(
    v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 lower-case digits")),
  ),
  registryBaseUrl: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^https?:\/\/[^\s@?#\\]{1,2048}$/, "an address without credentials and query"),
    ),
  ),
});

const policyPackage = v.pipe(
  packageMembers,
  v.check(
    ({ registryType, identifier }) => isBareName(packageIdentity(registryType, identifier)),
    "a package or image of its registry, whose version stands in version or digest",
  ),
);

/** `*` stands for labels on the left of the host only; a path may end in `/*`. */
const url = v.pipe(
  v.string(),
  v.regex(
    /^https?:\/\/(\*\.)?[^\s*@?#\\/]{1,255}(\/[^\s*?#\\]{0,2048}|\/([^\s*?#\\]{1,2048}\/)?\*)?$/,
    "an http or https address without credentials, query and fragment; * may be the host's first label or the path's last part",
  ),
  v.check(
    (text) => URL.canParse(text.replace("://*.", "://any.").replace(/\*$/, "")),
    "an address that can be read",
  ),
);

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits"));
const path = v.pipe(
  longText,
  v.minLength(1, "the path of a program"),
  v.regex(visible, "a text without hidden characters"),
);

const server = v.pipe(
  v.strictObject({
    id: name,
    names: v.exactOptional(names, []),
    strictNames: v.exactOptional(v.boolean()),
    package: v.exactOptional(policyPackage),
    url: v.exactOptional(url),
    command: v.exactOptional(v.strictObject({ path, sha256: v.exactOptional(sha256) })),
    runners: v.exactOptional(names),
    args: v.exactOptional(words),
    runtimeArgs: v.exactOptional(words),
    env: v.exactOptional(v.record(name, v.union([v.literal("*"), words]))),
    headers: v.exactOptional(v.record(name, v.picklist(["ref-only", "*"]))),
    transports: v.exactOptional(names),
    tools: v.exactOptional(
      v.strictObject({ allow: v.exactOptional(names), autoApprove: v.exactOptional(names) }),
    ),
    scopes: v.exactOptional(names),
    owner: v.exactOptional(name),
    ticket: v.exactOptional(name),
    reviewedAt: v.exactOptional(date),
    expires: v.exactOptional(date),
  }),
  v.check((entry) => identities(entry) === 1, "an entry with exactly one of package, url and command"),
);

const denial = v.pipe(
  v.strictObject({
    id: name,
    reason: v.exactOptional(longText),
    package: v.exactOptional(policyPackage),
    url: v.exactOptional(url),
    command: v.exactOptional(v.strictObject({ path })),
    argsContain: v.exactOptional(v.pipe(words, v.minLength(1, "a list of at least 1"))),
  }),
  v.check(
    (entry) => identities(entry) === 1 || (identities(entry) === 0 && entry.argsContain !== undefined),
    "an entry with one of package, url and command, or with argsContain",
  ),
);

const whole = (most: number) =>
  v.pipe(
    v.number(),
    v.integer("a whole number"),
    v.minValue(0, "0 or more"),
    v.maxValue(most, `at most ${most}`),
  );

const options = v.strictObject({
  requirePinned: v.exactOptional(v.boolean(), true),
  requireHttps: v.exactOptional(v.boolean(), true),
  allowUnresolvedVariables: v.exactOptional(v.boolean(), false),
  maxAutoApprove: v.exactOptional(whole(10_000)),
  forbidAutoApproveStar: v.exactOptional(v.boolean(), false),
  workspaceScopes: v.exactOptional(v.picklist(["allow", "deny"]), "allow"),
});

/** Picket's allowlist, version 1. What an absent option means stands here and in the JSON Schema. */
export const allowlistSchema = v.strictObject({
  $schema: v.exactOptional(longText),
  version: v.literal(1),
  issuer: v.exactOptional(name),
  serial: v.exactOptional(whole(Number.MAX_SAFE_INTEGER)),
  issued: v.exactOptional(date),
  expires: v.exactOptional(date),
  mode: v.exactOptional(v.picklist(["enforce", "audit"]), "enforce"),
  default: v.exactOptional(v.literal("deny"), "deny"),
  options: v.exactOptional(options, {
    requirePinned: true,
    requireHttps: true,
    allowUnresolvedVariables: false,
    forbidAutoApproveStar: false,
    workspaceScopes: "allow",
  }),
  servers: v.pipe(v.array(server), v.maxLength(10_000, "a list of at most 10000")),
  denied: v.exactOptional(v.pipe(v.array(denial), v.maxLength(10_000, "a list of at most 10000")), []),
});

export type Allowlist = v.InferOutput<typeof allowlistSchema>;

function identities(entry: { package?: unknown; url?: unknown; command?: unknown }): number {
  return [entry.package, entry.url, entry.command].filter((identity) => identity !== undefined).length;
}

/** A version within the identifier would be compared with names, and fit none. */
function isBareName(identity: McpIdentity): boolean {
  if (identity.kind === "oci") return identity.tag === undefined && identity.digest === undefined;
  return (identity.kind === "npm" || identity.kind === "pypi") && identity.version === undefined;
}

/** `Date.parse` takes 30 February for 2 March. */
function isRealDate(text: string): boolean {
  const time = Date.parse(text);
  const day = Date.parse(text.slice(0, 10));
  if (Number.isNaN(time) || Number.isNaN(day)) return false;
  return new Date(day).toISOString().startsWith(text.slice(0, 10));
}

/** Whether a text is an address or a pattern of addresses as a policy may hold it. */
export function isPolicyUrl(text: string): boolean {
  return v.is(url, text);
}
