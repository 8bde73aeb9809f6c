import { type Identified, identify } from "../identity/identify.ts";
import { shown } from "../identity/shown.ts";
import type { DefinitionProblem, McpDefinition } from "../model/definition.ts";
import type { McpPolicy, PolicyState } from "../model/policy.ts";
import type { McpFlag, McpStatus, McpVerdict } from "../model/verdict.ts";
import { redirects } from "./constraints/env.ts";
import { findDenial } from "./denied.ts";
import { flagsOf } from "./flags.ts";
import { type ListedNames, listNames } from "./imitation.ts";
import { fitEntry } from "./listed.ts";
import { judgeListing } from "./listStep.ts";
import { judgePolicy } from "./policyStep.ts";
import { isRegistryMarker, judgeReadable } from "./readable.ts";
import { severityOf } from "./severities.ts";
import { describeIdentity, publicIdentity } from "./describe.ts";
import { Trace } from "./trace.ts";

/** A server to judge. */
export interface JudgedServer {
  readonly name: string;
  readonly definition: McpDefinition;
  /** What its reader found wrong with it. */
  readonly problems?: readonly Pick<DefinitionProblem, "path" | "message" | "effect">[];
  /** `user`, `central`, `workspace` …; absent: scopes are not judged. */
  readonly scope?: string;
  /** Flags that its place among all definitions raised. */
  readonly flags?: readonly McpFlag[];
}

/** What a verdict rests on, beside the definition. */
export interface JudgeContext {
  readonly policy: PolicyState;
  /** Whether Kiro takes servers from a registry only. */
  readonly registryMode?: boolean;
  /** Names of the registry file, when one is given; else the policy's names count. */
  readonly registryNames?: ReadonlySet<string>;
  /** ms since epoch. */
  readonly now: number;
  readonly platform?: string;
  /** `kiroAgent.mcpApprovedEnvVars`; absent when nobody knows. */
  readonly approvedEnv?: readonly string[];
  /** Whether the secrets engine found a secret in the definition. */
  readonly hasSecret?: boolean;
  /** SHA-256 of a file of this computer, lower-case hex; undefined when it was not read. */
  readonly fileHash?: (path: string) => string | undefined;
}

/** What a step decided. */
interface Decision {
  readonly status: McpStatus;
  readonly reasons: readonly string[];
  readonly flag?: McpFlag | undefined;
  readonly policyEntry?: string;
}

/**
 * The verdict on one entry: the steps of the semantics in their order; the first that decides gives the status. Pure,
 * never throws, and no reason holds the value of a variable, a header or an argument.
 */
export function judgeServer(server: JudgedServer, context: JudgeContext): McpVerdict {
  const trace = new Trace();
  const usable = judgePolicy(context.policy, context.now);
  const policy = "policy" in usable ? usable.policy : undefined;
  const readable = judgeReadable(
    server.definition,
    server.problems ?? [],
    policy?.options.requireHttps ?? true,
  );
  const wellFormed = !readable.malformed;
  const found: Identified = wellFormed ? identify(server.definition, context) : { doubts: [], indexes: [] };
  const decision = decide();
  const flags = new Set<McpFlag>(decision.flag === undefined ? [] : [decision.flag]);
  if (wellFormed) for (const flag of flagsOf(server.name, server.definition, found, context)) flags.add(flag);
  if (readable.plainHttp) flags.add("PLAIN_HTTP");
  for (const flag of server.flags ?? []) flags.add(flag);
  return {
    status: decision.status,
    flags: [...flags],
    reasons: decision.reasons,
    severity: severityOf(decision.status, [...flags], policy?.mode === "audit"),
    ...(found.identity && { identity: publicIdentity(found.identity) }),
    ...(decision.policyEntry !== undefined && { policyEntry: decision.policyEntry }),
    trace: trace.steps,
  };

  function decide(): Decision {
    if (!("policy" in usable)) {
      trace.decide(1, usable.reason);
      return { status: usable.status, reasons: [usable.reason], flag: usable.flag };
    }
    trace.pass(1, "Yes.");
    if (readable.invalid !== undefined) {
      trace.decide(2, readable.invalid);
      return { status: "INVALID", reasons: [readable.invalid] };
    }
    trace.pass(2, readable.plainHttp ? "No, it is plain http, but the policy lets that pass." : "Yes.");
    return decideListed({ server, context, policy: usable.policy, found, trace });
  }
}

interface Judged {
  readonly server: JudgedServer;
  readonly context: JudgeContext;
  readonly policy: McpPolicy;
  readonly found: Identified;
  readonly trace: Trace;
}

function decideListed(judged: Judged): Decision {
  const names = namesOf(judged.policy);
  return registryStep(judged, names) ?? denialStep(judged) ?? doubtStep(judged) ?? listSteps(judged, names);
}

