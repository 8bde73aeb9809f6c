import type { Role } from "../../../../core/activity/identity/role.ts";

const safe = {
  partition: /^[a-z0-9-]{1,32}$/,
  account: /^\d{12}$/,
  name: /^[\w+=,.@-]{1,64}$/,
  id: /^[A-Z0-9]{16,128}$/,
};

/**
 * A JSON filter pattern of CloudWatch Logs that lets through what may be a role's: calls by its sessions, calls of
 * AssumeRole for it, and calls that show nothing of their caller but an access key, which may have been given out for the
 * role. It lets a little more through, which `matchesRole` sorts out; the name is compared as it is written, since the
 * pattern knows no other way. `*` stands for the path, which a role need not show.
 *
 * Nothing is quoted that could end the quotes: a role whose parts have other characters than IAM allows gives no pattern,
 * as does no role, and everybody's events come. At most 800 characters of the 1,024 that a pattern may have.
 */
export function rolePattern(role: Role | undefined): string | undefined {
  if (!role) return undefined;
  const { partition, account, name, id } = role;
  if (!safe.partition.test(partition) || !safe.account.test(account) || !safe.name.test(name))
    return undefined;
  const caller = "$.userIdentity";
  const issuer = `${caller}.sessionContext.sessionIssuer`;
  const clauses = [
    `${issuer}.arn = "*/${name}"`,
    `${caller}.arn = "arn:${partition}:sts::${account}:assumed-role/${name}/*"`,
    `$.requestParameters.roleArn = "*/${name}"`,
    `$.resources[0].ARN = "*/${name}"`,
    ...(id !== undefined && safe.id.test(id)
      ? [`${caller}.principalId = "${id}:*"`, `${issuer}.principalId = "${id}"`]
      : []),
    `(${caller}.arn NOT EXISTS) && (${caller}.accessKeyId = "A*")`,
  ];
  return `{ ${clauses.map((clause) => `(${clause})`).join(" || ")} }`;
}
