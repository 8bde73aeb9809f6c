/** A role whose events are looked for. */
export interface Role {
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
  readonly account: string;
  readonly name: string;
  /** Such as `/team/`; undefined when it is not known: a session's ARN leaves it out. */
  readonly path: string | undefined;
  /** `RoleId` of GetRole, `AROA…`, where it is known. */
  readonly id?: string;
  /** Access keys that were given out for the role. */
  readonly accessKeyIds?: ReadonlySet<string>;
}

const roleArn = /^arn:([a-z0-9-]+):iam::(\d{12}):role(\/(?:[\x21-\x7e]{1,510}\/)?)([\w+=,.@-]{1,64})$/;
const sessionArn = /^arn:([a-z0-9-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})(?:\/[\w+=,.@-]{0,64})?$/;

/**
 * The role of an ARN: `arn:aws:iam::<account>:role/<path>/<Name>`, or a session's
 * `arn:aws:sts::<account>:assumed-role/<Name>/<session>`. A role's ARN without a path may have lost it: whether the role
 * has one is taken to be unknown. Undefined for any other text.
 */
export function readRole(arn: string): Role | undefined {
  const [, partition, account, path, name] = roleArn.exec(arn) ?? [];
  if (partition !== undefined && account !== undefined && name !== undefined)
    return { partition, account, name, path: path === "/" ? undefined : path };
  const [, part, owner, role] = sessionArn.exec(arn) ?? [];
  if (part === undefined || owner === undefined || role === undefined) return undefined;
  return { partition: part, account: owner, name: role, path: undefined };
}

/**
 * Whether two ARNs can name one role. IAM keeps names unique within an account, whatever the case and the path ("IAM and
 * AWS STS quotas" of its user guide), so a path only counts where both have one.
 */
export function sameRole(a: Role, b: Role): boolean {
  return (
    a.partition === b.partition &&
    a.account === b.account &&
    a.name.toLowerCase() === b.name.toLowerCase() &&
    (a.path === undefined || b.path === undefined || a.path === b.path)
  );
}
