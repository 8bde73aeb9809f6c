import assert from "node:assert/strict";
import type { Choose } from "../../../scripts/demo/tokens.ts";
import { judge } from "../../../src/core/iam/engine.ts";
import { nothingRead, type PolicyPlace } from "../../../src/core/iam/model/located.ts";
import { makeString } from "../../../src/core/iam/model/makeNodes.ts";
import { unknownText, type ValueNode } from "../../../src/core/iam/model/valueNode.ts";
import { policyTypes } from "../../../src/core/iam/policyTypes.ts";
import { readJsonTree } from "../../../src/core/iam/readers/jsonTree.ts";
import { iamParts, scanText } from "../../support/iam.ts";
import { seeded } from "../../support/seeded.ts";

const account = "111122223333";

/** Policies with something of everything that checks look at. */
const bases: readonly unknown[] = [
  {
    Version: "2012-10-17",
    Id: "all",
    Statement: [
      {
        Sid: "One",
        Effect: "Allow",
        Action: ["s3:Get*", "s3:GetObject", "iam:PassRole", "lambda:*", "sqs:SendMesage", "ec2:Describe*"],
        Resource: [
          "*",
          `arn:aws:sqs:eu-west-1:${account}:orders`,
          "arn:aws:s3:::logs-*",
          "arn:aws:s3:::logs-*/*",
        ],
        Condition: {
          StringLike: {
            "aws:ResourceTag/team": ["*", "${aws:PrincipalTag/team, 'none'}"],
            "s3:prefix": "a/*",
          },
          "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"], "aws:CalledVia": "athena.amazonaws.com" },
          Bool: { "aws:SecureTransport": "true", "aws:MultiFactorAuthPresent": false },
          NumericLessThan: { "aws:MultiFactorAuthAge": [3600, "7200"] },
          DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
          IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] },
          Null: { "aws:SourceVpc": "false" },
          ArnLikeIfExists: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" },
        },
      },
      {
        Sid: "One",
        Effect: "Deny",
        NotAction: "iam:*",
        NotResource: `arn:aws:iam::${account}:user/\${aws:username}`,
      },
    ],
  },
  {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: {
        AWS: [account, "arn:aws:iam::444455556666:root", "*"],
        Service: ["lambda.amazonaws.com", "ec2.eu-west-1.amazonaws.com"],
        Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
      },
      Action: ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
      Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:org/*:*" } },
    },
  },
  {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::{{BUCKET}}/*" },
      { Effect: "Deny", NotPrincipal: { AWS: `arn:aws:iam::${account}:role/x` }, Action: "*", Resource: "*" },
    ],
  },
];

const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1.5e300,
  "",
  "*",
  ":",
  "arn:",
  "::::::::",
  "${",
  "${}",
  "${aws:username",
  "a".repeat(20_000),
  "*?".repeat(3_000),
  "arn:aws:s3:::" + "*/".repeat(2_000),
  "\u0000\uD800\uFFFC",
  "__proto__",
  "constructor",
  [],
  [[]],
  [[["*"]]],
  {},
  { "": "" },
  { __proto__x: 1, constructor: { prototype: [] }, toString: null, hasOwnProperty: "s3:GetObject" },
  { Statement: { Statement: [] } },
  Array.from({ length: 200 }, (_, index) => `s3:Get${index}*`),
];

const places: readonly PolicyPlace[] = [
  {},
  ...policyTypes.map((type) => ({ type })),
  { type: "resource", resourceType: "AWS::S3::Bucket" },
  { type: "resource", resourceType: "AWS::KMS::Key" },
  { type: "resource", resourceType: "__proto__" },
];

