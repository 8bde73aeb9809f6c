import { arnAt } from "./recordPlace.ts";
import type { Target, TargetContext } from "./target.ts";

/** Prefixes of EC2's ids, by resource type of the catalogue; for calls that take ids of any type (`CreateTags`). */
const prefixes: Readonly<Record<string, string>> = {
  "elastic-ip": "eipalloc",
  image: "ami",
  instance: "i",
  "internet-gateway": "igw",
  "launch-template": "lt",
  natgateway: "nat",
  "network-acl": "acl",
  "network-interface": "eni",
  "route-table": "rtb",
  "security-group": "sg",
  snapshot: "snap",
  subnet: "subnet",
  "transit-gateway": "tgw",
  volume: "vol",
  vpc: "vpc",
  "vpc-endpoint": "vpce",
  "vpc-flow-log": "fl",
  "vpc-peering-connection": "pcx",
};

/** Types whose ARNs have no account, since others may own them. */
const ofAnyone: ReadonlySet<string> = new Set(["image", "snapshot"]);

/** Resources of a type among the ids of a call that takes any; undefined where the call does not. */
export function ec2ById(type: string, { place, values }: TargetContext): readonly Target[] | undefined {
  const ids = values.get("resourceid") ?? values.get("resourceids");
  const prefix = prefixes[type];
  if (ids === undefined) return undefined;
  if (prefix === undefined) return [];
  const form = new RegExp(`^${prefix}-[0-9a-zA-Z]+$`);
  const fields = ofAnyone.has(type) ? { account: "" } : {};
  return ids
    .filter((id) => form.test(id))
    .map((id) => ({ patterns: [arnAt(place, "ec2", `${type}/${id}`, fields)], known: true }));
}
