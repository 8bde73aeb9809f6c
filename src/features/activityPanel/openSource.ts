import * as vscode from "vscode";
import type * as activity from "../../bundles/activity.ts";
import { isStoreError } from "../../core/fixes/storeError.ts";
import type { AwsTrails, QueryEstimate } from "../../core/activity/awsTrails.ts";
import { readRole, type Role } from "../../core/activity/identity/role.ts";
import { lookupRegions } from "../../core/activity/lookupRegions.ts";
import type { RiskContext } from "../../core/activity/risk/risk.ts";
import type { AwsIdentity, TrailGap, TrailSource } from "../../core/ports.ts";
import { describeError } from "../../editor/log.ts";
import { callsAws, type RoleChoice, type SourceChoice } from "./choice.ts";
import type { ActivityDeps } from "./environment.ts";
import type { ActivityMemory } from "./memory.ts";
import { outOfPolicy } from "./outOfPolicy.ts";
import { readBack } from "./readBack.ts";
import type { NotOpened, OpenedSource } from "./session.ts";
import type { SourcePlace } from "./sourceText.ts";

/** What opening needs beyond the extension's parts. */
export interface OpenDeps extends ActivityDeps {
  readonly memory: ActivityMemory;
  readonly pace: () => "visible" | "idle" | "hidden";
  readonly onScanned: (bytes: number) => void;
}

type SourceCode = typeof activity;

/** Whose events, as it counts now: chosen here, else by the setting, else everybody's. */
function roleChoiceOf({ memory, settings }: Pick<OpenDeps, "memory" | "settings">): RoleChoice {
  const { role } = settings.activity();
  return memory.role() ?? (role === undefined ? { kind: "everybody" } : { kind: "arn", arn: role });
}

/** Opens the chosen source with a feed of its own. Never rejects; AWS is called only for a source of AWS. */
export async function openSource(
  deps: OpenDeps,
  choice: SourceChoice,
  signal: AbortSignal,
): Promise<OpenedSource | NotOpened> {
  try {
    const code = await deps.loadActivity();
    return callsAws(choice) ? await openAws(deps, choice, { code, signal }) : openFolder(deps, choice, code);
  } catch (error) {
    deps.log.error(`no source of agent activity: ${describeError(error)}`);
    if (isStoreError(error)) return failed(error.message);
    return failed(vscode.l10n.t("The source could not be opened. The log says why."));
  }
}

function failed(message: string): NotOpened {
  return { notice: { kind: "failed", message } };
}

function openFolder(deps: OpenDeps, choice: SourceChoice, code: SourceCode): OpenedSource | NotOpened {
  if (choice.kind !== "folder") return failed("");
  const chosen = roleChoiceOf(deps);
  if (chosen.kind === "profile")
    return failed(
      vscode.l10n.t(
        "Files do not say which role is yours. Choose the role by its ARN, or everybody's events.",
      ),
    );
  const role = chosen.kind === "arn" ? readRole(chosen.arn) : undefined;
  if (chosen.kind === "arn" && !role) return notARole(chosen.arn);
  return {
    source: code.trailFolder({ paths: [choice.path], follow: true }),
    feed: newFeed(deps, code, { role }),
    mask: code.maskRecord,
    place: { regions: [] },
    role: roleText(role),
  };
}

function notARole(arn: string): NotOpened {
  return failed(vscode.l10n.t("This is not the ARN of a role: {0}. Choose another.", arn));
}

/** A role for a person: name and account. */
function roleText(role: Role | undefined): string {
  return role ? `${role.name} (${role.account})` : "";
}

function newFeed(
  deps: OpenDeps,
  code: SourceCode,
  { role, outside }: { readonly role: Role | undefined; readonly outside?: RiskContext["outOfPolicy"] },
): OpenedSource["feed"] {
  const { maxEvents, regions } = deps.settings.activity();
  return new code.ActivityFeed({
    ...(role && { role }),
    limit: maxEvents,
    hash: code.hash,
    pack: code.pack,
    judge: (event) => code.classifyRisk(event, outside ? { outOfPolicy: outside } : {}),
    watch: new code.RiskWatch({ regions }),
  });
}

interface AwsOpening {
  readonly code: SourceCode;
  readonly signal: AbortSignal;
}

