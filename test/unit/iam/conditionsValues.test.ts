import assert from "node:assert/strict";
import { isPrivate, networkOf, parseIpRange } from "../../../src/core/iam/checks/conditions/ipRange.ts";
import { conditionMarks, marksWith, policyWith } from "../../support/conditions.ts";
import { judgePolicy } from "../../support/iam.ts";

suite("values of conditions", () => {
  test("values of different JSON types: the first that differs", () => {
    assert.deepEqual(
      marksWith({ StringEquals: { "aws:PrincipalAccount": ["111122223333", 123456789012] } }),
      ["invalid-condition-data-type 123456789012"],
    );
    assert.deepEqual(marksWith({ Bool: { "aws:SecureTransport": true } }), []);
  });

  test("Bool and Null compare with one value", () => {
    assert.deepEqual(marksWith({ Bool: { "aws:SecureTransport": ["true", "false"] } }), [
      "invalid-condition-multiple-boolean aws:SecureTransport",
    ]);
    assert.deepEqual(marksWith({ Null: { "aws:SourceVpce": [true, false] } }), [
      "invalid-condition-multiple-boolean aws:SourceVpce",
    ]);
    assert.deepEqual(marksWith({ Bool: { "aws:SecureTransport": ["true"] } }), []);
  });

  test("a text that the operator cannot compare", () => {
    const cases: [string, string, string, string][] = [
      ["Bool", "aws:SecureTransport", "yes", "type-mismatch-boolean"],
      ["Null", "aws:SourceVpce", "maybe", "type-mismatch-boolean"],
      ["NumericLessThan", "aws:MultiFactorAuthAge", "1h", "type-mismatch-number"],
      ["DateLessThan", "aws:CurrentTime", "tomorrow", "type-mismatch-date"],
      ["DateLessThan", "aws:CurrentTime", "2026-13-01", "type-mismatch-date"],
      ["DateLessThan", "aws:CurrentTime", "1798761599", "invalid-date-value"],
      ["BinaryEquals", "kms:RecipientAttestation:ImageSha384", "***", "type-mismatch-string"],
      ["IpAddress", "aws:SourceIp", "203.0.113.256", "type-mismatch-ip-range"],
      ["IpAddress", "aws:SourceIp", "203.0.113.0/33", "type-mismatch-ip-range"],
      ["NotIpAddress", "aws:SourceIp", "*", "type-mismatch-ip-range"],
      ["IpAddress", "aws:SourceIp", "203.0.113.9/24", "improve-ip-range"],
    ];
    for (const [operator, key, value, rule] of cases) {
      const action = key.startsWith("kms") ? { Action: "kms:Decrypt", Resource: "*" } : {};
      assert.deepEqual(marksWith({ [operator]: { [key]: [value] } }, action), [`${rule} ${value}`], value);
    }
  });

  test("texts that the operator can compare, and those with unknown parts", () => {
    const cases: [string, string, unknown][] = [
      ["Bool", "aws:SecureTransport", "FALSE"],
      ["NumericLessThan", "aws:MultiFactorAuthAge", 3600],
      ["NumericLessThan", "aws:MultiFactorAuthAge", "36.5e2"],
      ["DateLessThan", "aws:CurrentTime", "2026-12-31T23:59:59.5+01:00"],
      ["DateLessThan", "aws:CurrentTime", "2026-12"],
      ["DateLessThan", "aws:CurrentTime", "{{END}}"],
      ["IpAddress", "aws:SourceIp", ["203.0.113.9", "2001:db8::/32", "{{OFFICE}}/24", "::ffff:203.0.113.1"]],
      ["NumericLessThan", "aws:MultiFactorAuthAge", "{{SECONDS}}"],
    ];
    for (const [operator, key, value] of cases)
      assert.deepEqual(marksWith({ [operator]: { [key]: value } }), [], JSON.stringify(value));
  });

  test("of several limits the one that counts is named", () => {
    const cases: [string, string][] = [
      ["NumericLessThanEquals", "3600"],
      ["NumericGreaterThan", "600"],
    ];
    for (const [operator, keep] of cases) {
      const text = policyWith({ [operator]: { "aws:MultiFactorAuthAge": ["600", "3600"] } });
      assert.deepEqual(conditionMarks(text), ["redundant-condition-value-num aws:MultiFactorAuthAge"]);
      const [found] = judgePolicy(text).findings.filter(({ ruleId }) => ruleId.includes("value-num"));
      assert.equal(found?.data["keep"], keep);
      assert.equal(found.related.length, 1);
    }
    assert.deepEqual(marksWith({ NumericEquals: { "aws:MultiFactorAuthAge": ["600", "3600"] } }), []);
    assert.deepEqual(marksWith({ NumericLessThan: { "aws:MultiFactorAuthAge": ["600", "{{AGE}}"] } }), []);
  });

  test("ids of networks and keys", () => {
    const put = { Action: "s3:PutObject" };
    const kms = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    const cases: [string, string, string | undefined][] = [
      ["aws:SourceVpc", "my-vpc", "invalid-vpc-format"],
      ["aws:SourceVpc", "vpc-1a2b3c", "invalid-vpc-format"],
      ["aws:SourceVpc", "vpc-1a2b3c4d", undefined],
      ["aws:SourceVpc", "vpc-0123456789abcdef0", undefined],
      ["aws:SourceVpc", "vpc-{{VPC}}", undefined],
      ["aws:SourceVpce", "vpc-1a2b3c4d", "invalid-vpce-format"],
      ["aws:SourceVpce", "vpce-1a2b3c4d", undefined],
      [kms, "alias/app", "invalid-kms-key-value"],
      [kms, "1234abcd-12ab-34cd-56ef-1234567890ab", "invalid-kms-key-value"],
      [kms, "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", undefined],
      [kms, "{{KEY_ARN}}", undefined],
    ];
    for (const [key, value, rule] of cases) {
      const expected = rule ? [`${rule} ${value}`] : [];
      assert.deepEqual(marksWith({ StringEquals: { [key]: value } }, put), expected, value);
    }
    const any = { ArnLike: { [kms]: "arn:aws:kms:*:${aws:PrincipalAccount}:key/*" } };
    assert.deepEqual(marksWith(any, put), []);
  });
});

