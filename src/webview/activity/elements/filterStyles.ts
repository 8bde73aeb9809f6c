import { css } from "lit";

/** Looks of the row of filters. */
export const filterStyles = css`
  :host {
    container-type: inline-size;
    padding: 4px 8px 0 12px;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  vscode-textfield {
    flex: 1;
    min-width: 0;
    width: auto;
  }
  .more {
    flex-wrap: wrap;
    gap: 4px 10px;
    margin-top: 4px;
  }
  .more-button {
    display: none;
  }
  .field {
    display: flex;
    align-items: center;
    gap: 4px;
    min-width: 0;
  }
  .field:not(.toggle) {
    flex: 1 1 130px;
    max-width: 240px;
  }
  .field select,
  .field picket-activity-services {
    flex: 1;
    min-width: 0;
  }
  select {
    height: 24px;
    padding: 0 2px;
    border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
    font: inherit;
  }
  option {
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
    color: var(--vscode-dropdown-foreground);
  }
  .tool {
    padding: 0 6px;
    border-color: var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
  }
  .badge {
    flex: none;
    padding: 0 3px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: var(--vscode-descriptionForeground);
    font: inherit;
    font-size: 0.77em;
    line-height: 1.5;
    cursor: default;
  }
  button.badge {
    border-color: var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
    cursor: pointer;
  }
  button.badge[aria-pressed="true"] {
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
  }
  .unseen {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
    white-space: nowrap;
  }
  .count {
    min-height: 22px;
    gap: 8px;
    font-size: 0.92em;
  }
  .number {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    min-width: 0;
    padding: 0 2px 0 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 10px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font: inherit;
    cursor: pointer;
  }
  .link {
    flex: none;
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  @container (min-width: 700px) {
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
    }
    .bar .line:first-child {
      flex: 1 1 260px;
    }
    .bar .count {
      order: 1;
      min-width: 0;
    }
    .bar .more {
      order: 2;
      margin: 0 0 4px;
    }
    .bar .field:not(.toggle) {
      flex: 0 0 auto;
    }
  }
  @container (max-width: 460px) {
    .more-button {
      display: inline-flex;
    }
    .more:not(.open) {
      display: none;
    }
  }
`;
