import type { TrailGap, TrailNotice } from "../../core/ports.ts";
import type { PanelAction, PanelStatus } from "../../protocol/activity.ts";
import { callsAws, type SourceChoice } from "./choice.ts";
import { coverageText, delayText, sourceName, type SourcePlace, type Translate } from "./sourceText.ts";

/**
 * How far the reading is. `waiting`: the source is charged for and starts when the view is shown. `asking`: it starts once
 * the person has said whose events are wanted.
 */
export type Phase = "off" | "restricted" | "waiting" | "asking" | "loading" | "live" | "ended" | "failed";

/** What there is to say of a session. Times in ms since epoch. */
export interface SessionFacts {
  readonly choice?: SourceChoice | undefined;
  readonly place: SourcePlace;
  /** Of the role whose events are shown, for a person; empty: everybody's. */
  readonly role: string;
  readonly phase: Phase;
  /** The last notice that is not `ok`. */
  readonly notice?: TrailNotice | undefined;
  /** From 0 to 1. */
  readonly progress?: number | undefined;
  readonly newest?: number | undefined;
  readonly watermark?: number | undefined;
  readonly gaps: readonly TrailGap[];
  readonly held: number;
  readonly ofOthers: number;
  readonly unreadable: number;
  readonly dropped: number;
  readonly skipped: number;
  /** What the source does without for as long as it runs. Sentences. */
  readonly remarks: readonly string[];
  /** How far AWS's clock is ahead of this machine's, in ms. */
  readonly clockAhead: number;
  /** The list stands still; reading and alerts go on. */
  readonly paused: boolean;
  /** Rows that came meanwhile. */
  readonly waiting: number;
  /** What the queries of this session scanned, in bytes. */
  readonly scanned: number;
}

/** Gaps that the panel is told of, the newest: each is a row of its list. */
const mostGaps = 200;

/** The panel's view of a session. */
export function panelStatus(facts: SessionFacts, t: Translate): PanelStatus {
  const { choice, place, newest, watermark, held, ofOthers, unreadable, dropped, skipped, waiting } = facts;
  const state = stateOf(facts);
  return {
    state,
    message: messageOf(facts, t),
    actions: actionsOf(facts, state, t),
    source: choice ? sourceName(choice, place, t) : "",
    role: facts.role,
    coverage: choice ? coverageText(choice, t) : "",
    delay: choice ? [delayText(choice, t), ...scannedText(facts.scanned, t)].join(" ") : "",
    ...(newest !== undefined && { dataAsOf: newest }),
    ...(watermark !== undefined && { completeUntil: watermark }),
    gaps: facts.gaps.slice(-mostGaps),
    counts: { held, ofOthers, unreadable, dropped, skipped, waiting },
    ...(state === "loading" && facts.progress !== undefined && { progress: facts.progress }),
    writesOnlyAtSource: writesOnly(facts),
    clockSkew: facts.clockAhead,
  };
}

function stateOf({ phase, notice, paused }: SessionFacts): PanelStatus["state"] {
  if (phase === "off" || phase === "restricted" || phase === "waiting" || phase === "asking") return "off";
  if (paused) return "paused";
  if (phase === "ended" || phase === "failed") return phase;
  return notice && notice.kind !== "ok" ? notice.kind : phase;
}

function messageOf({ phase, notice, paused, remarks }: SessionFacts, t: Translate): string {
  if (phase === "off")
    return t("See what your agent does in AWS. Nothing is read before you choose where events come from.");
  if (phase === "restricted")
    return t(
      "This workspace is in Restricted Mode, so Picket makes no AWS call. Trust the workspace, or read a folder of CloudTrail files.",
    );
  if (phase === "waiting") return t("This source costs while it is read. It starts when this view is shown.");
  if (phase === "asking") return t("Reading begins once it is chosen whose activity is shown.");
  const trouble = notice && notice.kind !== "ok" ? notice.message : remarks.join(" ");
  if (paused)
    return [t("Paused: the list stands still. Reading goes on, and so do alerts."), trouble].join(" ").trim();
  return trouble;
}

function actionsOf(facts: SessionFacts, state: PanelStatus["state"], t: Translate): readonly PanelAction[] {
  const { phase, choice } = facts;
  const chooseSource = { command: "chooseSource", title: t("Choose a Source…") } as const;
  const again = { command: "refresh", title: t("Try Again") } as const;
  const profile = { command: "chooseProfile", title: t("Choose Profile…") } as const;
  const log = { command: "showLog", title: t("Show Log") } as const;
  if (phase === "waiting") return [{ command: "refresh", title: t("Start") }, chooseSource];
  if (phase === "off" || phase === "restricted" || phase === "asking") return [chooseSource];
  if (state === "signed-out") return [{ command: "signIn", title: t("Sign In…") }, profile, again];
  if (state === "failed")
    return choice && callsAws(choice) ? [again, profile, chooseSource] : [again, chooseSource, log];
  return state === "offline" || state === "stalled" ? [again] : [];
}

function writesOnly({ choice, role }: SessionFacts): PanelStatus["writesOnlyAtSource"] {
  // LookupEvents takes one filter: with a role it is the role's.
  if (choice?.kind !== "lookup" || role !== "") return "no";
  return choice.writesOnly ? "on" : "can";
}

function scannedText(bytes: number, t: Translate): readonly string[] {
  if (bytes <= 0) return [];
  const units = ["B", "KB", "MB", "GB", "TB"] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = (bytes / 10 ** (3 * step)).toFixed(step === 0 ? 0 : 1);
  return [t("Scanned so far: {0} {1}.", value, units[step] ?? "B")];
}
