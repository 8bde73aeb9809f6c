import * as vscode from "vscode";
import type * as activity from "../../bundles/activity.ts";
import { isStoreError } from "../../core/fixes/storeError.ts";
import type { AwsTrails, RolePolicy, TrailPace } from "../../core/activity/awsTrails.ts";
import { readRole, type Role } from "../../core/activity/identity/role.ts";
import type { RiskContext } from "../../core/activity/risk/risk.ts";
import type { AwsIdentity, TrailSource } from "../../core/ports.ts";
import { describeError } from "../../editor/log.ts";
import { awsSource, placeOf } from "./awsSource.ts";
import type { AwsSourceChoice, RoleChoice, SourceChoice } from "./choice.ts";
import type { ActivityDeps } from "./environment.ts";
import type { ActivityMemory } from "./memory.ts";
import { outOfPolicy, rolePolicies } from "./rolePolicies.ts";
import { readBack } from "./readBack.ts";
import type { NotOpened, OpenedSource } from "./session.ts";

/** What opening needs beyond the extension's parts. */
export interface OpenDeps extends ActivityDeps {
  readonly memory: ActivityMemory;
  readonly pace: () => TrailPace;
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
    if (choice.kind === "folder") return openFolder(deps, choice.path, code);
    return await openAws(deps, choice, { code, signal });
  } catch (error) {
    deps.log.error(`no source of agent activity: ${describeError(error)}`);
    if (isStoreError(error)) return failed(error.message);
    return failed(vscode.l10n.t("The source could not be opened. The log says why."));
  }
}

function openFolder(deps: OpenDeps, path: string, code: SourceCode): OpenedSource | NotOpened {
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
    source: code.trailFolder({ paths: [path], follow: true }),
    feed: newFeed(deps, code, { role }),
    mask: code.maskRecord,
    place: { regions: [] },
    ...(role && { role }),
  };
}

interface AwsOpening {
  readonly code: SourceCode;
  readonly signal: AbortSignal;
}

async function openAws(
  deps: OpenDeps,
  choice: AwsSourceChoice,
  { code, signal }: AwsOpening,
): Promise<OpenedSource | NotOpened> {
  const { memory, pace, onScanned } = deps;
  const access = await deps.aws.access();
  const { trails } = access;
  const identity = await access.identity(signal);
  const chosen = roleChoiceOf(deps);
  const own = identity.state === "signed-in" ? identity : undefined;
  if (identity.state === "no-region") return failed(identity.reason);
  // Without the identity it is not known which role the profile has: showing everybody's events would mislead.
  if (chosen.kind === "profile" && !own) return signedOut(identity);
  const arn = chosen.kind === "arn" ? chosen.arn : chosen.kind === "profile" ? own?.arn : undefined;
  const named = arn === undefined ? undefined : readRole(arn);
  if (arn !== undefined && !named) return notARole(arn);
  // IAM is asked of the account's own roles only: names of roles repeat in others.
  const isOwn = named !== undefined && named.account === own?.account;
  const role = isOwn ? await knownRole(deps, trails, named, signal) : named;
  const policies = isOwn ? await rolePolicies(deps, trails, named, signal) : undefined;
  const place = placeOf(choice, identity, deps.settings.activity().regions);
  const key = JSON.stringify([choice, place, arn ?? ""]);
  const { since, gap } = readBack(Date.now(), memory.seenUntil(key), closedReason());
  const source = awsSource(choice, { trails, role, place, since, pace, onScanned, code });
  return {
    source: remembering(source, (time) => void memory.keepSeen(key, time)),
    feed: newFeed(deps, code, { role, outside: await outsideOf(deps, code, policies) }),
    mask: code.maskRecord,
    place,
    ...(role && { role }),
    ...(policies && { policies }),
    ...(gap && { gap }),
  };
}

/** The role with its id and path, where IAM may be asked: then its sessions are told surely. */
async function knownRole(
  { log }: OpenDeps,
  trails: AwsTrails,
  role: Role,
  signal: AbortSignal,
): Promise<Role> {
  try {
    return (await trails.role(role.name, signal)).role;
  } catch (error) {
    log.debug(`the role's id is not known: ${describeError(error)}`);
    return role;
  }
}

async function outsideOf(
  { loadIam }: OpenDeps,
  code: SourceCode,
  policies: readonly RolePolicy[] | undefined,
): Promise<RiskContext["outOfPolicy"]> {
  return policies && outOfPolicy(policies, code, (await loadIam()).catalogue);
}

function newFeed(
  { settings }: OpenDeps,
  code: SourceCode,
  { role, outside }: { readonly role: Role | undefined; readonly outside?: RiskContext["outOfPolicy"] },
): OpenedSource["feed"] {
  const { maxEvents, regions } = settings.activity();
  return new code.ActivityFeed({
    ...(role && { role }),
    limit: maxEvents,
    hash: code.hash,
    pack: code.pack,
    judge: (event) => code.classifyRisk(event, outside ? { outOfPolicy: outside } : {}),
    watch: new code.RiskWatch({ regions }),
  });
}

function failed(message: string): NotOpened {
  return { notice: { kind: "failed", message } };
}

function notARole(arn: string): NotOpened {
  return failed(vscode.l10n.t("This is not the ARN of a role: {0}. Choose another.", arn));
}

function signedOut(identity: AwsIdentity): NotOpened {
  const kind = identity.state === "unreachable" ? "offline" : "signed-out";
  return { notice: { kind, message: identity.state === "signed-in" ? "" : identity.reason } };
}

function closedReason(): string {
  return vscode.l10n.t("The editor was closed for longer than Picket reads back.");
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
