import { generateKeyPairSync } from "node:crypto";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { nodeSignatures } from "../../../src/adapters/node/mcpSignature.ts";
import { reportSigner } from "../../../src/adapters/node/posture/reportKey.ts";
import type { VerifyContext } from "../../../src/core/posture/chain/verifyContext.ts";
import { expectationsOf } from "../../../src/core/posture/config/defaultExpectations.ts";
import { evaluatePosture } from "../../../src/core/posture/evaluate.ts";
import type { Expectations } from "../../../src/core/posture/expectations.ts";
import { known, notApplicable } from "../../../src/core/posture/fact.ts";
import type {
  AccountFacts,
  FileFact,
  ServerFact,
  WorkstationFacts,
} from "../../../src/core/posture/facts.ts";
import type { ReportSigner } from "../../../src/core/posture/ports.ts";
import { reportBody, type ReportBody } from "../../../src/core/posture/report/reportBody.ts";
import type { CheckResult } from "../../../src/core/posture/result.ts";

/** Noon of a day in November. */
export const noon = Date.parse("2026-11-20T12:00:00.000Z");
export const hour = 3_600_000;

/** A new key, as PEM and as a signer. */
export function newKey(): { readonly pem: string; readonly signer: ReportSigner } {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { pem, signer: reportSigner(pem) };
}

/** What verifies with Node's crypto. */
export function context(change: Partial<VerifyContext> = {}): VerifyContext {
  return {
    hash: nodeHash,
    signatures: nodeSignatures,
    allowUnsigned: false,
    now: noon + 30 * hour,
    ...change,
  };
}

/** Expectations of Linux, with a DLP service and an EDR. */
export const expectations: Expectations = {
  ...expectationsOf({}, "linux"),
  services: { dlp: ["dlpd"], edr: ["edrd"] },
  privateHosts: ["q.us-east-1.amazonaws.com"],
};

export const managedText = JSON.stringify({
  rules: [{ capability: "signin_method", match: ["*"], exclude: ["idc"], effect: "deny" }],
  settings: {},
});

export function file(path: string, text?: string): FileFact {
  return text === undefined
    ? { path, exists: false }
    : { path, exists: true, text, size: text.length, sha256: nodeHash.sha256(text), encoding: "utf8" };
}

export function server(change: Partial<ServerFact> = {}): ServerFact {
  return {
    name: "docs",
    scope: "central",
    path: "/etc/kiro/mcp.json",
    status: "ALLOWED",
    isEffective: true,
    isDisabled: false,
    autoApprove: ["list_pages"],
    ...change,
  };
}

const protectedPlace = { owner: "0:root", ownedByAdmin: true, writableByUser: false, isLink: false };

/** A workstation on which every check passes or does not apply. */
export function goodWorkstation(change: Partial<WorkstationFacts> = {}): WorkstationFacts {
  return { ...kiroFacts(), ...systemFacts(), ...change };
}

function kiroFacts() {
  const central = JSON.stringify({
    mcpServers: { docs: { command: "npx", args: ["-y", "@acme/docs@1.0.0"] } },
  });
  return {
    managedSettings: known(file("/etc/kiro/managed-settings.json", managedText)),
    centralMcp: known(file("/etc/kiro/mcp.json", central)),
    centralMcpProtection: known({ path: "/etc/kiro/mcp.json", ...protectedPlace }),
    centralMcpAncestors: known([
      { path: "/etc/kiro", ...protectedPlace },
      { path: "/etc", ...protectedPlace },
    ]),
    userMcpLink: known({ kind: "symbolic-link" as const, target: "/etc/kiro/mcp.json", isCentral: true }),
    signIn: known({ provider: "Enterprise", method: "IdC", changedAt: noon }),
    servers: known([server()]),
    secretsInKiroFiles: known([]),
    settings: known(
      Object.entries(expectations.settings).map(([name, value]) => ({ name, value, setByWorkspace: false })),
    ),
    permissions: known([file("/home/u/.kiro/settings/permissions.yaml")]),
    hooks: known([
      { name: "guard", path: "/home/u/.kiro/hooks/picket-guard.json", state: "as-shipped" as const },
    ]),
    hookTrials: known([{ name: "guard", canary: "a secret", worked: true, exitCode: 2, tookMs: 90 }]),
    gallery: known("https://open-vsx.org/vscode/gallery"),
    extensions: known(["acme.tool"]),
    ignoreFiles: known([file("/home/u/.kiro/settings/kiroignore", ".env\nid_rsa\n*.pem\n*.key\n")]),
  };
}

