import { css } from "lit";

/** Looks of the list. */
export const gridStyles = css`
  :host {
    position: relative;
    flex: 1;
    min-height: 60px;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    contain: strict;
  }
  .scroller:focus-visible {
    outline-offset: -1px;
  }
  .icon {
    width: 13px;
    height: 13px;
    vertical-align: -2px;
  }
  .head,
  .row {
    display: flex;
    column-gap: 8px;
    padding: 0 8px 0 12px;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    height: var(--single, 22px);
    line-height: var(--single, 22px);
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    font-size: 0.92em;
    font-weight: 600;
  }
  .content {
    position: relative;
    overflow: clip;
  }
  .lines {
    position: absolute;
    inset: 0 0 auto;
    will-change: transform;
  }
  .row,
  .day,
  .gap {
    height: var(--line);
    line-height: var(--line);
    overflow: hidden;
    white-space: nowrap;
    contain: strict;
    contain-intrinsic-size: auto var(--line);
  }
  .row {
    cursor: pointer;
  }
  .row:hover {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, inherit);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .row.selected {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .scroller:focus .row.selected {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-contrastActiveBorder, transparent));
  }
  .scroller:focus .row.selected :is(.muted, .word, .icon, .shape, .resource, .time, .outcome) {
    color: inherit;
  }
  :is(.head, .row) > :nth-child(1) {
    flex: 0 0 86px;
  }
  :is(.head, .row) > :nth-child(2) {
    flex: 3 1 0;
  }
  :is(.head, .row) > :nth-child(3) {
    flex: 4 1 0;
  }
  :is(.head, .row) > :nth-child(4) {
    flex: 0 0 88px;
  }
  :is(.head, .row) > :nth-child(5) {
    flex: 0 0 84px;
  }
  .time {
    font-variant-numeric: tabular-nums;
    overflow: hidden;
  }
  .late {
    margin-inline-start: 4px;
    color: var(--vscode-charts-purple, var(--vscode-descriptionForeground));
  }
  .riskcell,
  .outcome {
    display: flex;
    align-items: center;
    gap: 4px;
    min-width: 0;
  }
  .outcome.success {
    color: var(--vscode-descriptionForeground);
  }
  .outcome.denied,
  .outcome.failed {
    color: var(--vscode-editorWarning-foreground, inherit);
  }
  .day {
    padding: 0 12px;
    color: var(--vscode-descriptionForeground);
    font-weight: 600;
    background: var(--vscode-sideBarSectionHeader-background, transparent);
    border-top: 1px solid var(--vscode-sideBarSectionHeader-border, transparent);
  }
  .day span {
    display: block;
  }
  .gap {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 12px;
    border-block: 1px dashed var(--vscode-editorWarning-foreground, currentColor);
    color: var(--vscode-editorWarning-foreground, inherit);
  }
  .scroller.compact :is(.head, .row) > :nth-child(3) {
    flex-grow: 3;
  }
  .scroller.compact :is(.head, .row) > :nth-child(4) {
    flex-basis: 16px;
  }
  .scroller.compact .outcome .word,
  .scroller.stacked .outcome .word {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
  }
  .scroller.compact .head :nth-child(4) {
    font-size: 0;
  }
  .scroller.stacked .head {
    position: absolute;
    height: 1px;
    clip-path: inset(50%);
  }
  .scroller.stacked .head,
  .scroller.stacked .head span {
    display: block;
    width: 1px;
    padding: 0;
  }
  .scroller.stacked .row {
    display: grid;
    grid-template: "action action time time" 1fr "risk resource resource outcome" 1fr / auto 1fr auto auto;
    align-items: center;
    line-height: 1.35;
    padding-block: 2px;
    border-bottom: 1px solid var(--vscode-tree-tableColumnsBorder, transparent);
  }
  .scroller.stacked .time {
    grid-area: time;
    color: var(--vscode-descriptionForeground);
    font-size: 0.92em;
  }
  .scroller.stacked .action {
    grid-area: action;
  }
  .scroller.stacked .resource {
    grid-area: resource;
    color: var(--vscode-descriptionForeground);
  }
  .scroller.stacked .outcome {
    grid-area: outcome;
    justify-self: end;
  }
  .scroller.stacked .riskcell {
    grid-area: risk;
  }
  .pill {
    position: absolute;
    bottom: 10px;
    left: 50%;
    translate: -50%;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: calc(100% - 24px);
    padding: 3px 12px 3px 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 12px;
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    font: inherit;
    white-space: nowrap;
    box-shadow: 0 2px 6px var(--vscode-widget-shadow, transparent);
    cursor: pointer;
  }
  .pill.quiet {
    left: auto;
    right: 14px;
    translate: none;
    padding: 4px;
  }
  .pill:hover {
    background: var(--vscode-button-hoverBackground);
  }
  .pill:focus-visible {
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .row.selected {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