suite("mutated policies", () => {
  test("wrong types, missing, doubled and renamed keys anywhere", () => {
    const choose = seeded(20_261_121);
    for (let round = 0; round < 250; round++) {
      let value = bases[choose(bases.length)];
      for (let edits = 1 + choose(4); edits > 0; edits--) value = mutated(value, choose);
      const text = doubled(JSON.stringify(value, undefined, choose(3)) ?? "", choose);
      judgeAndCheck(text, places[choose(places.length)] ?? {});
    }
  });

  test("cut, doubled and disturbed text", () => {
    const choose = seeded(7);
    for (let round = 0; round < 200; round++) {
      const text = JSON.stringify(bases[choose(bases.length)], undefined, 1);
      const from = choose(text.length);
      const to = Math.min(text.length, from + choose(40));
      const cut = [
        text.slice(0, from),
        text.slice(0, from) + text.slice(to),
        text.slice(0, to) + text.slice(from),
        text.slice(0, from) + '{["\\:,*}]/'[choose(10)] + text.slice(from),
      ][choose(4)];
      judgeAndCheck(cut ?? "", places[choose(places.length)] ?? {});
    }
  });

  test("unknown and partial values anywhere", () => {
    const choose = seeded(3);
    for (let round = 0; round < 250; round++) {
      const text = JSON.stringify(bases[choose(bases.length)]);
      const place = places[choose(places.length)] ?? {};
      checkFindings(text, (root) => hidden(root, choose, 6 + choose(20)), place);
    }
  });

  test("deep nesting and long lists, through the reader of files", async () => {
    const deep = `{"Version":"2012-10-17","Statement":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    const long = JSON.stringify({
      Version: "2012-10-17",
      Statement: Array.from({ length: 60 }, (_, index) => ({
        Sid: `S${index % 7}`,
        Effect: "Allow",
        Action: Array.from({ length: 20 }, (_item, at) => `ec2:*${String.fromCharCode(97 + at)}*`),
        Resource: Array.from({ length: 20 }, (_item, at) => `arn:aws:ec2:*:*:instance/*${at}*${index}*`),
      })),
    });
    for (const text of [deep, deep.slice(0, 3000), long]) {
      const { findings } = await scanText(text, "policy.json");
      for (const { span } of findings) assert.ok(span.start >= 0 && span.end <= text.length);
    }
  });
});

/** A copy with one value replaced, removed, wrapped, moved or renamed somewhere. */
function mutated(value: unknown, choose: Choose): unknown {
  if (typeof value !== "object" || value === null || choose(6) === 0) {
    return choose(4) === 0 ? [value, value] : strange[choose(strange.length)];
  }
  if (Array.isArray(value)) {
    const at = choose(Math.max(1, value.length));
    return value.map((item: unknown, index) => (index === at ? mutated(item, choose) : item));
  }
  const entries = Object.entries(value);
  const at = choose(Math.max(1, entries.length));
  return Object.fromEntries(
    entries.flatMap(([key, item], index) => {
      if (index !== at) return [[key, item]];
      const kinds: readonly (readonly [string, unknown][])[] = [
        [],
        [[key.toLowerCase(), item]],
        [[`${key}s`, item]],
        [[key, mutated(item, choose)]],
        [[key, mutated(item, choose)]],
        [[key, mutated(item, choose)]],
      ];
      return kinds[choose(kinds.length)] ?? [];
    }),
  );
}

/** The text with one of its members written twice, at times. */
function doubled(text: string, choose: Choose): string {
  const member = /"(?:Action|Effect|Condition|Sid|Statement)":\s*"[^"]*",?/.exec(text)?.[0];
  return member && choose(4) === 0 ? text.replace(member, `${member.replace(/,$/, "")},${member}`) : text;
}

/** A copy of a tree in which about one of `rarity` values cannot be seen, and parts of strings are unknown. */
function hidden(node: ValueNode, choose: Choose, rarity: number): ValueNode {
  const kind = choose(rarity);
  if (kind === 0) return { kind: "unknown", span: node.span };
  if (node.kind === "list") {
    return { ...node, partial: kind === 1, items: node.items.map((item) => hidden(item, choose, rarity)) };
  }
  if (node.kind === "object") {
    const members = node.members.map((one) => ({ ...one, value: hidden(one.value, choose, rarity) }));
    return { ...node, partial: kind === 1, members };
  }
  if (node.kind !== "string" || kind > 3) return node;
  const at = choose(node.value.length + 1);
  const value =
    kind === 2 ? unknownText : node.value.slice(0, at) + unknownText + node.value.slice(at + choose(8));
  return makeString("", value, node.span, node.content);
}

function judgeAndCheck(text: string, place: PolicyPlace): void {
  checkFindings(text, (root) => root, place);
}

function checkFindings(text: string, change: (root: ValueNode) => ValueNode, place: PolicyPlace): void {
  const { root, problems } = readJsonTree(text);
  if (!root) return;
  const policies = [{ root: change(root), syntax: "json" as const, place, problems }];
  const run = () => judge(text, { ...nothingRead, policies }, { path: "policy.json", ...iamParts }).findings;
  const findings = run();
  for (const { ruleId, span, related, message } of findings) {
    for (const one of [span, ...related.map((other) => other.span)]) {
      assert.ok(
        0 <= one.start && one.start <= one.end && one.end <= text.length,
        `${ruleId} outside of ${text}`,
      );
    }
    assert.ok(message.length > 0 && message.length < 1000, `${ruleId} says ${message.length} letters`);
    assert.ok(!message.includes(unknownText), `${ruleId} shows a part that is unknown: ${message}`);
  }
  assert.deepEqual(run(), findings, "the same text is judged alike");
}
