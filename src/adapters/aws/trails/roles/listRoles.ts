import { GetRoleCommand, ListRolesCommand, type Role as IamRole } from "@aws-sdk/client-iam";
import type { RoleInfo } from "../../../../core/activity/awsTrails.ts";
import { readRole } from "../../../../core/activity/identity/role.ts";
import { isStoreError, StoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { pagesOf } from "./iamPages.ts";

/** All roles of the account, page by page, each within the deadline of a call. @throws StoreError */
export async function listRoles(
  clients: TrailClientPool,
  signal?: AbortSignal,
): Promise<readonly RoleInfo[]> {
  const caller = clients.caller();
  const roles = await pagesOf(async (marker) => {
    const page = await caller.call({ action: "iam:ListRoles" }, signal, ({ iam }, options) =>
      iam.send(new ListRolesCommand({ MaxItems: 1_000, ...marker }), options),
    );
    return { items: page.Roles ?? [], next: page.Marker };
  });
  return roles.flatMap(toInfo);
}

/** One role. @param name without path @throws StoreError `not-found` among others */
export async function getRole(
  clients: TrailClientPool,
  name: string,
  signal?: AbortSignal,
): Promise<RoleInfo> {
  const [info] = await ofRole(name, async () => {
    const answer = await clients
      .caller()
      .call({ action: "iam:GetRole", name }, signal, ({ iam }, options) =>
        iam.send(new GetRoleCommand({ RoleName: name }), options),
      );
    return answer.Role ? toInfo(answer.Role) : [];
  });
  if (info) return info;
  throw new StoreError("unknown", `AWS gave no role for ${JSON.stringify(name)}. Try again in a minute.`);
}

/** Calls about one role: what is not found is the role, where the common message speaks of a failure without reason. */
export async function ofRole<T>(name: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isStoreError(error) || !isMissing(error)) throw error;
    const quoted = JSON.stringify(name);
    const message = `There is no role ${quoted} in this account, or a policy of it is gone. Check its name and the profile.`;
    throw new StoreError("not-found", message, { cause: error.cause });
  }
}

function isMissing({ cause }: StoreError): boolean {
  return (
    typeof cause === "object" &&
    cause !== null &&
    "name" in cause &&
    String(cause.name).startsWith("NoSuchEntity")
  );
}

function toInfo({ Arn: arn = "", RoleId, Description, RoleLastUsed }: IamRole): RoleInfo[] {
  const role = readRole(arn);
  if (!role) return [];
  const lastUsed = RoleLastUsed?.LastUsedDate?.getTime();
  return [
    {
      arn,
      // Here a role's ARN has its path, if it has one.
      role: { ...role, path: role.path ?? "/", ...(RoleId !== undefined && { id: RoleId }) },
      ...(Description && { description: Description }),
      ...(lastUsed !== undefined && { lastUsed }),
    },
  ];
}
