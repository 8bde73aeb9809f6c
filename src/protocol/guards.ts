import type { EventOutcome } from "../core/activity/eventOutcome.ts";
import type { RiskCategory } from "../core/activity/risk/risk.ts";
import {
  panelCommands,
  type FromPanel,
  type PanelAction,
  type PanelCounts,
  type PanelDetail,
  type PanelFilter,
  type PanelGap,
  type PanelRow,
  type PanelStatus,
  type ToPanel,
} from "./activity.ts";
import { severities } from "./activityFilter.ts";
import {
  isBoolean,
  isCount,
  isListOf,
  isNumber,
  isOneOf,
  isShape,
  isText,
  optional,
  type Guard,
} from "./shape.ts";

// Bounds are far above what either side sends: they keep a broken peer from filling the memory.
const isLine = isText(8_192);
const isSeverity = isOneOf(severities);
const isOutcome = isOneOf<EventOutcome>(["success", "denied", "failed"]);
const isState = isOneOf<PanelStatus["state"]>([
  "off",
  "loading",
  "live",
  "paused",
  "ended",
  "throttled",
  "offline",
  "stalled",
  "reconnecting",
  "signed-out",
  "failed",
]);
const isCommand = isOneOf(panelCommands);
const isCategory = isOneOf<RiskCategory>([
  "console-root",
  "denied",
  "out-of-policy",
  "credential-access",
  "defense-evasion",
  "destructive",
  "execution",
  "exfiltration",
  "persistence",
  "privilege-escalation",
  "recon",
  "read",
  "write",
  "self",
]);

const isRow = isShape<PanelRow>({
  n: isCount,
  time: optional(isNumber),
  name: isLine,
  service: isLine,
  resource: isLine,
  outcome: isOutcome,
  errorCode: optional(isLine),
  severity: isSeverity,
  category: isCategory,
  write: isBoolean,
  late: isBoolean,
  region: optional(isLine),
});

const isStatus = isShape<PanelStatus>({
  state: isState,
  message: isLine,
  actions: isListOf(isShape<PanelAction>({ command: isCommand, title: isLine }), 20),
  source: isLine,
  role: isLine,
  coverage: isLine,
  delay: isLine,
  dataAsOf: optional(isNumber),
  completeUntil: optional(isNumber),
  gaps: isListOf(isShape<PanelGap>({ from: isNumber, to: isNumber, reason: isLine }), 10_000),
  counts: isShape<PanelCounts>({
    held: isCount,
    ofOthers: isCount,
    unreadable: isCount,
    dropped: isCount,
    skipped: isCount,
    waiting: isCount,
  }),
  progress: optional(isNumber),
  writesOnlyAtSource: isOneOf<PanelStatus["writesOnlyAtSource"]>(["no", "can", "on"]),
  clockSkew: isNumber,
});

const isFact = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => isLine(part));

const isDetail = isShape<PanelDetail>({
  n: isCount,
  severity: isSeverity,
  category: isCategory,
  technique: optional(isLine),
  reasons: isListOf(isLine, 100),
  facts: isListOf(isFact, 200),
});

/** A filter, such as the one that the page kept. */
export const isPanelFilter = isShape<PanelFilter>({
  text: isText(1_000),
  minRisk: isSeverity,
  services: isListOf(isLine, 1_000),
  names: isListOf(isLine, 1_000),
  writesOnly: isBoolean,
  deniedOnly: isBoolean,
  withinMs: optional(isNumber),
});

/** A message with rows, each of any shape. */
const isEnvelope = isShape<{
  type: "rows";
  epoch: number;
  seq: number;
  rows: readonly unknown[];
  removed: readonly number[];
}>({
  type: isOneOf(["rows"]),
  epoch: isCount,
  seq: isCount,
  rows: isListOf((_row): _row is unknown => true, 100_000),
  removed: isListOf(isCount, 1_000_000),
});

const toPanel: readonly Guard<ToPanel>[] = [
  isShape({ type: isOneOf(["reset"]), epoch: isCount, total: isCount }),
  isShape({ type: isOneOf(["status"]), status: isStatus }),
  isShape({ type: isOneOf(["detail"]), detail: isDetail }),
  isShape({ type: isOneOf(["filter"]), filter: isPanelFilter }),
  isShape({ type: isOneOf(["reveal"]), n: isCount }),
];

const fromPanel: readonly Guard<FromPanel>[] = [
  isShape({ type: isOneOf(["ready"]) }),
  isShape({ type: isOneOf(["ack"]), epoch: isCount, seq: isCount }),
  isShape({ type: isOneOf(["select"]), n: isCount }),
  isShape({ type: isOneOf(["open"]), n: isCount }),
  isShape({ type: isOneOf(["pause"]), paused: isBoolean }),
  isShape({ type: isOneOf(["writesOnlyAtSource"]), on: isBoolean }),
  isShape({ type: isOneOf(["filter"]), filter: isPanelFilter }),
  isShape({ type: isOneOf(["command"]), command: isCommand }),
];

/**
 * A message from the extension; undefined: it is none that this page knows. A row that is none is left out of its message:
 * without the message there would be a hole in the sequence, and everything would be sent again, to no better end.
 */
export function readToPanel(value: unknown): ToPanel | undefined {
  if (isEnvelope(value)) return { ...value, rows: value.rows.filter((row) => isRow(row)) };
  return firstThatFits(value, toPanel);
}

/** A message from the panel; undefined: it is none, and nothing may be done for it. */
export function readFromPanel(value: unknown): FromPanel | undefined {
  return firstThatFits(value, fromPanel);
}

function firstThatFits<T>(value: unknown, guards: readonly Guard<T>[]): T | undefined {
  for (const guard of guards) if (guard(value)) return value;
  return undefined;
}
