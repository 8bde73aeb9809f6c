import type { EventOutcome } from "../core/activity/eventOutcome.ts";
import type { RiskCategory, RiskSeverity } from "../core/activity/risk/risk.ts";

/**
 * What the extension and the panel of agent activity say to each other. Texts of events are written by whoever made the
 * call: the panel shows them as text nodes and nothing else. Times in ms since epoch.
 */

/** Id of the view, in the manifest too. */
export const activityViewId = "picket.activity";

/**
 * What the panel's document holds beside its element `<picket-activity>`: `<html lang>` of the editor, the script
 * `dist/webview/activity.js` with a nonce, and before it a `<script type="application/json">` of this id with
 * `PanelStrings`, in which `<` is written `\u003c`. The page needs no style but its own, which are constructed: it runs under
 * `default-src 'none'; script-src 'nonce-…'; style-src <cspSource>; font-src <cspSource>`. Every row has the context
 * `PanelRowContext` for the native menus.
 */
export const stringsElementId = "picket-strings";

/** What `when` clauses of `webview/context` and the commands called there get. */
export interface PanelRowContext {
  readonly webviewSection: "event";
  readonly n: number;
  readonly preventDefaultContextMenuItems: true;
}

/** An event as the panel holds it. */
export interface PanelRow {
  /** Number of the row, unique until the next `reset`; larger came later. */
  readonly n: number;
  /** Absent: the record has none. Rows stand in the order of `time`, then of `n`. */
  readonly time?: number;
  readonly name: string;
  readonly service: string;
  readonly resource: string;
  readonly outcome: EventOutcome;
  readonly errorCode?: string;
  readonly severity: RiskSeverity;
  readonly category: RiskCategory;
  readonly write: boolean;
  /** Came when its time had been taken to be complete. */
  readonly late: boolean;
  /** Absent when the panel shows one Region. */
  readonly region?: string;
}

/** How the source fares, for the line above the list. */
export interface PanelStatus {
  /**
   * `off`: nothing chosen. `loading`: reads what is there. `live`: waits for what comes. `paused`: by the person.
   * `ended`: the source has an end and reached it. The others are those of `TrailNotice`.
   */
  readonly state:
    | "off"
    | "loading"
    | "live"
    | "paused"
    | "ended"
    | "throttled"
    | "offline"
    | "stalled"
    | "reconnecting"
    | "signed-out"
    | "failed";
  /** What happened and what to do; empty when all is well. */
  readonly message: string;
  /** Buttons below the message, and what a welcome offers. */
  readonly actions: readonly PanelAction[];
  /** What is read, for a person: `Folder trail-logs`, `LookupEvents, 111122223333, 2 Regions`. */
  readonly source: string;
  /** Whose events; empty: everybody's. */
  readonly role: string;
  /** What can be seen and what cannot, and how late. Sentences. */
  readonly coverage: string;
  readonly delay: string;
  /** Time of the newest event. */
  readonly dataAsOf?: number;
  /** Everything up to here is there, as far as the source can tell. */
  readonly completeUntil?: number;
  readonly gaps: readonly PanelGap[];
  readonly counts: PanelCounts;
  /** From 0 to 1; absent while the whole is not known or nothing is being read. */
  readonly progress?: number;
  /** Whether `writesOnly` can be asked of AWS, and whether it is. */
  readonly writesOnlyAtSource: "no" | "can" | "on";
  /** Difference of the services' clock to this machine's, in ms. */
  readonly clockSkew: number;
}

export interface PanelGap {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export interface PanelCounts {
  /** Rows held, shown in the panel or not. */
  readonly held: number;
  readonly ofOthers: number;
  readonly unreadable: number;
  /** Older than the newest that fit. */
  readonly dropped: number;
  /** Files and the like that could not be read. */
  readonly skipped: number;
  /** Came while paused: they are shown when it goes on. */
  readonly waiting: number;
}

export interface PanelAction {
  /** One of `panelCommands`. */
  readonly command: PanelCommand;
  readonly title: string;
}

/** What buttons of the panel may ask for; each is a command of the manifest, `picket.activity.<name>`. */
export const panelCommands = [
  "chooseSource",
  "chooseRole",
  "refresh",
  "signIn",
  "chooseProfile",
  "export",
  "leastPrivilege",
  "showLog",
] as const;
export type PanelCommand = (typeof panelCommands)[number];

/** What is said of one event when it is selected. Nothing in it may be a secret: it comes masked. */
export interface PanelDetail {
  readonly n: number;
  readonly severity: RiskSeverity;
  readonly category: RiskCategory;
  readonly technique?: string;
  readonly reasons: readonly string[];
  /** Label and text, in order: identity, session, address, Region, error … */
  readonly facts: readonly (readonly [label: string, text: string])[];
}

/** What the list is narrowed by; all of it happens in the panel. */
export interface PanelFilter {
  /** Words that all must occur, in any case, in name, service, resource, error, Region or category. */
  readonly text: string;
  /** Lowest severity; `info`: all. */
  readonly minRisk: RiskSeverity;
  /** Services shown; empty: all. */
  readonly services: readonly string[];
  /** Event names shown, whole and as written; empty: all. With `services`: events similar to one. */
  readonly names: readonly string[];
  readonly writesOnly: boolean;
  readonly deniedOnly: boolean;
  /** Newer than so many ms before now; absent: all. */
  readonly withinMs?: number;
}

/** From the extension to the panel. */
export type ToPanel =
  /** Forget all rows: what follows belongs to `epoch`. */
  | { readonly type: "reset"; readonly epoch: number; readonly total: number }
  /**
   * Rows in any order: a known `n` replaces its row. `seq` counts from 1 in each epoch without a hole. The panel answers
   * each with `ack`; the extension sends no more than a few ahead.
   */
  | {
      readonly type: "rows";
      readonly epoch: number;
      readonly seq: number;
      readonly rows: readonly PanelRow[];
      /** Rows that are no longer held. */
      readonly removed: readonly number[];
    }
  | { readonly type: "status"; readonly status: PanelStatus }
  | { readonly type: "detail"; readonly detail: PanelDetail }
  /** The filter is this from now on: such as similar events, or a toggle. */
  | { readonly type: "filter"; readonly filter: PanelFilter }
  /** Selects a row and scrolls to it, such as one of the tree of alerts; a filter that hides it is cleared. */
  | { readonly type: "reveal"; readonly n: number };

/** From the panel to the extension. */
export type FromPanel =
  /** The panel is there, or sees a hole in `seq`, and wants everything. */
  | { readonly type: "ready" }
  | { readonly type: "ack"; readonly epoch: number; readonly seq: number }
  | { readonly type: "select"; readonly n: number }
  /** Opens the record as a document. */
  | { readonly type: "open"; readonly n: number }
  | { readonly type: "pause"; readonly paused: boolean }
  | { readonly type: "writesOnlyAtSource"; readonly on: boolean }
  /** The filter as it is now, for the export of what is shown. */
  | { readonly type: "filter"; readonly filter: PanelFilter }
  | { readonly type: "command"; readonly command: PanelCommand };
