import type { TrailGap } from "../../ports.ts";
import { inlinePolicyQuota, managedPolicyQuota } from "./policyDocument.ts";
import type { UseOfRole } from "./useOfRole.ts";

/** Calls that come once in a quarter are missed by a shorter look. */
const wholeLook = 90;
const day = 24 * 60 * 60_000;

/** What is known of the events beside them. Times in ms since epoch. */
export interface EventCoverage {
  /** Stretches of which events may be missing. */
  readonly gaps: readonly Pick<TrailGap, "from" | "to">[];
  /** Whether some input could not be read, or its events did not fit. */
  readonly isIncomplete: boolean;
}

/** What the events cannot show, as sentences for a person. */
export function blindSpotsOf(use: UseOfRole, { gaps, isIncomplete }: EventCoverage): readonly string[] {
  const { looked, places, dataServices } = use;
  const spots: string[] = [];
  if (use.events === 0) spots.push("There are no events of the role: nothing is known of what it uses.");
  if (looked === undefined) {
    if (use.events > 0) spots.push("No event has a time: how long the role was watched is not known.");
  } else {
    const days = Math.max(1, Math.ceil((looked.to - looked.from) / day));
    if (days < wholeLook)
      spots.push(
        `The events are of ${days} ${days === 1 ? "day" : "days"}. What the role does less often, such as at the end of a quarter, is not among them: look at ${wholeLook} days or more before you take permissions away.`,
      );
  }
  if (gaps.length > 0)
    spots.push(
      `Events may be missing in ${gaps.length} ${gaps.length === 1 ? "stretch" : "stretches"} of that time.`,
    );
  if (isIncomplete) spots.push("Some input could not be read: what stood in it does not count as used.");
  const regions = new Set(
    places.map((place) => place.split(" ")[1]).filter((region) => region !== "unknown"),
  );
  if (regions.size > 0) {
    const only = regions.size === 1 ? `Region ${[...regions].join("")} only` : `${regions.size} Regions`;
    spots.push(
      `Events came from ${only}. Calls in Regions that the trail does not cover are not among them.`,
    );
    if (!regions.has("us-east-1") && ![...regions].some((region) => /^(?:cn|us-gov)-/.test(region ?? "")))
      spots.push(
        "There is no event of us-east-1, where the calls of IAM and other global services are logged.",
      );
  }
  spots.push(
    dataServices.size === 0
      ? "The trail shows no data events: reading objects, items, messages and calling functions is not visible, so such permissions are kept."
      : `The trail shows data events of ${[...dataServices].sort().join(", ")}. A trail may log them for some resources only: those that it leaves out count as not used.`,
  );
  return spots;
}

/** What to say of a policy's size. */
export function sizeNotes(size: number): readonly string[] {
  if (size <= managedPolicyQuota) return [];
  const next =
    size <= inlinePolicyQuota
      ? `It fits as an inline policy of the role (${inlinePolicyQuota} for all of them together), or split it.`
      : `Split it into ${Math.ceil(size / managedPolicyQuota)} policies or more.`;
  return [`The policy has ${size} characters; a managed policy holds ${managedPolicyQuota}. ${next}`];
}
