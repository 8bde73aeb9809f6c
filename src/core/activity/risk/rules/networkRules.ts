import { itemsOf, type EventData } from "../../eventData.ts";
import { isAnywhere, isTrue, leavesOf, partAt, valueOf } from "../requestFacts.ts";
import type { ContextRule, Verdict } from "../risk.ts";

/** Ports behind which administration and databases listen. Source: AWS Config's restricted-common-ports, CIS EC2.13. */
const sensitivePorts: readonly number[] = [
  20, 21, 22, 23, 135, 445, 1433, 1434, 1521, 2375, 2376, 3306, 3389, 4333, 5432, 5500, 5601, 5900, 5985,
  5986, 6379, 9200, 9300, 11211, 27017,
];

/** Doors opened to the internet. */
export const networkRules: readonly ContextRule[] = [
  {
    services: ["ec2"],
    names: /^(?:AuthorizeSecurityGroupIngress|ModifySecurityGroupRules)$/,
    *judge({ request }) {
      const permissions = itemsOf(partAt(request, "ippermissions"));
      const rules = permissions.length > 0 ? permissions : [request];
      const open = rules.filter(
        (rule) =>
          leavesOf(rule).some(({ value }) => typeof value === "string" && isAnywhere(value)) &&
          !isTrue(rule, "isegress"),
      );
      if (open.length > 0) yield fromAnywhere(open);
    },
  },
  {
    services: ["ec2"],
    names: /^(?:Create|Replace)NetworkAclEntry$/,
    *judge({ request }) {
      const allows = String(valueOf(request, "ruleaction")).toLowerCase() === "allow";
      if (allows && !isTrue(request, "egress") && hasAnywhere(request))
        yield risky("The network's access list lets in the whole internet.");
    },
  },
  {
    services: ["rds", "redshift", "elasticache"],
    names: /^Authorize(?:DB|Cluster|Cache)SecurityGroupIngress$/,
    *judge({ request }) {
      if (hasAnywhere(request)) yield risky("The database lets in the whole internet.");
    },
  },
  {
    services: ["eks"],
    names: /^(?:Update|Create)Cluster(?:Config)?$/,
    *judge({ request }) {
      if (isTrue(request, "endpointpublicaccess") && hasAnywhere(request))
        yield risky("The cluster's endpoint can be reached from the whole internet.");
    },
  },
];

function hasAnywhere(data: EventData): boolean {
  return leavesOf(data).some(({ value }) => typeof value === "string" && isAnywhere(value));
}

function fromAnywhere(rules: readonly EventData[]): Verdict {
  const ranges = rules.map(portsOf);
  const hit = sensitivePorts.find((port) => ranges.some(([from, to]) => from <= port && port <= to));
  const all = ranges.some(([from, to]) => to - from > 1024);
  const where = all ? "many ports" : hit === undefined ? "" : `port ${hit}`;
  return {
    severity: where === "" ? "high" : "critical",
    category: "exfiltration",
    technique: "T1562.007",
    reason: `The security group lets in the whole internet${where === "" ? "" : ` on ${where}`}.`,
  };
}

/** All ports when none are named: then the protocol is -1, or none with ports. */
function portsOf(rule: EventData): readonly [from: number, to: number] {
  const from = Number(valueOf(rule, "fromport") ?? 0);
  const to = Number(valueOf(rule, "toport") ?? 65_535);
  return from < 0 || to < 0 || Number.isNaN(from + to) ? [0, 65_535] : [from, to];
}

function risky(reason: string): Verdict {
  return { severity: "high", category: "exfiltration", technique: "T1562.007", reason };
}
