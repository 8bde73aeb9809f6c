import type { ActionRecord, Service } from "../catalogue/catalogue.ts";
import { parseArn } from "../matching/arn.ts";
import { covers, overlaps } from "../matching/wildcard.ts";
import { hasUnknown, unknownText } from "../model/valueNode.ts";

/** How many resources of a kind a pattern reaches; `own`: the caller's own user only. Wider ones come first. */
export const breadths = ["any", "some", "one", "own"] as const;
export type Breadth = (typeof breadths)[number];

/** The wider of two. */
export function wider(a: Breadth, b: Breadth): Breadth {
  return breadths.indexOf(a) <= breadths.indexOf(b) ? a : b;
}

/** The narrower of two. */
export function narrower(a: Breadth, b: Breadth): Breadth {
  return breadths.indexOf(a) <= breadths.indexOf(b) ? b : a;
}

const noKinds: readonly string[] = ["*"];
const kindCache = new WeakMap<ActionRecord, readonly string[]>();

/**
 * Patterns of the ARNs that an action is done to, from the catalogue: `arn:*:iam::*:role/*`. An action that takes no
 * resource is done to `*` itself. With `type` only that resource type.
 */
export function kindsOf(
  record: ActionRecord | undefined,
  service: Service | undefined,
  type?: string,
): readonly string[] {
  if (!record || !service) return noKinds;
  if (type !== undefined) return templatesOf([type], service);
  const known = kindCache.get(record);
  if (known) return known;
  const kinds =
    record.resources.length === 0
      ? noKinds
      : templatesOf(
          record.resources.map(({ name }) => name),
          service,
        );
  kindCache.set(record, kinds);
  return kinds;
}

function templatesOf(types: readonly string[], service: Service): readonly string[] {
  const found = types.flatMap((type) => service.resources.get(type.toLowerCase())?.arn ?? []);
  return found.length === 0 ? noKinds : found.map((arn) => arn.replace(/\$\{[^{}]*\}/g, "*"));
}

/** How much of a kind an `Allow`'s resource pattern reaches; undefined: nothing. */
export function breadthOf(pattern: string, kind: string): Breadth | undefined {
  if (/^\*+$/.test(pattern)) return "any";
  // The request of an action without resources names `*`, which an ARN does not match.
  if (kind === "*") return undefined;
  const plain = pattern.replace(/\$\{[^{}]*\}/g, unknownText);
  if (!overlapsArn(plain, kind)) return undefined;
  const arn = parseArn(plain);
  if (!arn) return /[*?]/.test(plain) ? "some" : "one";
  // Policies and roles of AWS's own account cannot be changed or passed.
  if (arn.account === "aws") return undefined;
  // Nor can service-linked roles.
  if (arn.resource.startsWith("role/aws-service-role/")) return undefined;
  const whole = [
    "arn",
    "*",
    arn.service,
    parseArn(kind)?.region === "" ? "" : "*",
    wildAccount(kind),
    arn.resource,
  ];
  if (!hasUnknown(arn.resource) && covers(whole.join(":"), kind)) return "any";
  if (/\$\{aws:(?:username|userid)\}/i.test(pattern)) return "own";
  return /[*?]/.test(arn.resource) ? "some" : "one";
}

/** Whether two patterns may name one resource: part by part where both are whole ARNs. */
export function overlapsArn(a: string, b: string): boolean {
  const one = parseArn(a);
  const other = parseArn(b);
  if (!one || !other) return overlaps(a, b);
  return (
    overlaps(one.resource, other.resource) &&
    overlaps(one.service, other.service) &&
    overlaps(one.region, other.region) &&
    overlaps(one.account, other.account) &&
    overlaps(one.partition, other.partition)
  );
}

function wildAccount(kind: string): string {
  return parseArn(kind)?.account === "" ? "" : "*";
}

/** Whether a `Deny`'s pattern takes away all that `pattern` reaches of a kind, unknown parts counted for the Deny. */
export function deniesAll(denied: string, pattern: string, kind: string): boolean {
  if (/^\*+$/.test(denied)) return true;
  const open = denied.replaceAll(unknownText, "*");
  if (covers(open, pattern.replaceAll(unknownText, "*"))) return true;
  // The policy's account is the one that its resources are in, whichever it is.
  const arn = parseArn(open);
  const anyAccount = arn
    ? `arn:*:${arn.service}:${arn.region}:${arn.account === "" ? "" : "*"}:${arn.resource}`
    : open;
  return covers(anyAccount, kind);
}
