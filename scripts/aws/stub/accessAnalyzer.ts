import { randomUUID } from "node:crypto";
import { AwsFault, requireSigned, type StubReply, type StubRequest, type StubService } from "./service.ts";

type Json = Readonly<Record<string, unknown>>;

const operations: Readonly<Record<string, string>> = {
  "/policy/validation": "ValidatePolicy",
  "/policy/check-access-not-granted": "CheckAccessNotGranted",
  "/policy/check-no-new-access": "CheckNoNewAccess",
  "/policy/check-no-public-access": "CheckNoPublicAccess",
};

/**
 * IAM Access Analyzer's checks of policies, in the REST protocol with JSON. It knows a few checks, enough to see findings
 * come back at their places; it is no replacement for the service.
 */
export function accessAnalyzer(): StubService {
  return {
    name: "Access Analyzer",
    operationOf: ({ method, path }) => (method === "POST" ? operations[path] : undefined),
    async handle(operation, request) {
      requireSigned(request);
      const input = parse(request.body);
      if (operation === "ValidatePolicy") return reply(200, validate(input, request.query));
      return reply(200, check(operation, input));
    },
    refuse: ({ code, message, status }) => ({
      ...reply(status, { message }),
      headers: { ...headers(), "x-amzn-errortype": code },
    }),
    reset() {},
  };
}

function headers(): Record<string, string> {
  return { "content-type": "application/json", "x-amzn-requestid": randomUUID() };
}

function reply(status: number, body: object): StubReply {
  return { status, headers: headers(), body: JSON.stringify(body) };
}

function parse(body: StubRequest["body"]): Json {
  const value: unknown = JSON.parse(body || "{}");
  if (typeof value === "object" && value !== null) return value as Json;
  throw new AwsFault("ValidationException", "The body is no JSON object.");
}

type Path = readonly ({ value: string } | { index: number } | { key: string })[];

/** One page for each finding, so that paging is seen too. */
function validate(input: Json, query: StubRequest["query"]): object {
  const policy = policyIn(input["policyDocument"]);
  const found = [...findingsOf(policy)];
  const start = Number(query["nextToken"] ?? "0");
  const next = start + 1 < found.length ? { nextToken: String(start + 1) } : {};
  return { findings: found.slice(start, start + 1), ...next };
}

function* findingsOf(policy: Json): Generator<object> {
  if (policy["Version"] === undefined)
    yield finding("WARNING", "MISSING_VERSION", "We recommend that you specify the Version element.", [[]]);
  for (const [index, statement] of statementsOf(policy).entries()) {
    const at: Path = [{ value: "Statement" }, { index }];
    if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny")
      yield finding("ERROR", "INVALID_EFFECT", "The effect must be Allow or Deny.", [
        [...at, { value: "Effect" }],
      ]);
    for (const [item, action] of listOf(statement["Action"]).entries()) {
      const place: Path = [...at, { value: "Action" }, { index: item }];
      if (action === "s3:GetObjct")
        yield finding("ERROR", "INVALID_ACTION", "The action s3:GetObjct does not exist.", [place]);
      if (action === "iam:PassRole" && statement["Resource"] === "*")
        yield finding(
          "SECURITY_WARNING",
          "PASS_ROLE_WITH_STAR_IN_RESOURCE",
          "iam:PassRole with * in the resource.",
          [place, [...at, { value: "Resource" }]],
        );
    }
  }
}

function finding(
  findingType: string,
  issueCode: string,
  findingDetails: string,
  paths: readonly Path[],
): object {
  const span = { start: { line: 1, column: 0, offset: 0 }, end: { line: 1, column: 1, offset: 1 } };
  const learnMoreLink = `https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html`;
  return {
    findingType,
    issueCode,
    findingDetails,
    learnMoreLink,
    locations: paths.map((path) => ({ path, span })),
  };
}

function check(operation: string, input: Json): object {
  const document = operation === "CheckNoNewAccess" ? input["newPolicyDocument"] : input["policyDocument"];
  const statements = statementsOf(policyIn(document));
  const asked = (input["access"] as { actions?: string[] }[] | undefined)?.flatMap(
    ({ actions }) => actions ?? [],
  );
  const index = statements.findIndex(({ Action, Principal }) => {
    if (operation === "CheckNoPublicAccess") return Principal === "*";
    return listOf(Action).some((action) => action === "*" || asked?.includes(action));
  });
  if (index < 0) return { result: "PASS", message: "The policy passed the check." };
  const reasons = [{ description: `Statement ${index} does not pass.`, statementIndex: index }];
  return { result: "FAIL", message: "The policy did not pass the check.", reasons };
}

function policyIn(document: unknown): Json {
  try {
    const policy: unknown = JSON.parse(String(document));
    if (typeof policy === "object" && policy !== null) return policy as Json;
  } catch {
    // Said below.
  }
  throw new AwsFault("ValidationException", "The policy document is no JSON object.");
}

function statementsOf(policy: Json): readonly Json[] {
  const statement = policy["Statement"];
  return (Array.isArray(statement) ? statement : [statement ?? {}]) as readonly Json[];
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : [];
}
