import { stringsElementId } from "../../protocol/activity.ts";
import type { PanelStrings } from "../../protocol/panelStrings.ts";

export interface PageParts {
  /** Address of `dist/webview/activity.js` for the webview. */
  readonly script: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** New for each page; letters and digits. */
  readonly nonce: string;
  /** `vscode.env.language`. */
  readonly language: string;
  readonly title: string;
  readonly strings: PanelStrings;
}

/** The panel's document. Nothing of an event is in it: rows come by messages. */
export function panelPage({ script, cspSource, nonce, language, title, strings }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<script type="application/json" id="${stringsElementId}">${inScript(strings)}</script>
<picket-activity></picket-activity>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

/** 32 letters and digits that nobody can guess. */
export function newNonce(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => letters[byte % letters.length] ?? "A").join("");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** JSON in which nothing ends the element that it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028");
}
