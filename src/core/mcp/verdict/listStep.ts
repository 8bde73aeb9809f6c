import { breachesOf } from "./constraints/table.ts";
import type { Listing } from "./constraints/constraint.ts";
import { shown } from "../identity/shown.ts";
import { isPinned } from "../identity/versions.ts";
import type { PolicyServer } from "../model/policy.ts";
import type { McpStatus } from "../model/verdict.ts";
import { candidates, fitEntry } from "./listed.ts";

/** What steps 6 and 7 say of one listing. */
export interface ListingVerdict {
  readonly status: Extract<McpStatus, "ALLOWED" | "ALLOWED_RENAMED" | "UNPINNED" | "DRIFT" | "NOT_LISTED">;
  readonly entry: PolicyServer;
  readonly reasons: readonly string[];
  /** 6 when the name decided, else 7. */
  readonly step: 6 | 7;
}

/** A file may hold thousands of variables. */
const maxReasons = 20;

/** From the best to the worst, where several entries list the same package. */
const order: readonly ListingVerdict["status"][] = [
  "ALLOWED",
  "ALLOWED_RENAMED",
  "UNPINNED",
  "DRIFT",
  "NOT_LISTED",
];

/** Steps 6 and 7 for a server whose identity is decided; undefined when the policy does not list it. */
export function judgeListing(
  name: string,
  given: Omit<Listing, "entry" | "slashDiffers">,
): ListingVerdict | undefined {
  const verdicts: ListingVerdict[] = [];
  for (const entry of candidates(given.policy, given.found.identity)) {
    const fit = fitEntry(given.found, entry);
    if (fit !== "none") verdicts.push(judgeEntry(name, { ...given, entry, slashDiffers: fit === "slash" }));
  }
  return verdicts.sort((a, b) => rank(name, a) - rank(name, b))[0];
}

function rank(name: string, { status, entry }: ListingVerdict): number {
  return order.indexOf(status) * 2 + (hasName(entry, name) ? 0 : 1);
}

function hasName({ names }: PolicyServer, name: string): boolean {
  return names.some((listed) => listed.normalize("NFC") === name.normalize("NFC"));
}

function judgeEntry(name: string, listing: Listing): ListingVerdict {
  const { entry, policy, found } = listing;
  const known = entry.names
    .slice(0, 4)
    .map((one) => `"${shown(one, 60)}"`)
    .join(" or ");
  const breaches = breachesOf(listing);
  if (breaches.length > 0) {
    const reasons = breaches.map(
      (breach) => `It differs from "${shown(entry.id, 60)}" of the policy: ${breach}.`,
    );
    const more = reasons.length - maxReasons;
    if (more > 0) reasons.splice(maxReasons, more, `It differs in ${more} more places.`);
    return { status: "DRIFT", entry, reasons, step: 7 };
  }
  // Lists of other products may name no names: any is right.
  const renamed = entry.names.length > 0 && !hasName(entry, name);
  if (renamed && entry.strictNames === true) {
    const reason = `The policy lists this server, but under the name ${known} only.`;
    return { status: "NOT_LISTED", entry, reasons: [reason], step: 6 };
  }
  if (policy.options.requirePinned && found.identity && !isPinned(found.identity)) {
    return { status: "UNPINNED", entry, reasons: [pinReason(entry)], step: 7 };
  }
  if (renamed) {
    const reason = `The policy lists this server under another name: ${known}.`;
    return { status: "ALLOWED_RENAMED", entry, reasons: [reason], step: 6 };
  }
  return { status: "ALLOWED", entry, reasons: [allowedReason(listing)], step: 7 };
}

function pinReason({ package: wanted }: PolicyServer): string {
  const pin = wanted?.digest !== undefined ? "digest" : wanted?.version;
  if (pin === undefined)
    return "It does not say which version to start, so that it may change at any time. Name an exact one.";
  const say =
    pin === "digest"
      ? "the digest that the policy lists"
      : `version ${shown(pin, 60)}, which the policy lists`;
  return `It does not say exactly which version to start, so that it may change at any time. Pin it to ${say}.`;
}

function allowedReason({ entry, found, fileHash }: Listing): string {
  const text = `The policy lists it as "${shown(entry.id, 60)}".`;
  if (found.identity?.kind !== "file" || fileHash?.(found.identity.path) !== undefined) return text;
  return `${text} Whether the file has the listed hash was not checked.`;
}
