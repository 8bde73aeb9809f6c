/** A log group as it was named. */
export interface LogGroup {
  readonly name: string;
  /** Without `:*`; undefined when a name alone was given. */
  readonly arn: string | undefined;
}

/** The characters of CreateLogGroup. */
const groupName = /^[\w./#-]{1,512}$/;
const groupArn = /^(arn:[a-z0-9-]+:logs:[a-z0-9-]+:\d{12}:log-group:([\w./#-]{1,512}))(?::\*)?$/;

/** Reads a name or an ARN; CloudTrail gives ARNs with `:*` at their end, which no call takes. Undefined: it is neither. */
export function readLogGroup(text: string): LogGroup | undefined {
  const [, arn, name] = groupArn.exec(text.trim()) ?? [];
  if (arn !== undefined && name !== undefined) return { name, arn };
  return groupName.test(text.trim()) ? { name: text.trim(), arn: undefined } : undefined;
}

/**
 * How FilterLogEvents is told of a group. By its ARN where there is one: that also works for the group of another account
 * that this one monitors.
 */
export function groupParameter({
  name,
  arn,
}: LogGroup): { readonly logGroupName: string } | { readonly logGroupIdentifier: string } {
  return arn === undefined ? { logGroupName: name } : { logGroupIdentifier: arn };
}