/** Making the names of a policy ready takes time, and many servers meet the same policy. */
const namesByPolicy = new WeakMap<McpPolicy, ListedNames>();

function namesOf(policy: McpPolicy): ListedNames {
  const known = namesByPolicy.get(policy);
  if (known) return known;
  const names = listNames(policy.servers.flatMap((entry) => entry.names));
  namesByPolicy.set(policy, names);
  return names;
}

function registryStep({ server, context, trace }: Judged, names: ListedNames): Decision | undefined {
  const { registryNames, registryMode = false } = context;
  if (isRegistryMarker(server.definition)) {
    const name = server.name.normalize("NFC");
    const listed = registryNames
      ? registryNames.has(name) || registryNames.has(server.name)
      : names.lists(name);
    const where = registryNames ? "registry" : "policy";
    const reason = listed
      ? `It is a server of the registry, and the ${where} has its name.`
      : `It asks for a server of the registry, but the ${where} has none of this name.`;
    trace.decide(3, reason);
    const added = Object.keys(server.definition.env ?? {}).filter(redirects);
    const remarks = added.map(
      (variable) =>
        `The variable ${shown(variable, 60)} of this entry is added to the registry's and changes what runs.`,
    );
    return { status: listed ? "ALLOWED" : "NOT_LISTED", reasons: [reason, ...remarks] };
  }
  if (!registryMode) {
    trace.pass(3, "No.");
    return undefined;
  }
  const reason =
    'Kiro takes servers from the registry only and drops this one: it is not marked with "type": "registry" alone.';
  trace.decide(3, reason);
  return { status: "BLOCKED_BY_REGISTRY_MODE", reasons: [reason] };
}

function denialStep({ server, policy, found, trace }: Judged): Decision | undefined {
  const denial = findDenial(policy.denied, found, server.definition, server.name);
  if (!denial) {
    trace.pass(4, "No.");
    return undefined;
  }
  const why = denial.reason === undefined ? "" : `: ${shown(denial.reason, 200)}`;
  const reason = `The policy denies it by "${shown(denial.id, 60)}"${why}.`;
  trace.decide(4, reason);
  return { status: "DENIED", reasons: [reason], policyEntry: denial.id };
}

function doubtStep({ policy, found, trace }: Judged): Decision | undefined {
  const variablesPass = policy.options.allowUnresolvedVariables;
  const doubts = found.doubts
    .filter(({ variable }) => !(variable && variablesPass))
    .map(({ reason }) => reason);
  const noHash =
    found.identity?.kind === "file" && !policy.servers.some((entry) => fitEntry(found, entry) !== "none");
  if (noHash) doubts.push("it is a program or script on this computer, and the policy lists no hash of it");
  if (!found.identity && doubts.length === 0) doubts.push("what it names is filled in later");
  if (doubts.length === 0) {
    trace.pass(5, found.identity ? `Yes: ${describeIdentity(found.identity)}.` : "Yes.");
    return undefined;
  }
  const reasons = [...new Set(doubts)].map((doubt) => `It cannot be told what this is: ${doubt}.`);
  trace.decide(5, reasons[0] ?? "");
  return { status: "UNVERIFIABLE", reasons };
}

function listSteps({ server, context, policy, found, trace }: Judged, names: ListedNames): Decision {
  const { fileHash, now } = context;
  const listing = judgeListing(server.name, {
    definition: server.definition,
    found,
    policy,
    now,
    ...(server.scope !== undefined && { scope: server.scope }),
    ...(fileHash && { fileHash }),
  });
  if (listing) {
    const { status, entry, reasons, step } = listing;
    if (step === 7) trace.pass(6, `Yes, as "${shown(entry.id, 60)}".`);
    trace.decide(step, reasons[0] ?? "");
    return { status, reasons, policyEntry: entry.id };
  }
  const what = found.identity ? describeIdentity(found.identity) : "what it starts";
  const imitated = names.imitated(server.name);
  if (names.lists(server.name) || imitated !== undefined) {
    const reason =
      imitated === undefined
        ? `Its name is one that the policy lists, but it is another server: ${what}${oddness(found)}.`
        : `Its name looks like "${shown(imitated, 60)}" of the policy, but it is another server: ${what}${oddness(found)}.`;
    trace.decide(6, reason);
    return { status: "NAME_ONLY", reasons: [reason] };
  }
  const reason = `The policy does not list ${what}${oddness(found)}. Ask for approval, or use a listed server.`;
  trace.decide(6, reason);
  return { status: "NOT_LISTED", reasons: [reason] };
}

function oddness({ address }: Identified): string {
  return address?.odd === undefined ? "" : ` (${address.odd})`;
}