async function openAws(
  deps: OpenDeps,
  choice: SourceChoice,
  { code, signal }: AwsOpening,
): Promise<OpenedSource | NotOpened> {
  const access = await deps.aws.access();
  const identity = await access.identity(signal);
  const chosen = roleChoiceOf(deps);
  const own = identity.state === "signed-in" ? identity : undefined;
  if (identity.state === "no-region") return failed(identity.reason);
  // Without the identity it is not known which role the profile has: showing everybody's events would mislead.
  if (chosen.kind === "profile" && !own) return signedOut(identity);
  const arn = chosen.kind === "arn" ? chosen.arn : chosen.kind === "profile" ? own?.arn : undefined;
  const named = arn === undefined ? undefined : readRole(arn);
  if (arn !== undefined && !named) return notARole(arn);
  const role = named && (await knownRole(deps, access.trails, named, { own, signal }));
  const place = placeOf(choice, identity, deps.settings.activity().regions);
  const key = JSON.stringify([choice, place, arn ?? ""]);
  const read = readBack(Date.now(), deps.memory.seenUntil(key), closedReason());
  const source = sourceOf(deps, choice, { trails: access.trails, role, place, since: read.since, code });
  // Only of the account that is asked: names of roles repeat.
  const isOwn = role !== undefined && role.account === own?.account;
  const outside = isOwn ? await outOfPolicy(deps, { trails: access.trails, role, code, signal }) : undefined;
  return {
    source: remembering(source, (time) => void deps.memory.keepSeen(key, time)),
    feed: newFeed(deps, code, { role, outside }),
    mask: code.maskRecord,
    place,
    role: roleText(role),
    ...(read.gap && { gap: read.gap satisfies TrailGap }),
  };
}

function closedReason(): string {
  return vscode.l10n.t("The editor was closed for longer than Picket reads back.");
}

function signedOut(identity: AwsIdentity): NotOpened {
  const kind = identity.state === "unreachable" ? "offline" : "signed-out";
  return { notice: { kind, message: identity.state === "signed-in" ? "" : identity.reason } };
}

/** The role with its id and path, where IAM may be asked: then its sessions are told surely. */
async function knownRole(
  { log }: OpenDeps,
  trails: AwsTrails,
  role: Role,
  { own, signal }: { own: { readonly account: string } | undefined; signal: AbortSignal },
): Promise<Role> {
  if (own?.account !== role.account) return role;
  try {
    return (await trails.role(role.name, signal)).role;
  } catch (error) {
    log.debug(`the role's id is not known: ${describeError(error)}`);
    return role;
  }
}

function placeOf(choice: SourceChoice, identity: AwsIdentity, expected: readonly string[]): SourcePlace {
  const account = identity.state === "signed-in" ? identity.account : undefined;
  if (choice.kind !== "lookup") return { account, regions: "region" in choice ? [choice.region] : [] };
  const own = identity.region === undefined ? [] : [identity.region];
  const wanted = choice.regions.length > 0 ? choice.regions : expected.length > 0 ? expected : own;
  return { account, regions: lookupRegions(wanted) };
}

interface SourceParts {
  readonly trails: AwsTrails;
  readonly role: Role | undefined;
  readonly place: SourcePlace;
  readonly since: number;
  readonly code: SourceCode;
}

function sourceOf(deps: OpenDeps, choice: SourceChoice, parts: SourceParts): TrailSource {
  const { trails, role, place, since, code } = parts;
  const shared = { since, pace: deps.pace, follow: true, ...(role && { role }) };
  const asked = { confirm: (estimate: QueryEstimate) => confirmQuery(estimate), onScanned: deps.onScanned };
  if (choice.kind === "folder") return code.trailFolder({ paths: [choice.path], follow: true });
  if (choice.kind === "lookup") {
    const writesOnly = choice.writesOnly && !role;
    return code.mergeSources(
      place.regions.map((region) => ({
        name: region,
        source: trails.lookupEvents({ ...shared, region, writesOnly }),
      })),
    );
  }
  const { region } = choice;
  if ("logGroup" in choice) {
    const options = { ...shared, region, logGroup: choice.logGroup };
    return choice.kind === "liveTail" ? trails.liveTail(options) : trails.filterLogEvents(options);
  }
  if (choice.kind === "lake") return trails.lake({ ...shared, ...asked, region, store: choice.store });
  const { location, table, workgroup, output, accounts, regions } = choice;
  const optional = { ...(workgroup !== undefined && { workgroup }), ...(output !== undefined && { output }) };
  return trails.athena({ ...shared, ...asked, ...optional, region, location, table, accounts, regions });
}

/** Queries cost: the person agrees to the first, and to one that is much larger than those before. */
async function confirmQuery({ bytes, extent }: QueryEstimate): Promise<boolean> {
  const { l10n } = vscode;
  const run = l10n.t("Run the Query");
  const size =
    bytes === undefined ? l10n.t("How much it scans is not known before it runs.") : sizeText(bytes);
  const detail = [extent, size, l10n.t("AWS charges for what a query scans.")].join("\n\n");
  const message = l10n.t("Read agent activity with a query?");
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, run)) === run;
}

function sizeText(bytes: number): string {
  return vscode.l10n.t("By the queries before, it scans about {0} GB.", (bytes / 1e9).toFixed(2));
}

/** Keeps up to when events are complete, at most once a minute of them. */
function remembering(source: TrailSource, keep: (time: number) => void): TrailSource {
  return {
    async *start(cursor, signal) {
      let kept = -Infinity;
      for await (const batch of source.start(cursor, signal)) {
        yield batch;
        const { watermark } = batch;
        if (watermark === undefined || watermark - kept < 60_000) continue;
        kept = watermark;
        keep(watermark);
      }
    },
  };
}
