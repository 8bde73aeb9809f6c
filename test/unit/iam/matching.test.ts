import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseArn } from "../../../src/core/iam/matching/arn.ts";
import { covers, matches, overlaps } from "../../../src/core/iam/matching/wildcard.ts";
import { unknownText } from "../../../src/core/iam/model/valueNode.ts";

const settings = { seed: 20_261_121, numRuns: 1500 };
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 5 });

/** Every text of `a` and `b` up to ten letters: long enough for any that two patterns of five letters share. */
const texts: readonly string[] = Array.from({ length: 11 }, (_, length) =>
  Array.from({ length: 2 ** length }, (_item, index) =>
    length === 0 ? "" : index.toString(2).padStart(length, "0").replaceAll("0", "a").replaceAll("1", "b"),
  ),
).flat();

function asExpression(text: string): RegExp {
  return new RegExp(`^${text.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

suite("wildcards of policies", () => {
  test("a pattern matches what its expression matches", () => {
    fc.assert(
      fc.property(pattern, fc.constantFrom(...texts), (one, text) => {
        assert.equal(matches(one, text), asExpression(one).test(text), `${one} ${text}`);
      }),
      settings,
    );
  });

  test("two patterns overlap exactly when some text is matched by both", () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const [inA, inB] = [asExpression(a), asExpression(b)];
        const shared = texts.some((text) => inA.test(text) && inB.test(text));
        assert.equal(overlaps(a, b), shared, `${a} ${b}`);
        assert.equal(overlaps(b, a), shared, `${b} ${a}`);
      }),
      { ...settings, numRuns: 400 },
    );
  });

  test("a pattern that covers another matches all that the other matches", () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        if (!covers(outer, inner)) return;
        const [inOuter, inInner] = [asExpression(outer), asExpression(inner)];
        for (const text of texts)
          if (inInner.test(text)) assert.ok(inOuter.test(text), `${outer} ${inner} ${text}`);
      }),
      settings,
    );
  });

  test("a pattern covers itself with more in place of its wildcards", () => {
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 4 }),
        (outer, more) => {
          assert.ok(
            covers(
              outer,
              outer.replaceAll("*", () => more),
            ),
            `${outer} ${more}`,
          );
        },
      ),
      settings,
    );
  });

  test("ARNs cover and overlap as IAM compares them: over slashes and colons", () => {
    assert.ok(covers("arn:aws:s3:::logs-*", "arn:aws:s3:::logs-*/*"));
    assert.ok(!covers("arn:aws:s3:::logs-*/*", "arn:aws:s3:::logs-*"));
    assert.ok(covers("arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/path/name"));
    assert.ok(overlaps("arn:aws:sqs:*:*:order*", "arn:aws:sqs:eu-west-1:*:*dead"));
    assert.ok(!overlaps("arn:aws:sqs:*:*:order*", "arn:aws:sns:*"));
  });

  test("an unknown part may be any text, and is certain of nothing", () => {
    assert.ok(matches(`arn:${unknownText}:s3:::a`, "arn:aws:s3:::a"));
    assert.ok(overlaps(`${unknownText}/x`, "arn:aws:s3:::bucket/*"));
    assert.ok(!overlaps(`a${unknownText}`, "b*"));
    assert.ok(!covers("a*", unknownText));
    assert.ok(!covers(`a${unknownText}*`, `a${unknownText}b`), "the two parts may differ");
    assert.ok(covers(`a${unknownText}`, `a${unknownText}`));
  });

  test("long patterns with many wildcards are compared at once", () => {
    const long = `${"*a".repeat(2000)}b`;
    assert.ok(!matches(long, "a".repeat(4000)));
    assert.ok(overlaps(long, `${"a*".repeat(2000)}b`));
    assert.ok(!covers(long, "a".repeat(4000)));
  });
});

suite("ARNs taken apart", () => {
  test("fields and their offsets", () => {
    const text = "arn:aws:logs:eu-west-1:111122223333:log-group:a:*";
    const arn = parseArn(text);
    assert.ok(arn);
    assert.deepEqual(
      [arn.partition, arn.service, arn.region, arn.account, arn.resource],
      ["aws", "logs", "eu-west-1", "111122223333", "log-group:a:*"],
    );
    assert.ok(text.startsWith(arn.account, arn.at.account));
    assert.ok(text.startsWith(arn.resource, arn.at.resource));
  });

  test("colons inside a policy variable do not count", () => {
    assert.equal(parseArn("arn:aws:s3:::home/${aws:username}/*")?.resource, "home/${aws:username}/*");
    assert.equal(parseArn("arn:${aws:PrincipalTag/p}:s3:::x")?.service, "s3");
    assert.equal(parseArn("arn:aws:s3:bucket"), undefined);
  });
});
