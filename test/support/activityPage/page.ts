import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { projectRoot } from "../../../scripts/host/project.ts";
import { stringsElementId, type FromPanel, type ToPanel } from "../../../src/protocol/activity.ts";
import { readFromPanel } from "../../../src/protocol/guards.ts";
import { eventually } from "../eventually.ts";
import { englishStrings } from "./strings.ts";
import { themes, type ThemeName } from "./themes.ts";

/** The page of agent activity alone in a browser, with a host that only listens and sends what it is told. */
export interface ActivityPage {
  readonly page: Page;
  /** The element of the page. */
  readonly panel: Locator;
  /** Sends messages as the extension does, in order. */
  send(...messages: readonly ToPanel[]): Promise<void>;
  /** What the page sent since it was loaded. Fails on what is no message. */
  posted(): Promise<readonly FromPanel[]>;
  /** Waits for a message that fits. */
  waitFor(what: string, fits: (message: FromPanel) => boolean): Promise<FromPanel>;
  /** Errors of the page, and what its Content Security Policy refused. */
  complaints(): readonly string[];
  /** Loads the page anew, with what it kept. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface ActivityPageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the page's clock says, ms since epoch; absent: the machine's. */
  readonly now?: number;
}

const origin = "http://panel.test";
const nonce = "bm9uY2U";
const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin}; font-src ${origin}`;

/** The document as the extension writes it. */
function documentText(theme: ThemeName): string {
  const strings = JSON.stringify(englishStrings).replaceAll("<", "\\u003c");
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><script>${preparation(theme)}</script>
<meta http-equiv="Content-Security-Policy" content="${policy}">
</head><body>
<script type="application/json" id="${stringsElementId}">${strings}</script>
<picket-activity></picket-activity>
<script nonce="${nonce}" src="${origin}/dist/webview/activity.js"></script>
</body></html>`;
}

/** What the editor does to a page before its own script: functions, colours, and a style below those of the page. */
function preparation(theme: ThemeName): string {
  const variables = {
    ...themes[theme],
    "font-family": "'DejaVu Sans', 'Segoe UI', system-ui, sans-serif",
    "font-size": "13px",
  };
  return `{
  const posted = [];
  globalThis.picketPosted = posted;
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void posted.push(structuredClone(message)),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
    setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error("refused: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample);
  });
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(${JSON.stringify(variables)})) style.setProperty("--vscode-" + name, value);
  style.setProperty("background-color", "var(--vscode-sideBar-background)");
  style.setProperty("color-scheme", ${JSON.stringify(theme === "light" ? "light" : "dark")});
  const defaults = new CSSStyleSheet();
  defaults.replaceSync("@layer vscode-default { body { padding: 0 20px; background: transparent; margin: 0; } }");
  document.adoptedStyleSheets.push(defaults);
}`;
}

/** Opens the page. It needs the built `dist/webview/activity.js`. */
export async function openActivityPage(
  browser: Browser,
  options: ActivityPageOptions = {},
): Promise<ActivityPage> {
  const { theme = "dark", width = 420, height = 640 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme === "light" ? "light" : "dark",
    locale: "en-US",
    timezoneId: "UTC",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => void complaints.push(error.stack ?? error.message));
  await serve(context, theme);
  if (options.now !== undefined) await page.clock.setFixedTime(options.now);
  await page.goto(`${origin}/`);
  return { page, complaints: () => complaints, ...conversation(page), ...life(context, page) };
}

async function serve(context: BrowserContext, theme: ThemeName): Promise<void> {
  const script = readFileSync(join(projectRoot, "dist", "webview", "activity.js"), "utf8");
  await context.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: documentText(theme) });
    if (pathname === "/dist/webview/activity.js") {
      return route.fulfill({ contentType: "text/javascript", body: script });
    }
    return route.fulfill({ status: 404, body: "" });
  });
}

function conversation(page: Page): Pick<ActivityPage, "panel" | "send" | "posted" | "waitFor"> {
  const posted = async (): Promise<readonly FromPanel[]> => {
    const values = await page.evaluate<unknown[]>("globalThis.picketPosted");
    return values.map((value) => {
      const message = readFromPanel(value);
      if (!message) throw new Error(`no message: ${JSON.stringify(value)}`);
      return message;
    });
  };
  return {
    panel: page.locator("picket-activity"),
    posted,
    async send(...messages) {
      await page.evaluate(
        `for (const message of ${JSON.stringify(messages)}) window.postMessage(message, "*")`,
      );
    },
    async waitFor(what, fits) {
      const find = async (): Promise<FromPanel | undefined> => (await posted()).findLast(fits);
      const found = await eventually(what, find, (message) => message !== undefined, 10_000);
      if (!found) throw new Error(`${what}: not sent`);
      return found;
    },
  };
}

function life(context: BrowserContext, page: Page): Pick<ActivityPage, "reload" | "close"> {
  return {
    async reload() {
      await page.reload();
    },
    close: () => context.close(),
  };
}
