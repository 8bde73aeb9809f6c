import * as vscode from "vscode";
import type * as activity from "../../bundles/activity.ts";
import type { AwsTrails, QueryEstimate, TrailPace } from "../../core/activity/awsTrails.ts";
import type { Role } from "../../core/activity/identity/role.ts";
import { lookupRegions } from "../../core/activity/lookupRegions.ts";
import type { AwsIdentity, TrailSource } from "../../core/ports.ts";
import type { AwsSourceChoice, SourceChoice } from "./choice.ts";
import type { SourcePlace } from "./sourceText.ts";

/** What a source of AWS is made of. Times in ms since epoch. */
export interface AwsSourceParts {
  readonly trails: AwsTrails;
  readonly role: Role | undefined;
  readonly place: SourcePlace;
  /** From when on events are asked for. */
  readonly since: number;
  readonly pace: () => TrailPace;
  /** Told after each query. */
  readonly onScanned: (bytes: number) => void;
  readonly code: Pick<typeof activity, "mergeSources">;
}

/** The account and the Regions that a choice reads. @param expected Regions of the settings; empty: the selection's own */
export function placeOf(
  choice: SourceChoice,
  identity: AwsIdentity,
  expected: readonly string[],
): SourcePlace {
  const account = identity.state === "signed-in" ? identity.account : undefined;
  if (choice.kind !== "lookup") return { account, regions: "region" in choice ? [choice.region] : [] };
  const own = identity.region === undefined ? [] : [identity.region];
  const wanted = choice.regions.length > 0 ? choice.regions : expected.length > 0 ? expected : own;
  return { account, regions: lookupRegions(wanted) };
}

/** The source of a choice. Nothing is called before it is started. */
export function awsSource(choice: AwsSourceChoice, parts: AwsSourceParts): TrailSource {
  const { trails, role, place, since, pace, onScanned, code } = parts;
  const shared = { since, pace, follow: true, ...(role && { role }) };
  if (choice.kind === "lookup") {
    // AWS takes one filter: with a role it is the role's.
    const writesOnly = choice.writesOnly && !role;
    const named = place.regions.map((region) => ({
      name: region,
      source: trails.lookupEvents({ ...shared, region, writesOnly }),
    }));
    return code.mergeSources(named);
  }
  const { region } = choice;
  if ("logGroup" in choice) {
    const options = { ...shared, region, logGroup: choice.logGroup };
    return choice.kind === "liveTail" ? trails.liveTail(options) : trails.filterLogEvents(options);
  }
  const asked = { ...shared, region, confirm: confirmQuery, onScanned };
  if (choice.kind === "lake") return trails.lake({ ...asked, store: choice.store });
  const { location, table, workgroup, output, accounts, regions } = choice;
  const optional = { ...(workgroup !== undefined && { workgroup }), ...(output !== undefined && { output }) };
  return trails.athena({ ...asked, ...optional, location, table, accounts, regions });
}

/** Queries cost: the person agrees to the first, and to one that is much larger than those before. */
async function confirmQuery({ bytes, extent }: QueryEstimate): Promise<boolean> {
  const { l10n } = vscode;
  const run = l10n.t("Run the Query");
  const detail = [extent, scanText(bytes)].join("\n\n");
  const message = l10n.t("Read agent activity with a query?");
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, run)) === run;
}

/** @param bytes undefined: not known; 0: a statement that reads nothing */
function scanText(bytes: number | undefined): string {
  const { l10n } = vscode;
  if (bytes === 0) return l10n.t("It scans nothing, so it costs nothing.");
  const size =
    bytes === undefined
      ? l10n.t("How much it scans is not known before it runs.")
      : l10n.t("By the queries before, it scans about {0} GB.", Math.max(bytes / 1e9, 0.01).toFixed(2));
  return `${size} ${l10n.t("AWS charges for what a query scans.")}`;
}
