import assert from "node:assert/strict";
import { known } from "../../../../src/core/posture/fact.ts";
import type { AccountFacts } from "../../../../src/core/posture/facts.ts";
import { goodAccount } from "../postureSamples.ts";
import type { Case } from "./case.ts";

const role = (statement: object, name = "agent"): Partial<AccountFacts> => ({
  rolePolicies: known([{ name, kind: "managed", text: JSON.stringify({ Statement: [statement] }) }]),
});
const trail = (change: object): Partial<AccountFacts> => {
  const { trails } = goodAccount();
  assert.ok(trails.state === "known");
  return { trails: known(trails.value.map((one) => ({ ...one, ...change }))) };
};
const endpoint = (change: object): Partial<AccountFacts> => {
  const { endpoints } = goodAccount();
  assert.ok(endpoints.state === "known");
  return { endpoints: known(endpoints.value.map((one) => ({ ...one, ...change }))) };
};

/** An AWS account. */
export const accountCases: readonly Case[] = [
  { id: "PA-001", what: "one Region", status: "FAIL", account: trail({ isMultiRegion: false }) },
  { id: "PA-001", what: "a trail that is stopped", status: "FAIL", account: trail({ isLogging: false }) },
  { id: "PA-001", what: "writes alone", status: "FAIL", account: trail({ logsManagementReads: false }) },
  {
    id: "PA-002",
    what: "no validation",
    status: "FAIL",
    severity: "high",
    account: trail({ validatesLogFiles: false }),
  },
  {
    id: "PA-002",
    what: "no key",
    status: "FAIL",
    severity: "medium",
    account: trail({ kmsKeyId: undefined }),
  },
  { id: "PA-003", what: "no data events", status: "FAIL", account: trail({ dataEventTypes: [] }) },
  { id: "PA-004", what: "no filter", status: "FAIL", account: { alarms: known([]) } },
  {
    id: "PA-004",
    what: "an alarm that tells nobody",
    status: "FAIL",
    reason: /no alarm tells/,
    account: {
      alarms: known([
        { filterName: "f", pattern: '{ $.errorCode = "AccessDenied*" }', alarmName: "a", hasAction: false },
      ]),
    },
  },
  {
    id: "PA-005",
    what: "a pattern of words",
    status: "UNKNOWN",
    account: {
      alarms: known([{ filterName: "f", pattern: "iam changed", alarmName: "a", hasAction: true }]),
    },
  },
  {
    id: "PA-006",
    what: "a filter of other names",
    status: "FAIL",
    account: {
      alarms: known([
        {
          filterName: "deletions",
          pattern: '{ $.eventName = "ConsoleLogin" }',
          alarmName: "a",
          hasAction: true,
        },
      ]),
    },
  },
  {
    id: "PA-007",
    what: "a recorder that stands",
    status: "FAIL",
    account: { config: known({ isRecording: false, recordsAll: true, rules: ["r"] }) },
  },
  { id: "PA-008", what: "no private DNS", status: "FAIL", account: endpoint({ hasPrivateDns: false }) },
  { id: "PA-008", what: "no endpoint", status: "FAIL", account: { endpoints: known([]) } },
  {
    id: "PA-009",
    what: "everybody",
    status: "FAIL",
    account: endpoint({ policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}' }),
  },
  { id: "PA-009", what: "no JSON", status: "UNKNOWN", account: endpoint({ policy: "{" }) },
  {
    id: "PA-010",
    what: "AdministratorAccess",
    status: "FAIL",
    account: role({}, "arn:aws:iam::aws:policy/AdministratorAccess"),
  },
  {
    id: "PA-010",
    what: "a whole service",
    status: "FAIL",
    reason: /s3:\*/,
    account: role({ Effect: "Allow", Action: ["s3:*"], Resource: "*" }),
  },
  {
    id: "PA-010",
    what: "all but some",
    status: "FAIL",
    account: role({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
  },
  {
    id: "PA-010",
    what: "a denied service",
    status: "PASS",
    account: role({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
  },
  {
    id: "PA-011",
    what: "long sessions",
    status: "FAIL",
    account: { identityCenter: known({ sessionHours: 13 }) },
  },
  {
    id: "PA-012",
    what: "a setting that the API does not tell",
    status: "UNKNOWN",
    account: { identityCenter: known({ sessionHours: 1 }) },
  },
  { id: "PA-012", what: "no MFA", status: "FAIL", account: { identityCenter: known({ mfa: "never" }) } },
  { id: "PA-013", what: "groups that are not read", status: "NOT_APPLICABLE" },
  {
    id: "PA-013",
    what: "an open group",
    status: "FAIL",
    account: {
      securityGroupRules: known([
        {
          groupId: "sg-1",
          direction: "ingress",
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          peers: ["0.0.0.0/0"],
        },
      ]),
    },
  },
  {
    id: "PA-013",
    what: "443 out to anywhere",
    status: "PASS",
    account: {
      securityGroupRules: known([
        {
          groupId: "sg-1",
          direction: "egress",
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          peers: ["0.0.0.0/0"],
        },
      ]),
    },
  },
  {
    id: "PA-014",
    what: "a plain volume",
    status: "FAIL",
    account: { workspaces: known([{ id: "ws-1", rootEncrypted: true, userEncrypted: false }]) },
  },
  {
    id: "PA-014",
    what: "one that never stops",
    status: "FAIL",
    severity: "low",
    account: {
      workspaces: known([
        { id: "ws-1", rootEncrypted: true, userEncrypted: true, kmsKeyId: "key", runningMode: "ALWAYS_ON" },
      ]),
    },
  },
];
