import assert from "node:assert/strict";
import { contextRules } from "../../../src/core/activity/risk/knowledge.ts";
import { atLeast } from "../../../src/core/activity/risk/risk.ts";
import { eventOf, ownAccount, riskOf } from "./activityEvents.ts";
import { accessSamples } from "./riskSamples/accessSamples.ts";
import { guardSamples } from "./riskSamples/guardSamples.ts";
import { outflowSamples } from "./riskSamples/outflowSamples.ts";
import { protectionSamples } from "./riskSamples/protectionSamples.ts";
import { other, policy } from "./riskSamples/sample.ts";
import { sharingSamples } from "./riskSamples/sharingSamples.ts";

const groups = Object.entries({
  ...accessSamples,
  ...sharingSamples,
  ...guardSamples,
  ...protectionSamples,
  ...outflowSamples,
});

/** Rules that only say what is harmless, and rules for calls of which nothing is. */
const oneSided: readonly string[] = [
  "nothing raised: bedrock ^PutModelInvocationLoggingConfiguration$",
  "nothing raised: wafv2 waf waf-regional ^PutLoggingConfiguration$",
  "nothing left alone: signin ^ConsoleLogin$",
  "nothing raised: signin ^GetSigninToken$",
  "nothing raised: guardduty macie2 inspector2 ^(?:Create|Update)(?:Findings)?Filter$",
  "nothing raised: securityhub ^(?:UpdateStandardsControl|BatchUpdateStandardsControlAssociations)$",
];

suite("risk by the request", () => {
  for (const [title, samples] of groups) {
    test(title, () => {
      for (const [call, request, severity, more] of samples) {
        const risk = riskOf(call, request, more);
        assert.equal(
          risk.severity,
          severity,
          `${call} ${JSON.stringify(request)}: ${risk.reasons.join(" ")}`,
        );
      }
    });
  }

  test("every rule has a sample that it raises and one of the same kind that it leaves alone", () => {
    const samples = groups
      .flatMap(([, list]) => list)
      .map(([call, request, , more]) => eventOf(call, request, more));
    const without: string[] = [];
    for (const rule of contextRules) {
      const { services, names } = rule;
      const about = samples.filter(
        (event) => (services?.includes(event.service) ?? true) && names.test(event.name),
      );
      const raises = about.map((event) =>
        [...rule.judge(event, ownAccount)].some(({ severity }) => atLeast(severity, "medium")),
      );
      const title = `${services?.join(" ") ?? "any service"} ${names.source}`;
      if (!raises.includes(true)) without.push(`nothing raised: ${title}`);
      if (!raises.includes(false)) without.push(`nothing left alone: ${title}`);
    }
    assert.deepEqual(without, oneSided);
  });

  test("a sign-in to the console by its factor and its end", () => {
    const login = (MFAUsed: string, ConsoleLogin: string): string =>
      riskOf("signin:ConsoleLogin", null, {
        additionalEventData: { MFAUsed },
        responseElements: { ConsoleLogin },
      }).severity;
    assert.equal(login("No", "Success"), "high");
    assert.equal(login("Yes", "Success"), "high");
    assert.equal(login("No", "Failure"), "medium");
    assert.equal(login("Yes", "Failure"), "high");
  });

  test("a caller that names itself as a tool for stolen keys", () => {
    assert.equal(riskOf("sts:GetCallerIdentity", null, { userAgent: "TruffleHog" }).severity, "high");
    assert.equal(riskOf("sts:GetCallerIdentity", null, { userAgent: "aws-cli/2.15" }).severity, "info");
  });

  test("reasons name accounts and ports, never other text of the request", () => {
    const shared = riskOf("sqs:SetQueueAttributes", { attributes: { Policy: policy(other) } });
    assert.match(shared.reasons.join(" "), /444455556666/);
    const odd = riskOf("sts:AssumeRole", { roleArn: "arn:aws:iam::1:role/admin\u001b[31m" });
    assert.ok(!odd.reasons.join("").includes("\u001b"));
  });
});
