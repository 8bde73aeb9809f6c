import { css } from "lit";

/** Looks of the head of the page. */
export const statusStyles = css`
  :host {
    container-type: inline-size;
    padding: 4px 8px 2px 12px;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    flex: none;
    font-weight: 600;
  }
  .dot {
    width: 8px;
    height: 8px;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  .live .dot {
    background: currentColor;
  }
  .live {
    color: var(--vscode-charts-green, var(--vscode-foreground));
  }
  .paused .dot,
  .ended .dot {
    border-radius: 0;
  }
  .throttled,
  .offline,
  .stalled,
  .reconnecting {
    color: var(--vscode-editorWarning-foreground);
  }
  .failed,
  .signed-out {
    color: var(--vscode-errorForeground);
  }
  .source {
    flex: 1;
    min-width: 0;
  }
  .waiting {
    flex: none;
    padding: 0 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 10px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font-size: 0.85em;
  }
  @container (min-width: 700px) {
    .top {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 24px;
    }
    .top .line {
      display: contents;
    }
    .top .fresh {
      order: 1;
    }
    .top :is(.waiting, .tool) {
      order: 2;
    }
  }
  .fresh {
    display: flex;
    flex-wrap: wrap;
    column-gap: 12px;
    font-size: 0.92em;
  }
  details {
    font-size: 0.92em;
  }
  summary {
    display: flex;
    gap: 4px;
    align-items: start;
    color: var(--vscode-descriptionForeground);
    cursor: pointer;
    list-style: none;
  }
  summary .what {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  details[open] .what {
    white-space: normal;
  }
  details[open] summary .icon {
    transform: rotate(180deg);
  }
  p {
    margin: 2px 0;
    overflow-wrap: anywhere;
  }
  details p {
    color: var(--vscode-descriptionForeground);
  }
  .message {
    margin: 4px 0;
    padding: 4px 8px;
    border: 1px solid var(--vscode-inputValidation-warningBorder, var(--vscode-contrastBorder));
    background: var(--vscode-inputValidation-warningBackground, transparent);
    color: var(--vscode-inputValidation-warningForeground, inherit);
  }
  .message.grave {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-contrastBorder));
    background: var(--vscode-inputValidation-errorBackground, transparent);
    color: var(--vscode-inputValidation-errorForeground, inherit);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .actions:not(:empty) {
    padding: 4px 0;
  }
  .welcome {
    display: flex;
    flex-direction: column;
    gap: 10px;
    max-width: 420px;
    padding: 8px 8px 8px 0;
  }
  vscode-progress-bar {
    margin-top: 2px;
  }
`;
