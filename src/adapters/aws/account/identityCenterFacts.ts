import { known, unknown } from "../../../core/posture/fact.ts";
import type { AccountFacts } from "../../../core/posture/facts.ts";
import { pagesSigned, type AccountReading } from "./accountCalls.ts";
import { listMember, memberOf, textMember, type SignedCall } from "./signedCall.ts";

/**
 * The longest session of the permission sets of Identity Center. No API of AWS tells its MFA setting: that stays open.
 * Source: IAM Identity Center API Reference.
 */
export async function collectIdentityCenter(
  reading: AccountReading,
): Promise<AccountFacts["identityCenter"]> {
  const [instance] = await listed(reading, "ListInstances", {}, "Instances");
  const arn = textMember(instance, "InstanceArn");
  if (arn === undefined)
    return unknown(
      "Identity Center shows no instance here: ask in its own Region, with its management account or delegate",
    );
  const sets = await listed(reading, "ListPermissionSets", { InstanceArn: arn }, "PermissionSets");
  const hours: number[] = [];
  for (const set of sets) {
    if (typeof set !== "string") continue;
    const input = { InstanceArn: arn, PermissionSetArn: set };
    const [answer] = await pagesSigned(reading, "sso:DescribePermissionSet", () =>
      call("DescribePermissionSet", input),
    );
    // Without a duration of its own a set has an hour.
    hours.push(
      hoursOf(textMember(memberOf(answer, "PermissionSet"), "SessionDuration") ?? "PT1H") ?? Infinity,
    );
  }
  const longest = Math.max(0, ...hours);
  if (longest === Infinity) return unknown("a permission set has a session duration that cannot be read");
  return known(hours.length === 0 ? {} : { sessionHours: longest }, `${hours.length} permission sets`);
}

/** Hours of an ISO 8601 duration such as `PT8H` or `PT1H30M`. */
export function hoursOf(duration: string): number | undefined {
  const match = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(duration);
  if (!match || duration === "P" || duration.endsWith("T")) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 24 + hours + minutes / 60 + seconds / 3600;
}

async function listed(
  reading: AccountReading,
  operation: string,
  input: object,
  member: string,
): Promise<readonly unknown[]> {
  const pages = await pagesSigned(reading, `sso:${operation}`, (token) =>
    call(operation, token === undefined ? input : { ...input, NextToken: token }),
  );
  return pages.flatMap((page) => listMember(page, member));
}

function call(operation: string, input: object): SignedCall {
  return { host: "sso", body: { protocol: "json", target: `SWBExternalService.${operation}`, input } };
}
