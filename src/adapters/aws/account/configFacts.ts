import { known, type Fact } from "../../../core/posture/fact.ts";
import type { AccountFacts } from "../../../core/posture/facts.ts";
import { pagesSigned, type AccountReading } from "./accountCalls.ts";
import { listMember, memberOf, textMember, type SignedCall } from "./signedCall.ts";

/** AWS Config of the Region: whether its recorder runs, whether it records all, and its rules. */
export async function collectConfig(reading: AccountReading): Promise<AccountFacts["config"]> {
  const [recorders, states, rules] = [
    await listed(reading, "DescribeConfigurationRecorders", "ConfigurationRecorders"),
    await listed(reading, "DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus"),
    await listed(reading, "DescribeConfigRules", "ConfigRules"),
  ];
  const fact: Fact<{ isRecording: boolean; recordsAll: boolean; rules: string[] }> = known(
    {
      isRecording: states.some((state) => memberOf(state, "recording") === true),
      recordsAll: recorders.some(recordsAll),
      rules: rules.flatMap((rule) => textMember(rule, "ConfigRuleName") ?? []),
    },
    `${recorders.length} recorders, ${rules.length} rules`,
  );
  return fact;
}

function recordsAll(recorder: unknown): boolean {
  const group = memberOf(recorder, "recordingGroup");
  const strategy = textMember(memberOf(group, "recordingStrategy"), "useOnly");
  return memberOf(group, "allSupported") === true || strategy === "ALL_SUPPORTED_RESOURCE_TYPES";
}

async function listed(
  reading: AccountReading,
  operation: string,
  member: string,
): Promise<readonly unknown[]> {
  const pages = await pagesSigned(reading, `config:${operation}`, (token): SignedCall => ({
    host: "config",
    body: {
      protocol: "json",
      target: `StarlingDoveService.${operation}`,
      input: token === undefined ? {} : { NextToken: token },
    },
  }));
  return pages.flatMap((page) => listMember(page, member));
}
