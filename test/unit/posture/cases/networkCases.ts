import assert from "node:assert/strict";
import { known } from "../../../../src/core/posture/fact.ts";
import type { WorkstationFacts } from "../../../../src/core/posture/facts.ts";
import { expectations, goodWorkstation, noon } from "../postureSamples.ts";
import type { Case } from "./case.ts";

const resolved = (...byLookup: readonly string[]): Partial<WorkstationFacts> => ({
  resolved: known([{ host: "q.us-east-1.amazonaws.com", byLookup, isProxied: false }]),
});
const reachedBut = (host: string, change: object): Partial<WorkstationFacts> => {
  const before = goodWorkstation().reached;
  assert.ok(before.state === "known");
  return { reached: known(before.value.map((one) => (one.host === host ? { ...one, ...change } : one))) };
};
const q = "q.us-east-1.amazonaws.com";

/** Names and hosts. */
export const networkCases: readonly Case[] = [
  { id: "PK-020", what: "one public address", status: "FAIL", workstation: resolved("10.0.0.4", "52.1.2.3") },
  {
    id: "PK-020",
    what: "a public address that only DNS gives",
    status: "FAIL",
    workstation: {
      resolved: known([{ host: q, byLookup: ["10.0.0.4"], byDns: ["52.1.2.3"], isProxied: false }]),
    },
  },
  { id: "PK-020", what: "no address", status: "UNKNOWN", workstation: resolved() },
  {
    id: "PK-020",
    what: "a proxy",
    status: "UNKNOWN",
    workstation: { resolved: known([{ host: q, byLookup: ["10.0.0.4"], isProxied: true }]) },
  },
  {
    id: "PK-020",
    what: "a block of the organisation",
    status: "PASS",
    workstation: resolved("203.0.113.9"),
    expect: { privateBlocks: ["203.0.113.0/24"] },
  },
  { id: "PK-020", what: "private IPv6", status: "PASS", workstation: resolved("fd00::1", "::ffff:10.1.2.3") },
  {
    id: "PK-021",
    what: "a foreign issuer",
    status: "FAIL",
    workstation: reachedBut(q, { issuer: "O=Proxy Inc" }),
  },
  {
    id: "PK-021",
    what: "the proxy of the organisation",
    status: "PASS",
    workstation: reachedBut(q, { issuer: "O=Acme Inspection" }),
    expect: { inspectionIssuers: ["Acme Inspection"] },
  },
  {
    id: "PK-021",
    what: "a name that only begins like Amazon",
    status: "FAIL",
    workstation: reachedBut(q, { issuer: "O=Amazonas" }),
  },
  {
    id: "PK-021",
    what: "a certificate of another name",
    status: "FAIL",
    workstation: reachedBut(q, { isTrusted: false }),
  },
  {
    id: "PK-021",
    what: "an expired one",
    status: "FAIL",
    workstation: reachedBut(q, { expiresAt: noon - 1 }),
  },
  {
    id: "PK-021",
    what: "a host that is not reached",
    status: "UNKNOWN",
    workstation: reachedBut(q, { outcome: "timeout" }),
  },
  {
    id: "PK-022",
    what: "an open host",
    status: "FAIL",
    workstation: reachedBut("view.awsapps.com", { outcome: "tls" }),
  },
  {
    id: "PK-022",
    what: "a block page",
    status: "PASS",
    workstation: reachedBut("view.awsapps.com", { outcome: "page" }),
  },
  {
    id: "PK-022",
    what: "a machine that is offline",
    status: "UNKNOWN",
    workstation: {
      reached: known(expectations.blockedHosts.map((host) => ({ host, outcome: "timeout" as const }))),
    },
  },
  {
    id: "PK-101",
    what: "a host out of reach",
    status: "FAIL",
    workstation: reachedBut("app.kiro.dev", { outcome: "refused" }),
  },
];
