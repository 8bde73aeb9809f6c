import { matchesFilter } from "../../monitoring/filterPattern/matchesFilter.ts";
import { parseFilterPattern } from "../../monitoring/filterPattern/parseFilterPattern.ts";
import { mapping, type AccountCheck } from "../check.ts";
import type { AlarmFact } from "../facts.ts";
import { fail, judge, pass, undecided, type Judgement } from "../judgement.ts";

/** Events that stand for what must raise an alarm. Filters are tried on them: what a filter is called says nothing. */
const samples = {
  unauthorised: [
    { eventSource: "s3.amazonaws.com", eventName: "GetBucketPolicy", errorCode: "AccessDenied" },
    {
      eventSource: "ec2.amazonaws.com",
      eventName: "RunInstances",
      errorCode: "Client.UnauthorizedOperation",
    },
  ],
  iamChanges: [
    { eventSource: "iam.amazonaws.com", eventName: "AttachRolePolicy" },
    { eventSource: "iam.amazonaws.com", eventName: "PutRolePolicy" },
    { eventSource: "iam.amazonaws.com", eventName: "CreateAccessKey" },
  ],
  deletions: [
    { eventSource: "s3.amazonaws.com", eventName: "DeleteBucket" },
    { eventSource: "cloudtrail.amazonaws.com", eventName: "DeleteTrail" },
    { eventSource: "dynamodb.amazonaws.com", eventName: "DeleteTable" },
  ],
} as const;

type AlarmKind = keyof typeof samples;

const remedy =
  "Add a metric filter with an alarm that tells somebody; picket policy monitoring writes the stack.";

/** PA-004. */
export const unauthorisedAlarm: AccountCheck = {
  id: "PA-004",
  title: "Alarm on unauthorised calls",
  area: "AWS account",
  severity: "high",
  mapping: mapping("12.2", { nist: "SI-4, AU-6", cis: "8.11" }),
  remedy,
  judge: ({ alarms }, { expectations }) =>
    judge(alarms, (all) => judgeAlarm(all, "unauthorised", "unauthorised calls", expectations.agentRole)),
};

/** PA-005. */
export const iamAlarm: AccountCheck = {
  id: "PA-005",
  title: "Alarm on IAM changes",
  area: "AWS account",
  severity: "high",
  mapping: mapping("9.1, 12.2", { nist: "AC-2(4), SI-4", cis: "8.11" }),
  remedy,
  judge: ({ alarms }, { expectations }) =>
    judge(alarms, (all) => judgeAlarm(all, "iamChanges", "changes of IAM", expectations.agentRole)),
};

/** PA-006. */
export const deletionAlarm: AccountCheck = {
  id: "PA-006",
  title: "Alarm on critical deletions",
  area: "AWS account",
  severity: "high",
  mapping: mapping("12.2", { nist: "SI-4, AU-6", cis: "8.11" }),
  remedy,
  judge: ({ alarms }, { expectations }) =>
    judge(alarms, (all) => judgeAlarm(all, "deletions", "critical deletions", expectations.agentRole)),
};

function judgeAlarm(
  alarms: readonly AlarmFact[],
  kind: AlarmKind,
  what: string,
  agentRole: string | undefined,
): Judgement {
  const read = alarms.map((alarm) => ({ alarm, taken: taken(alarm, kind, agentRole) }));
  const fitting = read
    .filter(({ taken: count }) => count !== undefined && count > 0)
    .map(({ alarm }) => alarm);
  const evidence = fitting.map(
    ({ filterName, alarmName, hasAction }) =>
      `${filterName}: ${alarmName === undefined ? "no alarm" : `${alarmName}${hasAction ? "" : ", which tells nobody"}`}`,
  );
  if (fitting.some(({ alarmName, hasAction }) => alarmName !== undefined && hasAction))
    return pass(`an alarm tells of ${what}`, { evidence });
  if (fitting.length > 0) return fail(`a filter takes ${what}, but no alarm tells anybody`, { evidence });
  const unread = read.filter(({ taken: count }) => count === undefined).map(({ alarm }) => alarm.filterName);
  return unread.length > 0
    ? undecided(`no filter that could be read takes ${what}; not read: ${unread.join(", ")}`)
    : fail(`no metric filter takes ${what}`);
}

/** How many of the samples a filter takes; undefined for a pattern that is none of JSON. */
function taken({ pattern }: AlarmFact, kind: AlarmKind, agentRole: string | undefined): number | undefined {
  try {
    const filter = parseFilterPattern(pattern);
    return samples[kind].filter((sample) =>
      callers(agentRole).some((caller) => matchesFilter(filter, { ...sample, ...caller })),
    ).length;
  } catch {
    return undefined;
  }
}

/** Filters may be bound to the agent's role; without one any caller will do. */
function callers(agentRole: string | undefined): readonly object[] {
  const arn = agentRole ?? "arn:aws:iam::123456789012:role/agent";
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] ?? "123456789012";
  return [
    {
      readOnly: false,
      eventType: "AwsApiCall",
      userIdentity: {
        type: "AssumedRole",
        accountId: account,
        arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
        sessionContext: { sessionIssuer: { type: "Role", arn, userName: name, accountId: account } },
      },
    },
  ];
}
