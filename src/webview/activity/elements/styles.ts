import { css } from "lit";

/** What all elements of the page share: the editor's colours, and its icons' and buttons' looks. */
export const sharedStyles = css`
  :host {
    display: block;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  .icon {
    width: 14px;
    height: 14px;
    flex: none;
    fill: currentColor;
  }
  .icon .line {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  .shape {
    flex: none;
    width: 12px;
    height: 12px;
    background: currentColor;
  }
  .shape.critical {
    clip-path: polygon(30% 0, 70% 0, 100% 30%, 100% 70%, 70% 100%, 30% 100%, 0 70%, 0 30%);
  }
  .shape.high {
    clip-path: polygon(50% 4%, 100% 96%, 0 96%);
  }
  .shape.medium {
    clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
  }
  .shape.low {
    width: 8px;
    height: 8px;
    margin: 2px;
    border: 1.5px solid;
    border-radius: 50%;
    background: none;
  }
  .shape.info {
    width: 4px;
    height: 4px;
    margin: 4px;
    border-radius: 50%;
  }
  .critical,
  .high {
    color: var(--vscode-errorForeground);
  }
  .medium {
    color: var(--vscode-editorWarning-foreground, var(--vscode-charts-yellow));
  }
  .low {
    color: var(--vscode-charts-blue, var(--vscode-foreground));
  }
  .info,
  .muted {
    color: var(--vscode-descriptionForeground);
  }
  .tool {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 22px;
    min-width: 22px;
    padding: 3px;
    border: 1px solid transparent;
    border-radius: 5px;
    background: none;
    color: var(--vscode-icon-foreground, inherit);
    font: inherit;
    cursor: pointer;
  }
  .tool:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  .tool[aria-pressed="true"] {
    border-color: var(--vscode-inputOption-activeBorder, transparent);
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .cut-off {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  bdi {
    unicode-bidi: isolate;
  }
  @media (forced-colors: active) {
    .icon {
      forced-color-adjust: auto;
      fill: CanvasText;
    }
    .icon .line {
      stroke: CanvasText;
    }
    .shape {
      forced-color-adjust: none;
      color: CanvasText;
    }
    .tool[aria-pressed="true"] {
      border: 2px solid Highlight;
    }
  }
`;
