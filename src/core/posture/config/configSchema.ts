import * as v from "valibot";
import { isBlock } from "../network/ipBlocks.ts";

/*
 * What the organisation's posture configuration may hold. `schemas/posture.schema.json` describes the same for editors; a
 * test holds the two together. Messages say what a value must be, never what it is.
 */

const text = v.pipe(
  v.string("a text"),
  v.minLength(1, "1 to 1000 characters"),
  v.maxLength(1000, "1 to 1000 characters"),
);
const texts = v.pipe(v.array(text, "a list of texts"), v.maxLength(500, "a list of at most 500"));
const host = v.pipe(
  v.string("a host name"),
  v.maxLength(253, "a host name"),
  v.regex(
    /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
    "a host name in lower case, without a path",
  ),
);
const hosts = v.pipe(v.array(host, "a list of host names"), v.maxLength(200, "a list of at most 200"));
const hours = v.pipe(
  v.number("a number of hours"),
  v.minValue(1, "1 to 8760 hours"),
  v.maxValue(8760, "1 to 8760 hours"),
);
const version = v.pipe(
  v.string("a version"),
  v.regex(/^\d{1,9}(?:\.\d{1,9}){0,4}$/, "a version such as 1.2.0"),
);

/** One value for every system, or one for each. */
function perSystem<Schema extends typeof text | typeof texts>(schema: Schema) {
  const systems = v.strictObject({
    win32: v.optional(schema),
    darwin: v.optional(schema),
    linux: v.optional(schema),
  });
  return v.union([schema, systems], "a value, or one for each of win32, darwin and linux");
}

/** A setting's value that can be compared and shown. */
const settingValue = v.union([v.string(), v.number(), v.boolean()], "a text, a number or a switch");

export const postureConfigSchema = v.strictObject({
  $schema: v.optional(text),
  centralMcp: v.optional(perSystem(text)),
  signInMethods: v.optional(
    v.array(
      v.picklist(
        ["idc", "external_idp", "builder_id", "google", "github", "social"],
        "a sign-in method of Kiro",
      ),
    ),
  ),
  settings: v.optional(v.record(text, settingValue, "an object of settings")),
  services: v.optional(
    v.strictObject({ dlp: v.optional(perSystem(texts)), edr: v.optional(perSystem(texts)) }),
  ),
  profileRegions: v.optional(
    v.array(
      v.pipe(
        v.string("a Region"),
        v.regex(/^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/, "a Region such as eu-central-1"),
      ),
    ),
  ),
  privateHosts: v.optional(hosts),
  privateBlocks: v.optional(
    v.array(v.pipe(v.string("a CIDR block"), v.check(isBlock, "a CIDR block such as 203.0.113.0/24"))),
  ),
  blockedHosts: v.optional(hosts),
  neededHosts: v.optional(hosts),
  inspectionIssuers: v.optional(texts),
  minimumVersions: v.optional(v.record(text, version, "an object of versions")),
  gallery: v.optional(
    v.pipe(v.string("an address"), v.regex(/^https:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/, "an https address")),
  ),
  extensions: v.optional(texts),
  agentRole: v.optional(
    v.pipe(
      v.string("an ARN"),
      v.regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of a role"),
    ),
  ),
  sessionHours: v.optional(hours),
  dlpPolicy: v.optional(perSystem(text)),
  reportEveryHours: v.optional(hours),
  allowlistHours: v.optional(hours),
  approvedEnv: v.optional(texts),
  maxAutoApprove: v.optional(
    v.pipe(
      v.number("a whole number"),
      v.integer("a whole number"),
      v.minValue(0, "0 to 1000"),
      v.maxValue(1000, "0 to 1000"),
    ),
  ),
  endpointServices: v.optional(texts),
  dataEventTypes: v.optional(texts),
  reportKey: v.optional(text),
});

/** The organisation's posture configuration, as written. */
export type PostureConfig = v.InferOutput<typeof postureConfigSchema>;
