import {
  AccessCheckResourceType,
  CheckAccessNotGrantedCommand,
  CheckNoNewAccessCommand,
  CheckNoPublicAccessCommand,
  paginateValidatePolicy,
  type PathElement,
  type ReasonSummary,
  type ValidatePolicyFinding,
  ValidatePolicyResourceType,
} from "@aws-sdk/client-accessanalyzer";
import { isStoreError, StoreError } from "../../core/fixes/storeError.ts";
import type {
  PaidCheck,
  PaidCheckResult,
  PolicyValidator,
  RemoteFinding,
  RemotePathElement,
  RemotePolicy,
} from "../../core/ports.ts";
import type { AwsClients } from "./clients.ts";
import type { Caller } from "./call.ts";

/** Findings of one policy beyond which nobody reads on. */
const mostFindings = 1_000;

/** IAM Access Analyzer over the SDK. */
export function createPolicyValidator(caller: Caller): PolicyValidator {
  return {
    validate: (policy, signal) =>
      onPolicy("access-analyzer:ValidatePolicy", (attempt) =>
        caller.call(attempt, signal, (clients, options) => validate(clients, policy, options)),
      ),
    check: (policy, check, signal) =>
      onPolicy(actions[check.kind], (attempt) =>
        caller.call(attempt, signal, (clients, options) => runCheck(clients, { policy, check }, options)),
      ),
  };
}

const actions: Readonly<Record<PaidCheck["kind"], string>> = {
  "not-granted": "access-analyzer:CheckAccessNotGranted",
  "no-new-access": "access-analyzer:CheckNoNewAccess",
  "no-public-access": "access-analyzer:CheckNoPublicAccess",
};

/** The common messages speak of secrets; what is refused here is the policy. */
async function onPolicy<T>(action: string, call: (attempt: { action: string }) => Promise<T>): Promise<T> {
  try {
    return await call({ action });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    const cause = { cause: error.cause };
    if (error.code === "invalid" && isRefusal(error))
      throw new StoreError(
        "invalid",
        `AWS could not read the policy at ${action}. Correct what Picket underlines in it first, and check its type.`,
        cause,
      );
    throw error;
  }
}

/** Whether AWS itself refused the input; a wrong Region or endpoint has no such cause. */
function isRefusal({ cause }: StoreError): boolean {
  return typeof cause === "object" && cause !== null && "status" in cause;
}

async function validate(
  { accessAnalyzer }: AwsClients,
  { text, type, resourceType }: RemotePolicy,
  options: { abortSignal: AbortSignal },
): Promise<RemoteFinding[]> {
  const special = Object.values(ValidatePolicyResourceType).find((one) => one === resourceType);
  const input = {
    policyDocument: text,
    policyType: type,
    ...(special === undefined ? {} : { validatePolicyResourceType: special }),
  };
  const found: RemoteFinding[] = [];
  for await (const page of paginateValidatePolicy({ client: accessAnalyzer }, input, options)) {
    found.push(...(page.findings ?? []).map(toFinding));
    if (found.length >= mostFindings) break;
  }
  return found;
}

function toFinding(finding: ValidatePolicyFinding): RemoteFinding {
  const { findingType, issueCode, findingDetails, learnMoreLink, locations } = finding;
  return {
    type: findingType ?? "WARNING",
    code: issueCode ?? "",
    details: findingDetails ?? "",
    ...(learnMoreLink === undefined ? {} : { learnMore: learnMoreLink }),
    paths: (locations ?? []).map(({ path }) => (path ?? []).flatMap(toElement)),
  };
}

function toElement(element: PathElement): RemotePathElement[] {
  if (element.index !== undefined) return [{ index: element.index }];
  if (element.key !== undefined) return [{ key: element.key }];
  if (element.value !== undefined) return [{ value: element.value }];
  const { start, length } = element.substring ?? {};
  return start === undefined || length === undefined ? [] : [{ substring: { start, length } }];
}

interface CheckInput {
  readonly policy: RemotePolicy;
  readonly check: PaidCheck;
}

async function runCheck(
  { accessAnalyzer }: AwsClients,
  { policy, check }: CheckInput,
  options: { abortSignal: AbortSignal },
): Promise<PaidCheckResult> {
  const policyType = policy.type === "RESOURCE_POLICY" ? policy.type : "IDENTITY_POLICY";
  if (check.kind === "not-granted") {
    const access = [{ actions: [...check.actions] }];
    const input = { policyDocument: policy.text, policyType, access } as const;
    return toResult(await accessAnalyzer.send(new CheckAccessNotGrantedCommand(input), options));
  }
  if (check.kind === "no-new-access") {
    const input = {
      newPolicyDocument: policy.text,
      existingPolicyDocument: check.existing,
      policyType,
    } as const;
    return toResult(await accessAnalyzer.send(new CheckNoNewAccessCommand(input), options));
  }
  const resourceType = Object.values(AccessCheckResourceType).find((one) => one === check.resourceType);
  if (!resourceType)
    throw new StoreError(
      "invalid",
      `AWS has no check of public access for ${JSON.stringify(check.resourceType)}.`,
    );
  const input = { policyDocument: policy.text, resourceType };
  return toResult(await accessAnalyzer.send(new CheckNoPublicAccessCommand(input), options));
}

function toResult(answer: {
  readonly result?: "PASS" | "FAIL" | undefined;
  readonly message?: string | undefined;
  readonly reasons?: readonly ReasonSummary[] | undefined;
}): PaidCheckResult {
  return {
    passed: answer.result === "PASS",
    message: answer.message ?? "",
    reasons: (answer.reasons ?? []).map(({ description, statementIndex }) => ({
      description: description ?? "",
      ...(statementIndex === undefined ? {} : { statement: statementIndex }),
    })),
  };
}
