import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import type { RolePolicy } from "../../../../core/activity/awsTrails.ts";
import { StoreError } from "../../../../core/fixes/storeError.ts";
import type { Caller } from "../../call.ts";
import type { TrailClientPool, TrailClients } from "../trailClients.ts";
import { pagesOf } from "./iamPages.ts";
import { ofRole } from "./listRoles.ts";

/** One role whose policies are read. */
interface Reading {
  readonly caller: Caller<TrailClients>;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * The policies of a role: the inline ones, the default versions of those attached, and its permissions boundary.
 * @param name of the role, without path @throws StoreError
 */
export async function policiesOf(
  clients: TrailClientPool,
  name: string,
  signal?: AbortSignal,
): Promise<readonly RolePolicy[]> {
  const reading = { caller: clients.caller(), name, signal };
  return await ofRole(name, async () => [
    ...(await inlineOf(reading)),
    ...(await attachedTo(reading)),
    ...(await boundaryOf(reading)),
  ]);
}

async function inlineOf({ caller, name, signal }: Reading): Promise<RolePolicy[]> {
  const names = await pagesOf(async (marker) => {
    const action = "iam:ListRolePolicies";
    const page = await caller.call({ action, name }, signal, ({ iam }, options) =>
      iam.send(new ListRolePoliciesCommand({ RoleName: name, ...marker }), options),
    );
    return { items: page.PolicyNames ?? [], next: page.Marker };
  });
  const policies: RolePolicy[] = [];
  for (const policy of names) {
    const answer = await caller.call({ action: "iam:GetRolePolicy", name }, signal, ({ iam }, options) =>
      iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }), options),
    );
    policies.push({ name: policy, kind: "inline", text: decoded(answer.PolicyDocument, policy) });
  }
  return policies;
}

async function attachedTo(reading: Reading): Promise<RolePolicy[]> {
  const { caller, name, signal } = reading;
  const attached = await pagesOf(async (marker) => {
    const action = "iam:ListAttachedRolePolicies";
    const page = await caller.call({ action, name }, signal, ({ iam }, options) =>
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, ...marker }), options),
    );
    return { items: page.AttachedPolicies ?? [], next: page.Marker };
  });
  const policies: RolePolicy[] = [];
  for (const { PolicyArn: arn } of attached)
    if (arn !== undefined) policies.push({ name: arn, kind: "managed", text: await managed(reading, arn) });
  return policies;
}

async function boundaryOf(reading: Reading): Promise<RolePolicy[]> {
  const { caller, name, signal } = reading;
  const answer = await caller.call({ action: "iam:GetRole", name }, signal, ({ iam }, options) =>
    iam.send(new GetRoleCommand({ RoleName: name }), options),
  );
  const arn = answer.Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  return arn === undefined ? [] : [{ name: arn, kind: "boundary", text: await managed(reading, arn) }];
}

/** The default version of a managed policy. */
async function managed({ caller, signal }: Reading, arn: string): Promise<string> {
  const policy = await caller.call({ action: "iam:GetPolicy", name: arn }, signal, ({ iam }, options) =>
    iam.send(new GetPolicyCommand({ PolicyArn: arn }), options),
  );
  const version = policy.Policy?.DefaultVersionId;
  const answer = await caller.call(
    { action: "iam:GetPolicyVersion", name: arn },
    signal,
    ({ iam }, options) =>
      iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }), options),
  );
  return decoded(answer.PolicyVersion?.Document, arn);
}

/** IAM gives documents URL-encoded (RFC 3986), its imitations as they are. @throws StoreError `unknown` */
function decoded(document: string | undefined, name: string): string {
  try {
    if (document !== undefined) return /^\s*\{/.test(document) ? document : decodeURIComponent(document);
  } catch {
    // Said below.
  }
  throw new StoreError(
    "unknown",
    `AWS gave no document that can be read of the policy ${JSON.stringify(name)}. Try again in a minute.`,
  );
}
