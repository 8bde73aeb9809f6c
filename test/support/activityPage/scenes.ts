import type { PanelDetail, PanelRow, PanelStatus, ToPanel } from "../../../src/protocol/activity.ts";
import { panelRow, panelStatus } from "./rows.ts";

/** The minute in which the scenes play. */
export const sceneTime = Date.UTC(2026, 10, 20, 14, 3, 0);

type Kind = Pick<PanelRow, "name" | "service" | "severity" | "category" | "write"> & Partial<PanelRow>;

const kinds: readonly Kind[] = [
  { name: "ListBuckets", service: "s3", severity: "info", category: "read", write: false },
  {
    name: "GetObject",
    service: "s3",
    severity: "info",
    category: "read",
    write: false,
    resource: "orders-archive/2026/11/20/batch-000417.json",
  },
  { name: "DescribeInstances", service: "ec2", severity: "low", category: "recon", write: false },
  {
    name: "InvokeModel",
    service: "bedrock",
    severity: "info",
    category: "read",
    write: false,
    resource: "anthropic.claude-sonnet",
  },
  {
    name: "GetSecretValue",
    service: "secretsmanager",
    severity: "medium",
    category: "credential-access",
    write: false,
    resource: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/database-Ab12Cd",
  },
  {
    name: "PutItem",
    service: "dynamodb",
    severity: "low",
    category: "write",
    write: true,
    resource: "orders",
  },
  {
    name: "ListRoles",
    service: "iam",
    severity: "medium",
    category: "recon",
    write: false,
    outcome: "denied",
    errorCode: "AccessDenied",
  },
  {
    name: "PutBucketPolicy",
    service: "s3",
    severity: "high",
    category: "exfiltration",
    write: true,
    resource: "orders-archive",
  },
  {
    name: "RunInstances",
    service: "ec2",
    severity: "medium",
    category: "execution",
    write: true,
    outcome: "failed",
    errorCode: "Client.InstanceLimitExceeded",
  },
  {
    name: "StopLogging",
    service: "cloudtrail",
    severity: "critical",
    category: "defense-evasion",
    write: true,
    resource: "organization-trail",
  },
];

/** How often each kind comes in 40 events: agents read far more than they do harm. */
const pattern = [
  0, 1, 1, 3, 1, 2, 1, 5, 3, 1, 0, 1, 4, 1, 3, 2, 1, 5, 1, 6, 1, 3, 1, 0, 1, 7, 2, 1, 5, 1, 3, 1, 8, 1, 0, 1,
  2, 3, 1, 9,
];

/** So many rows, the last of them at `until`, with no randomness in them. */
export function sampleRows(count: number, until = sceneTime, from = 1, step = 7_300): readonly PanelRow[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[pattern[index % pattern.length] ?? 0];
    const time = until - (count - 1 - index) * step - ((index * 7_919) % 5) * 300;
    return panelRow(from + index, { ...kind, time: index === count - 1 ? until : time });
  });
}

/** The messages that fill the page: in chunks, as the extension sends them. */
export function snapshot(
  rows: readonly PanelRow[],
  status: Partial<PanelStatus> = {},
  chunk = 2_000,
): ToPanel[] {
  const chunks = Array.from({ length: Math.ceil(rows.length / chunk) }, (_, index): ToPanel => ({
    type: "rows",
    epoch: 1,
    seq: index + 1,
    rows: rows.slice(index * chunk, (index + 1) * chunk),
    removed: [],
  }));
  const counts = { ...panelStatus().counts, held: rows.length };
  return [
    {
      type: "status",
      status: panelStatus({ dataAsOf: sceneTime, completeUntil: sceneTime, counts, ...status }),
    },
    { type: "reset", epoch: 1, total: rows.length },
    ...chunks,
  ];
}

/** What is said of a row of the sample. */
export function sampleDetail({ n, severity, category }: PanelRow): PanelDetail {
  return {
    n,
    severity,
    category,
    technique: "T1562.008",
    reasons: ["The call switches the recording of events off: what follows leaves no trace."],
    facts: [
      ["Role", "arn:aws:iam::111122223333:role/agents/Agent"],
      ["Session", "picket-orders"],
      ["Address", "192.0.2.10"],
      ["Region", "eu-central-1"],
      ["Account", "111122223333"],
    ],
  };
}

/** The states of a source as the page shows them, by name. */
export const scenes: Readonly<Record<string, readonly ToPanel[]>> = sceneList();

function sceneList(): Record<string, readonly ToPanel[]> {
  const rows = sampleRows(240);
  const counts = { held: 240, ofOthers: 1_312, unreadable: 2, dropped: 0, skipped: 1, waiting: 0 };
  const gap = {
    from: sceneTime - 120_000,
    to: sceneTime - 100_000,
    reason: "Live Tail left events out because there were too many.",
  };
  const actions = [{ command: "refresh", title: "Try Again" }] as const;
  const critical = rows.at(-1) ?? panelRow(1);
  return {
    off: [
      {
        type: "status",
        status: panelStatus({
          state: "off",
          source: "",
          role: "",
          coverage: "",
          delay: "",
          message: "See what your agent does on AWS: choose where CloudTrail's events come from.",
          actions: [
            { command: "chooseSource", title: "Choose Source" },
            { command: "signIn", title: "Sign In to AWS" },
          ],
        }),
      },
    ],
    loading: [
      ...snapshot(rows.slice(0, 60), { state: "loading", progress: 0.35, counts: { ...counts, held: 60 } }),
    ],
    empty: snapshot([], { message: "" }),
    filtered: [
      ...snapshot(rows, { counts }),
      {
        type: "filter",
        filter: {
          text: "nothing like it",
          minRisk: "high",
          services: ["s3"],
          names: [],
          writesOnly: true,
          deniedOnly: false,
        },
      },
    ],
    live: snapshot(rows, { counts, writesOnlyAtSource: "can" }),
    selected: [
      ...snapshot(rows, { counts }),
      { type: "reveal", n: critical.n },
      { type: "detail", detail: sampleDetail(critical) },
    ],
    similar: [
      ...snapshot(rows, { counts }),
      {
        type: "filter",
        filter: {
          text: "",
          minRisk: "info",
          services: ["s3"],
          names: ["PutBucketPolicy"],
          writesOnly: false,
          deniedOnly: false,
        },
      },
    ],
    paused: snapshot(rows, { state: "paused", counts: { ...counts, waiting: 37 } }),
    throttled: snapshot(rows, {
      state: "throttled",
      counts,
      message: "AWS asks for fewer requests: the next one is in 8 seconds.",
    }),
    stalled: snapshot(rows, {
      state: "stalled",
      counts,
      message: "No file has come for 20 minutes. Look whether the trail still writes.",
      actions,
    }),
    gap: snapshot(rows, { counts, gaps: [gap] }),
    "signed-out": snapshot(rows, {
      state: "signed-out",
      counts,
      message: "The sign-in of profile agents has expired. Sign in again: reading goes on from where it was.",
      actions: [
        { command: "signIn", title: "Sign In" },
        { command: "chooseProfile", title: "Choose Profile" },
      ],
    }),
    failed: snapshot(rows, {
      state: "failed",
      counts,
      message: "The role may not call cloudtrail:LookupEvents. Grant it, or choose another source.",
      actions,
    }),
    ended: snapshot(rows, { state: "ended", counts }),
  };
}
