import { mapping, type AccountCheck } from "../check.ts";
import type { SecurityGroupRule, WorkspaceFact } from "../facts.ts";
import { fail, judge, outOfScope, pass, worst, type Judgement } from "../judgement.ts";

const anywhere = ["0.0.0.0/0", "::/0"];

/** PA-013, from M6. The guide's own example opens egress 443 to anywhere: that much is taken as a note. */
export const securityGroups: AccountCheck = {
  id: "PA-013",
  title: "Security groups of the endpoints take 443 alone",
  area: "AWS account",
  severity: "medium",
  mapping: mapping("11.2", { nist: "SC-7", cis: "4.4" }),
  remedy: "Let the groups take port 443 from the workstations' group alone, and narrow what they let out.",
  judge: ({ securityGroupRules: rules }) => {
    if (!rules) return outOfScope("the groups are not read; the IAM engine judges them in templates");
    return judge(rules, (all) =>
      all.length > 0 ? worst(all.map(judgeRule)) : pass("the groups have no rule"),
    );
  },
};

function judgeRule({ groupId, direction, protocol, fromPort, toPort, peers }: SecurityGroupRule): Judgement {
  const ports =
    fromPort === undefined ? "all ports" : fromPort === toPort ? `${fromPort}` : `${fromPort} to ${toPort}`;
  const isHttps = protocol === "tcp" && fromPort === 443 && toPort === 443;
  const isOpen = peers.some((peer) => anywhere.includes(peer));
  const evidence = [`${groupId} ${direction} ${protocol} ${ports}: ${peers.join(", ")}`];
  if (direction === "ingress" && isOpen) return fail(`${groupId} lets anybody in`, { evidence });
  if (direction === "ingress" && !isHttps) return fail(`${groupId} lets in more than 443`, { evidence });
  if (direction === "egress" && isOpen && !isHttps)
    return fail(`${groupId} lets everything out`, { evidence, severity: "low" });
  return pass("the groups are narrow", {
    evidence,
    notes: isOpen ? [`${groupId} lets 443 out to anywhere, as the guide's example does.`] : [],
  });
}

/** PA-014, from M8. */
export const workspaceVolumes: AccountCheck = {
  id: "PA-014",
  title: "WorkSpaces are encrypted and stop by themselves",
  area: "AWS account",
  severity: "high",
  mapping: mapping("10.2, 11.1", { nist: "SC-28", cis: "3.11" }),
  remedy: "Create the WorkSpaces anew with both volumes encrypted by your key, and set AUTO_STOP.",
  judge: ({ workspaces }) => {
    if (!workspaces) return outOfScope("WorkSpaces are not read; the IAM engine judges them in templates");
    return judge(workspaces, (all) =>
      all.length > 0 ? worst(all.map(judgeWorkspace)) : outOfScope("there is none"),
    );
  },
};

function judgeWorkspace({
  id,
  rootEncrypted,
  userEncrypted,
  kmsKeyId,
  runningMode,
}: WorkspaceFact): Judgement {
  const evidence = [`${id}: ${runningMode ?? "mode not known"}`];
  if (!rootEncrypted || !userEncrypted) return fail(`${id} has a volume that is not encrypted`, { evidence });
  if (kmsKeyId === undefined || kmsKeyId.endsWith("alias/aws/workspaces"))
    return fail(`${id} is encrypted without a key of your own`, { evidence, severity: "medium" });
  return runningMode === "AUTO_STOP"
    ? pass("volumes are encrypted and it stops by itself", { evidence })
    : fail(`${id} does not stop by itself`, { evidence, severity: "low" });
}
