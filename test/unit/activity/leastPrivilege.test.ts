import assert from "node:assert/strict";
import type { ActivityEvent } from "../../../src/core/activity/event.ts";
import { analyse, type AnalysisInput } from "../../../src/core/activity/leastPrivilege/analyse.ts";
import type { LeastPrivilegeReport } from "../../../src/core/activity/leastPrivilege/report.ts";
import { reportMarkdown } from "../../../src/core/activity/leastPrivilege/reportMarkdown.ts";
import { UseOfRole } from "../../../src/core/activity/leastPrivilege/useOfRole.ts";
import { readDeclaredPolicies } from "../../../src/core/activity/policy/declaredPolicy.ts";
import { iamParts, scanText } from "../../support/iam.ts";
import { account, eventOf } from "./leastPrivilegeSamples.ts";

const { catalogue } = iamParts;
const role = `arn:aws:iam::${account}:role`;

function useOf(events: Iterable<ActivityEvent>): UseOfRole {
  const use = new UseOfRole(catalogue);
  for (const event of events) use.take(event);
  return use;
}

function report(
  events: Iterable<ActivityEvent>,
  statements: readonly object[],
  more: Partial<AnalysisInput> = {},
): LeastPrivilegeReport {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const policies = readDeclaredPolicies(text, { name: "work", kind: "identity" });
  assert.ok("length" in policies);
  const coverage = { gaps: [], isIncomplete: false };
  return analyse({ use: useOf(events), policies, catalogue, coverage, ...more });
}

/** The statements of the narrowed policy. */
function narrowed(...input: Parameters<typeof report>): unknown {
  const text = report(...input).policies[0]?.narrowed?.text;
  return text === undefined ? undefined : (JSON.parse(text) as { Statement: unknown }).Statement;
}

const allow = (action: unknown, resource: unknown, more: object = {}): object => ({
  ...more,
  Effect: "Allow",
  Action: action,
  Resource: resource,
});
const readPolicy = (bucketName: string) => eventOf("s3", "GetBucketPolicy", { bucketName });
const readObject = (bucketName: string, key: string) => eventOf("s3", "GetObject", { bucketName, key });

