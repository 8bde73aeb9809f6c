import type { TrailNotice } from "../../../../core/ports.ts";
import type { TroubleTexts } from "../trouble.ts";
import type { LogGroup } from "./logGroup.ts";

/** What a log group's source says where the common texts speak of secrets. */
export function logTexts({ name }: LogGroup, region: string): TroubleTexts {
  const quoted = JSON.stringify(name);
  return {
    "not-found": `There is no log group ${quoted} in ${region}. Choose the log group that the trail delivers to, and its Region.`,
    limit: `A quota of the account stops Picket from reading log group ${quoted}. Close other Live Tail sessions, or choose polling.`,
  };
}

/** Of a group in a class of logs that gives its events to queries alone. */
export function wrongClass({ name }: LogGroup): string {
  return `Log group ${JSON.stringify(name)} does not let its events be read one by one: its log class is not Standard. Choose another source, such as Athena over the trail's bucket.`;
}

/** Of a setting that is no group. */
export const notAGroup: TrailNotice = {
  kind: "failed",
  message:
    "That is no name and no ARN of a log group. Choose the log group that the trail delivers to, such as aws-cloudtrail-logs.",
};
