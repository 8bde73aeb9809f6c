import { known, type Fact } from "../../../core/posture/fact.ts";
import type { EndpointFact, SecurityGroupRule } from "../../../core/posture/facts.ts";
import { pagesSigned, type AccountReading } from "./accountCalls.ts";
import { listMember, memberOf, textMember } from "./signedCall.ts";

/** The VPC endpoints of a Region and the groups of their interfaces. */
export interface EndpointFacts {
  readonly endpoints: readonly EndpointFact[];
  readonly groups: readonly string[];
}

/** Of this date EC2's answers are read. */
const version = "2016-11-15";

async function describe(
  reading: AccountReading,
  action: string,
  form: Readonly<Record<string, string>>,
  list: string,
): Promise<readonly unknown[]> {
  const response = (answer: unknown): unknown => memberOf(answer, `${action}Response`);
  const pages = await pagesSigned(
    reading,
    `ec2:${action}`,
    (token) => ({
      host: "ec2",
      body: {
        protocol: "query",
        form: { Action: action, Version: version, ...form, ...(token !== undefined && { NextToken: token }) },
      },
    }),
    (answer) => textMember(response(answer), "nextToken"),
  );
  return pages.flatMap((page) => listMember(response(page), list));
}

/** All endpoints; policies as EC2 gives them, as JSON. */
export async function collectEndpoints(reading: AccountReading): Promise<EndpointFacts> {
  const found = await describe(reading, "DescribeVpcEndpoints", { MaxResults: "1000" }, "vpcEndpointSet");
  return {
    endpoints: found.map((endpoint) => {
      const policy = textMember(endpoint, "policyDocument");
      return {
        id: textMember(endpoint, "vpcEndpointId") ?? "",
        service: textMember(endpoint, "serviceName") ?? "",
        hasPrivateDns: textMember(endpoint, "privateDnsEnabled") === "true",
        ...(policy !== undefined && { policy }),
      };
    }),
    groups: [
      ...new Set(
        found.flatMap((endpoint) =>
          listMember(endpoint, "groupSet").flatMap((group) => textMember(group, "groupId") ?? []),
        ),
      ),
    ],
  };
}

/** How many groups one call names. */
const atOnce = 100;

/** The rules of groups. */
export async function collectSecurityGroups(
  reading: AccountReading,
  groups: readonly string[],
): Promise<Fact<readonly SecurityGroupRule[]>> {
  const rules: SecurityGroupRule[] = [];
  for (let from = 0; from < groups.length; from += atOnce) {
    const ids = groups.slice(from, from + atOnce).map((id, index) => [`GroupId.${index + 1}`, id] as const);
    const found = await describe(
      reading,
      "DescribeSecurityGroups",
      Object.fromEntries(ids),
      "securityGroupInfo",
    );
    for (const group of found) {
      const id = textMember(group, "groupId") ?? "";
      rules.push(...listMember(group, "ipPermissions").map((rule) => toRule(rule, id, "ingress")));
      rules.push(...listMember(group, "ipPermissionsEgress").map((rule) => toRule(rule, id, "egress")));
    }
  }
  return known(rules, `${groups.length} security groups of endpoints`);
}

function toRule(rule: unknown, groupId: string, direction: "ingress" | "egress"): SecurityGroupRule {
  const port = (name: string): number | undefined => {
    const text = textMember(rule, name);
    return text === undefined || text === "-1" ? undefined : Number(text);
  };
  const [fromPort, toPort] = [port("fromPort"), port("toPort")];
  const peers = (list: string, member: string): readonly string[] =>
    listMember(rule, list).flatMap((peer) => textMember(peer, member) ?? []);
  return {
    groupId,
    direction,
    protocol: textMember(rule, "ipProtocol") ?? "-1",
    ...(fromPort !== undefined && { fromPort }),
    ...(toPort !== undefined && { toPort }),
    peers: [
      ...peers("ipRanges", "cidrIp"),
      ...peers("ipv6Ranges", "cidrIpv6"),
      ...peers("prefixListIds", "prefixListId"),
      ...peers("groups", "groupId"),
    ],
  };
}