suite("least privilege", () => {
  test("a wildcard becomes the used actions, each with what it was used on", () => {
    const events = [readPolicy("a"), readPolicy("b"), eventOf("s3", "ListBuckets"), readObject("a", "k")];
    assert.deepEqual(narrowed(events, [allow("s3:*", "*", { Sid: "Storage" })]), [
      {
        Sid: "Storage",
        Effect: "Allow",
        Action: "s3:GetBucketPolicy",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
      },
      { Sid: "Storage2", Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
      { Sid: "Storage3", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/k" },
    ]);
  });

  test("many objects of a bucket become a common beginning, never wider than the grant", () => {
    const events = Array.from({ length: 20 }, (_, at) => readObject("a", `2026/01/report-${at}.csv`));
    const joined = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/2026/01/report-*" }];
    assert.deepEqual(narrowed(events, [allow("s3:Get*", "*")]), joined);
    // Each is granted, all that begins alike is not: they stay side by side.
    const listed = Array.from({ length: 20 }, (_, at) => `arn:aws:s3:::a/2026/01/report-${at}.csv`);
    assert.deepEqual(narrowed(events, [allow("s3:GetObject*", listed)]), [
      { Effect: "Allow", Action: "s3:GetObject", Resource: [...listed].sort() },
    ]);
  });

  test("conditions, Deny statements and what they are called stay", () => {
    const condition = { Bool: { "aws:SecureTransport": "true" } };
    const deny = { Sid: "Never", Effect: "Deny", NotAction: "s3:*", Resource: "*" };
    assert.deepEqual(
      narrowed([readPolicy("a")], [allow("s3:*", "*", { Condition: condition }), deny], { dropUnseen: true }),
      [
        { Effect: "Allow", Action: "s3:GetBucketPolicy", Resource: "arn:aws:s3:::a", Condition: condition },
        deny,
      ],
    );
  });

  test("an exception becomes the actions that were used", () => {
    const but = { Effect: "Allow", NotAction: "iam:*", NotResource: "arn:aws:s3:::secret" };
    assert.deepEqual(narrowed([readPolicy("a")], [but], { dropUnseen: true }), [
      { Effect: "Allow", Action: "s3:GetBucketPolicy", Resource: "arn:aws:s3:::a" },
    ]);
  });

  test("a use goes back to the statement that says it most narrowly", () => {
    const statements = [allow("s3:*", "*", { Sid: "Wide" }), allow("s3:GetBucketPolicy", "arn:aws:s3:::a")];
    const { policies } = report([readPolicy("a")], statements, { dropUnseen: true });
    assert.deepEqual(
      policies[0]?.statements.map(({ outcome }) => outcome),
      ["removed", "kept"],
    );
  });

  test("what no event shows stays, with the reason, unless it is not wanted", () => {
    const statements = [allow(["iam:PassRole", "s3:*", "sqs:SendMessage", "ec2:RunInstances"], "*")];
    const kept = report([readPolicy("a")], statements).policies[0]?.statements[0]?.kept ?? [];
    const reasonOf = (action: string) => kept.find((one) => one.action === action)?.reason;
    assert.equal(reasonOf("iam:PassRole"), "permission-only");
    assert.equal(reasonOf("s3:GetObject"), "data-events-not-logged");
    assert.equal(reasonOf("sqs:SendMessage"), "data-events-not-logged");
    assert.equal(reasonOf("ec2:RunInstances"), undefined);
    assert.deepEqual(narrowed([readPolicy("a")], statements, { dropUnseen: true }), [
      { Effect: "Allow", Action: "s3:GetBucketPolicy", Resource: "arn:aws:s3:::a" },
    ]);
  });

  test("data events in the trail, whoever made them, tell that they are logged", () => {
    const use = useOf([readPolicy("a")]);
    use.witness(readObject("other", "k"));
    const { policies } = report([], [allow("s3:*", "*")], { use });
    assert.deepEqual(policies[0]?.statements[0]?.kept, []);
  });

  test("a role that was handed to a service narrows iam:PassRole to it", () => {
    const make = eventOf("lambda", "CreateFunction20150331", { functionName: "f", role: `${role}/lambda` });
    assert.deepEqual(narrowed([make], [allow("iam:PassRole", `${role}/*`)]), [
      { Effect: "Allow", Action: "iam:PassRole", Resource: `${role}/lambda` },
    ]);
  });

  test("refused calls do not count, and are listed; failed ones count", () => {
    const refused = eventOf("s3", "DeleteBucket", { bucketName: "a" }, { errorCode: "AccessDenied" });
    const failed = eventOf("s3", "GetBucketPolicy", { bucketName: "a" }, { errorCode: "NoSuchBucketPolicy" });
    const found = report([refused, failed], [allow(["s3:DeleteBucket", "s3:GetBucketPolicy"], "*")]);
    assert.deepEqual(found.denied, [{ name: "s3:DeleteBucket", calls: 1 }]);
    assert.match(found.policies[0]?.narrowed?.text ?? "", /GetBucketPolicy/);
    assert.doesNotMatch(found.policies[0]?.narrowed?.text ?? "", /DeleteBucket/);
  });

  test("what no policy allows, and what has no action, is told", () => {
    const odd = eventOf("s3", "NotAnOperation");
    const found = report([readPolicy("a"), odd, eventOf("sts", "GetCallerIdentity")], [allow("ec2:*", "*")]);
    assert.deepEqual(found.notGranted, [{ name: "s3:GetBucketPolicy", calls: 1 }]);
    assert.deepEqual(found.unmapped, [{ name: "s3:NotAnOperation", calls: 1 }]);
    assert.equal(found.policies[0]?.reason, "Nothing of it was used. Detach it.");
  });

  test("without events nothing is taken away", () => {
    const found = report([], [allow("s3:*", "*")]);
    assert.equal(found.policies[0]?.narrowed?.relation, "same");
    assert.match(found.blindSpots.join(" "), /no events of the role/);
  });

  test("a look that is short, partial or of one Region says so", () => {
    const coverage = { gaps: [{ from: 0, to: 1 }], isIncomplete: true };
    const { blindSpots } = report([readPolicy("a")], [allow("s3:*", "*")], { coverage });
    const text = blindSpots.join("\n");
    for (const part of [
      /of 1 day\./,
      /90 days/,
      /1 stretch /,
      /could not be read/,
      /Region eu-west-1 only/,
      /us-east-1/,
      /no data events/,
    ])
      assert.match(text, part);
  });

  test("a policy with parts that are filled in elsewhere is compared, not written", () => {
    const [policy] = report([readPolicy("a")], [allow("s3:*", "arn:aws:s3:::{{NAME}}")]).policies;
    assert.equal(policy?.narrowed, undefined);
    assert.match(policy?.reason ?? "", /filled in elsewhere/);
    assert.equal(policy?.statements[0]?.used[0]?.action, "s3:GetBucketPolicy");
  });

  test("trust and resource policies beside them are left out", async () => {
    const text = `
Resources:
  Agent:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }] }
      Policies:
        - PolicyName: work
          PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }
`;
    const { policies: read } = await scanText(text, "template.yaml");
    assert.equal(read.length, 2);
    const policies = read.map((policy) => ({ name: "all", kind: "identity" as const, policy }));
    const found = report([readPolicy("a")], [], { policies });
    assert.deepEqual(
      found.policies.map(({ statements }) => statements.map(({ outcome }) => outcome)),
      [["narrowed"]],
    );
  });

  test("a boundary is shown and stays", () => {
    const text = JSON.stringify({ Version: "2012-10-17", Statement: [allow("s3:*", "*")] });
    const policies = readDeclaredPolicies(text, { name: "limit", kind: "boundary" });
    assert.ok("length" in policies);
    const [policy] = report([readPolicy("a")], [], { policies }).policies;
    assert.equal(policy?.narrowed, undefined);
    assert.match(policy?.reason ?? "", /boundary/);
  });

  test("resources are joined until the policy fits, and its size is told where it does not", () => {
    const names = Array.from({ length: 400 }, (_, at) => `app-${at}`);
    const events = names.flatMap((name) => [
      readPolicy(name),
      eventOf("s3", "GetBucketAcl", { bucketName: `x${name}` }),
    ]);
    const size = report(events, [allow("s3:*", "*")]).policies[0]?.narrowed?.size ?? 0;
    assert.ok(size > 0 && size < 6144, String(size));
    const each = names.map((name) => `arn:aws:s3:::${name}`);
    const found = report(events, [allow("s3:GetBucketPolicy", each)]).policies[0]?.narrowed;
    assert.match(found?.notes.join(" ") ?? "", /a managed policy holds 6144/);
  });

  test("roles and keys are not joined to save room", () => {
    const roles = Array.from({ length: 5 }, (_, at) => `${role}/${"xyzuv"[at] ?? ""}${at}`);
    const events = roles.map((arn, at) =>
      eventOf("lambda", "CreateFunction20150331", { functionName: `f${at}`, role: arn }),
    );
    const text = JSON.stringify(
      narrowed(events, [allow(["iam:PassRole", "lambda:*"], "*")], { dropUnseen: true, quota: 500 }),
    );
    for (const arn of roles) assert.ok(text.includes(arn), text);
    assert.match(text, /function:f?\*/);
  });

  test("a hostile name cannot leave its place in the document", () => {
    const name = "`](command:x) <b>\u001b[31m";
    const found = report([eventOf("s3", name), readObject("a", name)], [allow("s3:*", "*")]);
    const page = reportMarkdown(`Role ${name}`, found);
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    assert.doesNotMatch(page, /\u001b/);
    for (const line of page.split("\n").filter((one) => one.includes("command:") && !/^[\s"#]/.test(one)))
      assert.match(line, /``[^`].*command:.*``|`[^`]*command:[^`]*`/);
  });
});
