import type { Role } from "../identity/role.ts";
import { sqlLike, sqlList, sqlText } from "./sql.ts";

/** Keys in one query; what shows nothing but another key is fetched anyway. */
const mostKeys = 100;

/**
 * A condition, in Trino's SQL, that lets through every record which `RoleEvents` may count as the role's: by the session's
 * issuer, the role's id, the session's ARN, the key; records that show nothing of their caller but a key; and the calls of
 * AssumeRole that give keys out for it. It may let through others.
 * @param askedRole SQL of the ARN that a call of AssumeRole asks for
 */
export function roleCondition(role: Role, askedRole: string): string {
  const { partition, account, id } = role;
  const name = role.name.toLowerCase();
  const session = "useridentity.sessioncontext.sessionissuer";
  const roles = `arn:${partition}:iam::${account}:role/`.toLowerCase();
  const sessions = `arn:${partition}:sts::${account}:assumed-role/${name}/`.toLowerCase();
  // A role's path is not always known, and left out of some ARNs.
  const isRole = (arn: string): string =>
    `(lower(${arn}) = ${sqlText(`${roles}${name}`)} OR ${sqlLike(`lower(${arn})`, roles, `/${name}`)})`;
  const keys = [...(role.accessKeyIds ?? [])].slice(-mostKeys);
  const conditions = [
    isRole(`${session}.arn`),
    sqlLike("lower(useridentity.arn)", sessions),
    ...(id === undefined
      ? []
      : [sqlLike("useridentity.principalid", `${id}:`), `${session}.principalid = ${sqlText(id)}`]),
    ...(keys.length === 0 ? [] : [`useridentity.accesskeyid IN ${sqlList(keys)}`]),
    `(useridentity.accesskeyid IS NOT NULL AND useridentity.arn IS NULL AND ${session}.arn IS NULL)`,
    `(eventsource = 'sts.amazonaws.com' AND eventname LIKE 'AssumeRole%' AND ${isRole(askedRole)})`,
  ];
  return `(${conditions.join("\n    OR ")})`;
}
