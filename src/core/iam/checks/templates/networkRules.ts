import type { TemplateResource } from "../../model/located.ts";
import {
  hasUnknown,
  itemsOf,
  memberOf,
  type ObjectNode,
  type StringNode,
  type ValueNode,
} from "../../model/valueNode.ts";

/** A rule of a security group or an entry of a network ACL, whatever language it is written in. */
export interface NetworkRule {
  readonly kind: "security-group" | "acl";
  readonly direction: "ingress" | "egress";
  /** Address ranges that are written out. */
  readonly cidrs: readonly StringNode[];
  readonly traffic: Traffic;
  /** Whether an entry of a network ACL allows; always true for security groups. Undefined: it is not known. */
  readonly allows: boolean | undefined;
  /** The resource belongs to AWS's defaults, which it restates. */
  readonly isDefault: boolean;
}

/** What a rule is about. `unknown`: a value of it cannot be told. */
export type Traffic =
  | { readonly kind: "all" }
  | { readonly kind: "unknown" }
  | { readonly kind: "ports"; readonly protocol: string; readonly from: number; readonly to: number };

/** Names of the properties of a rule in one form. */
interface Names {
  readonly cidrs: readonly string[];
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly action?: string;
}

const cloudFormation: Names = {
  cidrs: ["CidrIp", "CidrIpv6"],
  protocol: "IpProtocol",
  from: "FromPort",
  to: "ToPort",
};
const terraform: Names = {
  cidrs: ["cidr_blocks", "ipv6_cidr_blocks"],
  protocol: "protocol",
  from: "from_port",
  to: "to_port",
};
const terraformRule: Names = { ...terraform, cidrs: ["cidr_ipv4", "cidr_ipv6"], protocol: "ip_protocol" };
const terraformEntry: Names = { ...terraform, cidrs: ["cidr_block", "ipv6_cidr_block"] };

/** The rules that a resource or command makes; none for other types. */
export function networkRules(resource: TemplateResource): NetworkRule[] {
  const { type, properties } = resource;
  switch (type) {
    case "AWS::EC2::SecurityGroup":
      return [
        ...nested(properties, "SecurityGroupIngress", "ingress", cloudFormation),
        ...nested(properties, "SecurityGroupEgress", "egress", cloudFormation),
      ];
    case "AWS::EC2::SecurityGroupIngress":
      return [groupRule(properties, "ingress", cloudFormation)];
    case "AWS::EC2::SecurityGroupEgress":
      return [groupRule(properties, "egress", cloudFormation)];
    case "AWS::EC2::NetworkAclEntry":
      return cloudFormationEntry(properties);
    case "aws_security_group":
    case "aws_default_security_group":
      return [
        ...nested(properties, "ingress", "ingress", terraform),
        ...nested(properties, "egress", "egress", terraform),
      ];
    case "aws_security_group_rule": {
      const direction = textOf(properties, "type");
      return direction === "ingress" || direction === "egress"
        ? [groupRule(properties, direction, terraform)]
        : [];
    }
    case "aws_vpc_security_group_ingress_rule":
      return [groupRule(properties, "ingress", terraformRule)];
    case "aws_vpc_security_group_egress_rule":
      return [groupRule(properties, "egress", terraformRule)];
    case "aws_network_acl":
    case "aws_default_network_acl":
      return (["ingress", "egress"] as const).flatMap((direction) =>
        objectsAt(properties, direction).map((item) => {
          const rule = groupRule(item, direction, terraformEntry);
          return aclRule(rule, textOf(item, "action"), type === "aws_default_network_acl");
        }),
      );
    case "aws_network_acl_rule":
      return aclEntry(properties, terraformEntry, memberOf(properties, "egress")?.value, "rule_action");
    default:
      return commandRules(resource);
  }
}

function commandRules({ type, properties }: TemplateResource): NetworkRule[] {
  const direction = type.endsWith("-egress") ? "egress" : "ingress";
  if (type.startsWith("ec2 authorize-security-group-")) {
    const permissions = objectsAt(properties, "ip-permissions").map((item) =>
      permissionRule(item, direction),
    );
    return [
      { ...groupRule(properties, direction, commandNames), traffic: portOption(properties) },
      ...permissions,
    ];
  }
  if (type !== "ec2 create-network-acl-entry" && type !== "ec2 replace-network-acl-entry") return [];
  const isEgress = memberOf(properties, "egress") !== undefined;
  if (!isEgress && memberOf(properties, "ingress") === undefined) return [];
  const rule = groupRule(properties, isEgress ? "egress" : "ingress", {
    ...commandNames,
    cidrs: ["cidr-block", "ipv6-cidr-block"],
  });
  const traffic = rangeTraffic(properties, "protocol", memberOf(properties, "port-range")?.value);
  return [aclRule({ ...rule, traffic }, textOf(properties, "rule-action"), false)];
}

const commandNames: Names = { cidrs: ["cidr"], protocol: "protocol", from: "", to: "" };

/** A member of `--ip-permissions`: ranges are objects in lists. */
function permissionRule(item: ObjectNode, direction: NetworkRule["direction"]): NetworkRule {
  const cidrs = [
    ["IpRanges", "CidrIp"],
    ["Ipv6Ranges", "CidrIpv6"],
  ].flatMap(([list = "", name = ""]) =>
    itemsOf(memberOf(item, list)?.value).flatMap((range) => stringsAt(range, name)),
  );
  return { ...groupRule(item, direction, cloudFormation), cidrs };
}

