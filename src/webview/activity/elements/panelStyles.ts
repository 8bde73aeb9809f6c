import { css } from "lit";

/** Looks of the page around the element: the editor gives its pages a margin, which a list has no use for. */
export const pageStyles = new CSSStyleSheet();
pageStyles.replaceSync("html, body { height: 100%; margin: 0; padding: 0; overflow: hidden; }");

/** Looks of the page. */
export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
    /* In a low view a message and the details leave the list its least height: then the whole page scrolls. */
    overflow: hidden auto;
  }
  picket-activity-status,
  picket-activity-filters {
    flex: none;
  }
  .list {
    position: relative;
    display: flex;
    flex: 1;
    min-height: 120px;
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
  .empty {
    position: absolute;
    z-index: 1;
    inset-inline: 12px;
    top: 32px;
    margin: 0;
    text-align: center;
    color: var(--vscode-descriptionForeground);
  }
  .empty button {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    cursor: pointer;
  }
  .empty button:hover {
    text-decoration: underline;
  }
  .said {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
`;
