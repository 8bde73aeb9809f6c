import type { TemplateResource } from "../../model/located.ts";
import type { IamRule, Issue, ResourceCheck } from "../check.ts";
import { anywhereIn, type Anywhere } from "./anywhere.ts";
import { networkRules, type NetworkRule, type Traffic } from "./networkRules.ts";

const ingressFromAnywhere: IamRule = {
  id: "network/ingress-from-anywhere",
  title: "A security group lets everyone in",
  severity: "warning",
};

const egressToAnywhere: IamRule = {
  id: "network/egress-to-anywhere",
  title: "A security group lets connections out to every address",
  severity: "warning",
};

const aclOpen: IamRule = {
  id: "network/acl-open",
  title: "A network ACL allows all traffic with every address",
  severity: "warning",
};

/** Ports that people know by name; an open one of these is the first that is tried from outside. */
const portNames: Readonly<Record<number, string>> = {
  22: "SSH",
  25: "SMTP",
  53: "DNS",
  80: "HTTP",
  443: "HTTPS",
  1433: "SQL Server",
  3306: "MySQL",
  3389: "RDP",
  5432: "PostgreSQL",
  5985: "WinRM",
  6379: "Redis",
  27017: "MongoDB",
};

/** Checks of security groups and network ACLs, on the ranges that are written out. */
export const networkChecks: readonly ResourceCheck[] = [
  { rules: [ingressFromAnywhere, egressToAnywhere, aclOpen], check },
];

function* check(resources: readonly TemplateResource[]): Generator<Issue> {
  for (const resource of resources) {
    for (const rule of networkRules(resource)) {
      for (const anywhere of anywhereIn(rule.cidrs)) {
        const issue = judgeRule(rule, anywhere);
        if (issue) yield issue;
      }
    }
  }
}

function judgeRule(rule: NetworkRule, anywhere: Anywhere): Issue | undefined {
  if (rule.kind === "acl") return judgeEntry(rule, anywhere);
  return rule.direction === "ingress" ? judgeIngress(rule, anywhere) : judgeEgress(rule, anywhere);
}

function judgeIngress({ traffic }: NetworkRule, anywhere: Anywhere): Issue {
  return issueAt(
    ingressFromAnywhere,
    anywhere,
    `${rangeText(anywhere)} lets every address in the world connect${onPorts(traffic)}. Name the security group or the address ranges that need it.`,
  );
}

function judgeEgress({ traffic }: NetworkRule, anywhere: Anywhere): Issue {
  const where = rangeText(anywhere);
  if (traffic.kind === "ports" && traffic.protocol === "tcp" && traffic.from === 443 && traffic.to === 443) {
    const message = `${where} lets HTTPS out to every address in the world. VPC endpoints, a prefix list or a proxy would leave only what is needed.`;
    return { ...issueAt(egressToAnywhere, anywhere, message), severity: "info" };
  }
  const message = `${where} lets connections out to every address in the world${onPorts(traffic)}. Allow port 443 to the ranges, prefix lists or security groups that are needed.`;
  const issue = issueAt(egressToAnywhere, anywhere, message);
  // It may be port 443.
  return traffic.kind === "unknown" ? { ...issue, severity: "info" } : issue;
}

/** Entries for single ports are left alone: an ACL keeps no state, so answers need wide ranges. */
function judgeEntry(rule: NetworkRule, anywhere: Anywhere): Issue | undefined {
  const { traffic, direction } = rule;
  const isAll =
    traffic.kind === "all" || (traffic.kind === "ports" && traffic.from <= 1 && traffic.to === 65535);
  if (rule.allows !== true || rule.isDefault || !isAll) return undefined;
  const way = direction === "ingress" ? "in from" : "out to";
  const issue = issueAt(
    aclOpen,
    anywhere,
    `This entry allows everything ${way} every address (${rangeText(anywhere)}), so that the ACL adds nothing to the security groups. Allow the ports and ranges that are needed.`,
  );
  return direction === "egress" ? { ...issue, severity: "info" } : issue;
}

function issueAt(rule: IamRule, { node, other }: Anywhere, message: string): Issue {
  const related = other ? [{ span: other.content, message: "The other half of all addresses" }] : [];
  return { rule, span: node.content, message, related };
}

const rangeText = ({ node, other }: Anywhere): string =>
  other ? `${node.value} together with ${other.value}` : node.value;

/** ` on port 22 (SSH)`. */
function onPorts(traffic: Traffic): string {
  if (traffic.kind === "unknown") return "";
  if (traffic.kind === "all") return " on every port and protocol";
  const { protocol, from, to } = traffic;
  if (protocol.startsWith("icmp")) return " by ICMP";
  if (from === 0 && to === 65535) return ` on every ${protocol.toUpperCase()} port`;
  if (from !== to) return ` on ${protocol.toUpperCase()} ports ${from} to ${to}`;
  const name = portNames[from];
  return ` on ${protocol.toUpperCase()} port ${from}${name ? ` (${name})` : ""}`;
}