/** `--port 22`, `--port 8000-8010`. */
function portOption(properties: ObjectNode): Traffic {
  const port = textOf(properties, "port");
  const range = /^(\d+)(?:-(\d+))?$/.exec(port ?? "");
  const protocol = protocolOf(memberOf(properties, "protocol")?.value);
  if (protocol === undefined || (port !== undefined && hasUnknown(port))) return { kind: "unknown" };
  if (protocol === "all") return { kind: "all" };
  if (!range)
    return port === undefined || port === "-1" || port === "all" ? wholeRange(protocol) : { kind: "unknown" };
  return { kind: "ports", protocol, from: Number(range[1]), to: Number(range[2] ?? range[1]) };
}

function nested(
  properties: ObjectNode,
  name: string,
  direction: NetworkRule["direction"],
  names: Names,
): NetworkRule[] {
  return objectsAt(properties, name).map((item) => groupRule(item, direction, names));
}

function groupRule(object: ObjectNode, direction: NetworkRule["direction"], names: Names): NetworkRule {
  return {
    kind: "security-group",
    direction,
    cidrs: names.cidrs.flatMap((name) => stringsAt(object, name)),
    traffic: trafficOf(
      memberOf(object, names.protocol)?.value,
      memberOf(object, names.from)?.value,
      memberOf(object, names.to)?.value,
    ),
    allows: true,
    isDefault: false,
  };
}

function cloudFormationEntry(properties: ObjectNode): NetworkRule[] {
  const names = { ...cloudFormation, cidrs: ["CidrBlock", "Ipv6CidrBlock"], protocol: "Protocol" };
  const range = memberOf(properties, "PortRange")?.value;
  return aclEntry(properties, names, memberOf(properties, "Egress")?.value, "RuleAction").map((rule) => ({
    ...rule,
    traffic: rangeTraffic(properties, "Protocol", range),
  }));
}

/** An entry that says with a flag which way it is for. */
function aclEntry(
  properties: ObjectNode,
  names: Names,
  egress: ValueNode | undefined,
  action: string,
): NetworkRule[] {
  const flag = egress === undefined ? "false" : "value" in egress ? String(egress.value) : "";
  if (flag !== "true" && flag !== "false") return [];
  const rule = groupRule(properties, flag === "true" ? "egress" : "ingress", names);
  return [aclRule(rule, textOf(properties, action), false)];
}

function aclRule(rule: NetworkRule, action: string | undefined, isDefault: boolean): NetworkRule {
  const allows = action === undefined || hasUnknown(action) ? undefined : action.toLowerCase() === "allow";
  return { ...rule, kind: "acl", allows, isDefault };
}

function rangeTraffic(properties: ObjectNode, protocol: string, range: ValueNode | undefined): Traffic {
  if (range && range.kind !== "object") return { kind: "unknown" };
  return trafficOf(
    memberOf(properties, protocol)?.value,
    memberOf(range, "From")?.value,
    memberOf(range, "To")?.value,
  );
}

function trafficOf(
  protocolNode: ValueNode | undefined,
  fromNode: ValueNode | undefined,
  toNode: ValueNode | undefined,
): Traffic {
  const protocol = protocolOf(protocolNode);
  if (protocol === undefined) return { kind: "unknown" };
  if (protocol === "all") return { kind: "all" };
  if (!fromNode && !toNode) return wholeRange(protocol);
  const from = numberOf(fromNode ?? toNode);
  const to = numberOf(toNode ?? fromNode);
  if (from === undefined || to === undefined) return { kind: "unknown" };
  return from === -1 ? wholeRange(protocol) : { kind: "ports", protocol, from, to };
}

const wholeRange = (protocol: string): Traffic => ({ kind: "ports", protocol, from: 0, to: 65535 });

const protocolNumbers: Readonly<Record<string, string>> = {
  "-1": "all",
  "6": "tcp",
  "17": "udp",
  "1": "icmp",
};

/** `tcp`, `udp` …, or `all`. */
function protocolOf(node: ValueNode | undefined): string | undefined {
  if (node?.kind !== "string" && node?.kind !== "number") return undefined;
  const text = String(node.value).toLowerCase();
  return hasUnknown(text) ? undefined : (protocolNumbers[text] ?? text);
}

function numberOf(node: ValueNode | undefined): number | undefined {
  if (node?.kind === "number") return Number(node.value);
  return node?.kind === "string" && /^-?\d+$/.test(node.value) ? Number(node.value) : undefined;
}

function objectsAt(node: ObjectNode, name: string): ObjectNode[] {
  return itemsOf(memberOf(node, name)?.value).filter((item) => item.kind === "object");
}

function stringsAt(node: ValueNode, name: string): StringNode[] {
  return itemsOf(memberOf(node, name)?.value).filter((item) => item.kind === "string");
}

function textOf(node: ObjectNode, name: string): string | undefined {
  const value = memberOf(node, name)?.value;
  return value?.kind === "string" || value?.kind === "number" ? String(value.value) : undefined;
}