suite("private addresses in aws:SourceIp", () => {
  const all = ["10.1.2.0/24", "192.168.0.0/16"];
  const some = ["203.0.113.0/24", "172.16.0.0/12"];

  test("only private ones are an error, some of them a suggestion, at the first", () => {
    assert.deepEqual(marksWith({ IpAddress: { "aws:SourceIp": all } }), ["private-ip-address 10.1.2.0/24"]);
    assert.deepEqual(marksWith({ IpAddress: { "aws:SourceIp": some } }), [
      "private-ip-address-subset 172.16.0.0/12",
    ]);
    const deny = { Effect: "Deny" };
    assert.deepEqual(marksWith({ NotIpAddress: { "aws:sourceip": all } }, deny), [
      "private-not-ip-address 10.1.2.0/24",
    ]);
    assert.deepEqual(marksWith({ NotIpAddress: { "aws:SourceIp": some } }, deny), [
      "private-not-ip-address-subset 172.16.0.0/12",
    ]);
  });

  test("the others are related", () => {
    const { findings } = judgePolicy(policyWith({ IpAddress: { "aws:SourceIp": all } }));
    const [found] = findings.filter(({ ruleId }) => ruleId === "iam/private-ip-address");
    assert.deepEqual(
      found?.related.map(({ message }) => message),
      ["192.168.0.0/16 is private too"],
    );
  });

  test("silent where an unknown value may be public, and on the key for addresses in a VPC", () => {
    assert.deepEqual(marksWith({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "{{OFFICE}}"] } }), [
      "private-ip-address-subset 10.0.0.0/8",
    ]);
    assert.deepEqual(
      marksWith({
        IpAddress: { "aws:VpcSourceIp": all },
        StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" },
      }),
      [],
    );
  });
});

suite("IP ranges", () => {
  test("reads IPv4 and IPv6", () => {
    const good = [
      "0.0.0.0/0",
      "203.0.113.7",
      "::/0",
      "::1",
      "2001:db8::1/64",
      "1:2:3:4:5:6:7:8",
      "::ffff:1.2.3.4",
    ];
    const wrong = [
      "",
      "1.2.3",
      "1.2.3.4.5",
      "1.2.3.4/",
      "1.2.3.4/-1",
      "1:2:3",
      ":::",
      "1::2::3",
      "::/129",
      "g::",
    ];
    for (const text of good) assert.ok(parseIpRange(text), text);
    for (const text of wrong) assert.equal(parseIpRange(text), undefined, text);
  });

  test("gives the network of a range with host bits", () => {
    const of = (text: string): string | undefined => {
      const range = parseIpRange(text);
      assert.ok(range);
      return networkOf(range);
    };
    assert.equal(of("203.0.113.77/24"), "203.0.113.0/24");
    assert.equal(of("2001:db8:1:2:3::5/32"), "2001:db8::/32");
    assert.equal(of("203.0.113.0/24"), undefined);
    assert.equal(of("203.0.113.77"), undefined);
  });

  test("knows what is private", () => {
    for (const [text, expected] of [
      ["10.0.0.0/8", true],
      ["10.0.0.0/7", false],
      ["172.31.255.255", true],
      ["172.32.0.0", false],
      ["fd00::/8", true],
      ["2001:db8::/32", false],
    ] as const) {
      const range = parseIpRange(text);
      assert.ok(range);
      assert.equal(isPrivate(range), expected, text);
    }
  });
});
