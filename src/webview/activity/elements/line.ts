import { html, nothing } from "lit";
import type { PanelGap, PanelRow } from "../../../protocol/activity.ts";
import { visibleText } from "../../../protocol/visibleText.ts";
import type { Clock } from "../clock.ts";
import type { Line } from "../list/shownRows.ts";
import type { Texts } from "../texts.ts";
import { icon, riskIcon } from "./icons.ts";
import { outcomeNames, riskNames } from "./riskNames.ts";

/** Columns of the list, in order. */
export const columns = ["time", "action", "resource", "outcome", "risk"] as const;

/** What a line is drawn with. */
export interface LineContext {
  readonly texts: Texts;
  readonly clock: Clock;
  /** The services' time, ms since epoch. */
  readonly now: number;
  readonly selected: number | undefined;
}

/** Id of the element of a row, by its number. */
export const rowId = (n: number): string => `row-${n}`;

/** A line of the list. @param index among all lines @param gap the one right above a row */
export function drawLine(
  line: Line,
  index: number,
  gap: PanelGap | undefined,
  context: LineContext,
): unknown {
  // The header is the first row.
  const position = index + 2;
  if (line.kind === "day") return drawDay(line.time, position, context);
  if (line.kind === "gap") return drawGap(line.gap, position, context);
  return drawRow(line.entry.row, position, gap, context);
}

function drawDay(time: number | undefined, position: number, { clock, texts, now }: LineContext): unknown {
  const day = time === undefined ? texts("noTime") : clock.day(time, now);
  return html`<div class="day" role="row" aria-rowindex=${position}>
    <span role="gridcell" aria-colspan=${columns.length} class="cut-off" title=${day}>${day}</span>
  </div>`;
}

function drawGap(gap: PanelGap, position: number, context: LineContext): unknown {
  const text = gapText(gap, context);
  return html`<div class="gap" role="row" aria-rowindex=${position} title=${text}>
    ${icon("gap")}<span role="gridcell" aria-colspan=${columns.length} class="cut-off">${text}</span>
  </div>`;
}

function gapText({ from, to, reason }: PanelGap, { texts, clock, now }: LineContext): string {
  const span = texts("fromTo", clock.short(from, now), clock.short(to, now));
  return `${texts("gap")}, ${span}. ${visibleText(reason)}`;
}

function drawRow(row: PanelRow, position: number, gap: PanelGap | undefined, context: LineContext): unknown {
  const { n, severity } = row;
  const { texts, selected } = context;
  return html`<div
    class="row ${n === selected ? "selected" : ""}"
    id=${rowId(n)}
    data-n=${n}
    role="row"
    aria-rowindex=${position}
    aria-selected=${n === selected}
    aria-description=${gap ? gapText(gap, context) : nothing}
  >
    ${drawTime(row, context)} ${drawAction(row)}
    <span class="resource cut-off" role="gridcell" aria-colindex="3" title=${visibleText(row.resource)}
      ><bdi>${visibleText(row.resource)}</bdi></span
    >
    ${drawOutcome(row, texts)}
    <span class="riskcell" role="gridcell" aria-colindex="5"
      >${riskIcon(severity)}<span class="word ${severity}">${texts(riskNames[severity])}</span></span
    >
  </div>`;
}

function drawTime({ time, late }: PanelRow, { clock, texts }: LineContext): unknown {
  const mark = html`<span class="late" role="img" aria-label=${texts("late")} title=${texts("cameLate")}
    >${icon("late")}</span
  >`;
  return html`<span
    class="time"
    role="gridcell"
    aria-colindex="1"
    title=${time === undefined ? texts("noTime") : clock.full(time)}
    >${time === undefined ? "–" : clock.time(time)}${late ? mark : nothing}</span
  >`;
}

function drawAction({ name, service, region }: PanelRow): unknown {
  const action = visibleText(name);
  const where = visibleText(region === undefined ? service : `${service} · ${region}`);
  return html`<span class="action cut-off" role="gridcell" aria-colindex="2" title="${action} (${where})"
    ><bdi>${action}</bdi> <bdi class="muted">${where}</bdi></span
  >`;
}

function drawOutcome({ outcome, errorCode }: PanelRow, texts: Texts): unknown {
  const word = texts(outcomeNames[outcome]);
  const title = errorCode === undefined ? word : `${word}: ${visibleText(errorCode)}`;
  return html`<span class="outcome ${outcome}" role="gridcell" aria-colindex="4" title=${title}
    >${outcome === "success" ? nothing : icon(outcome)}<span class="word">${word}</span></span
  >`;
}
