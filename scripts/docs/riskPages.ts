import { tableGroups } from "../../src/core/activity/risk/nameTable.ts";
import { riskSeverities } from "../../src/core/activity/risk/risk.ts";
import type { TableGroup } from "../../src/core/activity/risk/table/entry.ts";

const about = `# How loud an event of the agent's role is

Picket judges each CloudTrail event for a role that should only do an agent's task: \`critical\`, \`high\`, \`medium\`, \`low\` or
\`info\`, with a category, a technique of MITRE ATT&CK where there is one, and the reasons. \`picket activity classify\` and
\`picket activity list\` print it, the panel colours by it. The judgement needs no network.

## One event

In this order; what comes first decides:

1. **Picket's own calls** (\`self\`, info): its name in the user agent, and the call stands in a fixed list of calls that read. Anyone
   can send that name, so nothing that changes something is on the list (Athena's \`StartQueryExecution\`, which Picket needs, can
   be told to write), and a refused call is never Picket's own.
2. **The root user**: critical, whatever it does.
3. **Refused for lack of permission**: high when the call would have changed something, when its name is rated high below, or when a
   network's endpoint refused it; else medium. What one of AWS's own services was refused is low.
4. **Outside the role's declared policies**: high, when policies were given.
5. **What was requested**: policies that let everyone or another account in, ports open to the internet, snapshots and
   images shared, logs and guards off or narrowed, protection from deletion off, data sent to another account, roles with powerful
   names handed on, functions changed with a person's credentials, keys of the caller alone for encryption. Content that is harmless overrules the table of names, except in IAM.
6. **The name**, by the table below.
7. **The verb**: what deletes, stops or turns off is medium, other changes are low, reading is info. Whatever changes IAM is high:
   an agent never needs to.

A call that failed for another reason changed nothing and counts one step less. What a service of AWS does itself is at most low,
unless it is critical or changes IAM. What CloudFormation makes
run from a template is at most medium where only its name speaks against it.

## Several events

| what | verdict | when |
|---|---|---|
| ten deletions within 60 seconds by one session | critical, T1485 | \`Delete*\` and \`Terminate*\` that succeeded; tags, queue messages, and what a service deletes for the caller do not count |
| three refusals within 5 minutes by one session | high, T1078.004 | any call |
| an access key in two places | high, T1550.001 | used before from another network: within 5 minutes, or within an hour and on another operating system |
| an unexpected Region | medium, T1535 | a change outside the Regions that are configured; services without Regions do not count |

The order in which events arrive changes nothing of it. A network is an IPv4 address to 24 bits or an IPv6 address to 48; private
addresses and AWS's own do not count, and a machine may have one of each family. A laptop that moves is told by the calls of its
first five minutes, then it is quiet. The functions of Lambda share keys behind many addresses: they are not compared by time.
Picket remembers 50,000 deletions, 50,000 refusals and 100,000 uses of keys, the newest.

## Names

A group of several services lists the events of all of them.
`;

/** `docs/activity-risk.md`: how events are judged, and what the table says of names. */
export function riskPage(): string {
  const sections = riskSeverities.flatMap((severity) => {
    const groups = tableGroups.filter((group) => group.severity === severity);
    return groups.length === 0 ? [] : [`### ${severity}`, "", ...groups.map(itemOf), ""];
  });
  return [about, ...sections].join("\n");
}

function itemOf({ service, names, category, technique, reason, source }: TableGroup): string {
  const events = names
    .split(" ")
    .map((name) => `\`${name}\``)
    .join(" ");
  const what = technique === undefined ? category : `${category}, ${technique}`;
  return `- **${[service].flat().join(", ")}** (${what}): ${reason} ${events} (${source})`;
}