function systemFacts() {
  const service = { isInstalled: true, isRunning: true, startsItself: true };
  return {
    os: "linux" as const,
    services: known([
      { name: "dlpd", ...service },
      { name: "edrd", ...service },
    ]),
    admin: known({ through: [] }),
    resolved: known([
      { host: "q.us-east-1.amazonaws.com", byLookup: ["10.0.0.4"], byDns: ["10.0.0.4"], isProxied: false },
    ]),
    reached: known([
      {
        host: "q.us-east-1.amazonaws.com",
        outcome: "tls" as const,
        issuer: "C=US, O=Amazon, CN=Amazon RSA 2048 M01",
        isTrusted: true,
        expiresAt: noon + 1000 * hour,
      },
      ...expectations.blockedHosts.map((host) => ({ host, outcome: "refused" as const })),
      ...expectations.neededHosts.map((host) => ({ host, outcome: "tls" as const })),
    ]),
    versions: known([{ name: "kiro", version: "1.2.3", isSigned: true }]),
    policyValues: notApplicable("group policy is of Windows"),
    dlpPolicy: notApplicable("none is named"),
    allowlist: known({
      path: "/etc/kiro/mcp-allowlist.json",
      state: "valid" as const,
      serial: 4,
      issuedAt: noon - hour,
      expiresAt: noon + 100 * hour,
    }),
    chain: known({ entries: 3, isIntact: true, lastRunAt: noon - 20 * hour }),
  };
}

/** An account on which every check passes or does not apply. */
export function goodAccount(change: Partial<AccountFacts> = {}): AccountFacts {
  const endpoint = (name: string) => ({
    id: `vpce-${name}`,
    service: `com.amazonaws.us-east-1.${name}`,
    hasPrivateDns: true,
    policy: JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        },
      ],
    }),
  });
  const alarm = (filterName: string, pattern: string) => ({
    filterName,
    pattern,
    alarmName: `${filterName}-alarm`,
    hasAction: true,
  });
  return {
    account: known({
      id: "123456789012",
      region: "us-east-1",
      arn: "arn:aws:iam::123456789012:role/auditor",
    }),
    trails: known([
      {
        name: "organisation",
        isMultiRegion: true,
        isLogging: true,
        validatesLogFiles: true,
        includesGlobalEvents: true,
        kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1",
        logsManagementReads: true,
        logsManagementWrites: true,
        dataEventTypes: ["AWS::S3::Object", "AWS::Lambda::Function"],
      },
    ]),
    alarms: known([
      alarm("denied", '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }'),
      alarm("iam", '{ ($.eventSource = "iam.amazonaws.com") && ($.readOnly IS FALSE) }'),
      alarm("deletions", '{ ($.eventName = "Delete*") }'),
    ]),
    config: known({ isRecording: true, recordsAll: true, rules: ["root-mfa"] }),
    endpoints: known(["q", "codewhisperer", "bedrock-runtime"].map(endpoint)),
    rolePolicies: known([
      {
        name: "agent",
        kind: "inline",
        text: JSON.stringify({
          Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" },
        }),
      },
    ]),
    identityCenter: known({ sessionHours: 8, mfa: "always" }),
    ...change,
  };
}

/** The result of one check. */
export function resultOf(
  id: string,
  facts: { workstation?: Partial<WorkstationFacts>; account?: Partial<AccountFacts> },
  change: Partial<Expectations> = {},
  workspaces: readonly string[] = ["/work/app"],
): CheckResult {
  const results = evaluatePosture({
    expectations: { state: "ready", expectations: { ...expectations, ...change } },
    workstation: goodWorkstation(facts.workstation),
    account: goodAccount(facts.account),
    workspaces,
    now: noon,
    only: [id],
  });
  const [result] = results;
  if (!result || results.length > 1) throw new Error(`there is no check ${id}`);
  return result;
}

/** A report of a run. */
export function sampleBody(now: number = noon, change: Partial<ReportBody> = {}): ReportBody {
  return {
    ...reportBody({
      tool: { name: "picket", version: "0.1.0" },
      time: new Date(now).toISOString(),
      host: "0123456789abcdef",
      os: "linux",
      subjects: ["workstation"],
      network: true,
      configuration: { kind: "defaults" },
      results: evaluatePosture({
        expectations: { state: "ready", expectations },
        workstation: goodWorkstation(),
        workspaces: [],
        now: noon,
      }),
    }),
    ...change,
  };
}
