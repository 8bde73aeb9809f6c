import assert from "node:assert/strict";
import { assertSpans, readText, render } from "../../support/renderValue.ts";

/** The value that a policy of a template has for its only resource. */
async function resourceOf(value: string, element = "Resource"): Promise<string> {
  const text = `Parameters: {One: {Type: String}, Many: {Type: CommaDelimitedList}}
Mappings:
  Texts: {eu: {bucket: a}}
  Lists: {eu: {buckets: [a, b]}}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Own: {Type: Custom::Thing}
  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{${element}: ${value}}]}}}
`;
  const read = await readText(text, "t.yaml");
  assertSpans(text, read);
  return render(read.policies[0]?.root).slice("{Statement: [{".length, -"}]}".length);
}

const cases: readonly [value: string, means: string][] = [
  ["!Ref One", "?"],
  ["!Ref Bucket", "?"],
  ["!Ref AWS::AccountId", "?"],
  ["!Ref Many", "‹unknown›"],
  ["!Ref NotDeclared", "‹unknown›"],
  ["[!Ref AWS::NoValue, a]", "[a]"],
  ["!GetAtt Bucket.Arn", "?"],
  ["!GetAtt [Bucket, Arn]", "?"],
  ["!GetAtt Own.Anything", "‹unknown›"],
  ["!ImportValue other", "?"],
  ["!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/${!aws:username}/*'", "arn:?:s3:::?/${aws:username}/*"],
  ["!Sub ['arn:aws:s3:::${A}-${B}', {A: fixed, B: !Ref One}]", "arn:aws:s3:::fixed-?"],
  ["{'Fn::Sub': 'a-${One}'}", "a-?"],
  ["!Join ['', ['arn:aws:s3:::', !Ref Bucket, '/*']]", "arn:aws:s3:::?/*"],
  ["!Join [':', [arn, aws, !Sub 's${One}', a]]", "arn:aws:s?:a"],
  ["!Join [',', !Ref Many]", "?"],
  ["!Select [0, !Ref Many]", "?"],
  ["!Split [',', !Ref One]", "‹unknown›"],
  ["!FindInMap [Texts, !Ref AWS::Region, bucket]", "?"],
  ["!FindInMap [Lists, !Ref AWS::Region, buckets]", "‹unknown›"],
  ["!FindInMap [Absent, a, b]", "‹unknown›"],
  ["'{{resolve:ssm:/bucket}}/*'", "?/*"],
  ["!If [c, a, b]", "[a, b, …]"],
  ["!If [c, [a, b], !If [d, e, [f]]]", "[a, b, e, f, …]"],
  ["[x, !If [c, a, b]]", "[x, a, b, …]"],
  ["[!If [c, 'arn:aws:s3:::a', 'arn:aws:s3:::*']]", "[arn:aws:s3:::*, …]"],
  ["!NotAFunction x", "‹unknown›"],
];

suite("functions of CloudFormation", () => {
  for (const [value, means] of cases) {
    test(value, async () => {
      assert.equal(await resourceOf(value), `Resource: ${means}`);
    });
  }

  test("an element that takes one text is unknown when it has two", async () => {
    assert.equal(await resourceOf("!If [c, Allow, Deny]", "Effect"), "Effect: ‹unknown›");
  });

  test("an element that may be absent makes its statement partial", async () => {
    assert.equal(
      await resourceOf("!If [c, {Bool: {'aws:SecureTransport': true}}, !Ref AWS::NoValue]", "Condition"),
      "Condition: {Bool: {aws:SecureTransport: true}, …}, …",
    );
  });

  test("objects that exclude each other are merged, as far as they are seen", async () => {
    assert.equal(
      await resourceOf("!If [c, {AWS: a}, {AWS: b, Service: s}]", "Principal"),
      "Principal: {AWS: [a, b, …], Service: s, …}",
    );
  });

  test("statements that exclude each other share no Sid", async () => {
    const text = `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - !If [c, {Sid: One, Effect: Allow}, {Sid: One, Effect: Deny}]
          - !If [c, {Sid: Two}, !Ref AWS::NoValue]
          - Fn::Transform: {Name: AWS::Include}
`;
    const { policies } = await readText(text, "t.yaml");
    assert.equal(
      render(policies[0]?.root),
      "{Statement: [{Sid: One, Effect: Allow, …}, {Effect: Deny, …}, {Sid: Two}, ‹unknown›, …]}",
    );
  });

  test("of a document by Fn::If both are read", async () => {
    const one = "{Statement: [{Effect: Allow}]}";
    const text = `Resources:\n  P: {Type: AWS::S3::BucketPolicy, Properties: {PolicyDocument: !If [c, ${one}, ${one}]}}\n`;
    assert.equal((await readText(text, "t.yaml")).policies.length, 2);
  });

  test("a macro beside other elements hides some", async () => {
    const text = `Resources:
  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Version: 2012-10-17, Fn::Transform: {Name: x}}}}
`;
    assert.equal(render((await readText(text, "t.yaml")).policies[0]?.root), "{Version: 2012-10-17, …}");
  });
});
