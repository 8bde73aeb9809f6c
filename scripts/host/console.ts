import type { Page } from "playwright-core";

/** Complaints of the host itself: no source maps, no service worker, no optional native module, no network. */
export const hostNoise = /404|ServiceWorker|native-watchdog|ERR_NAME_NOT_RESOLVED|vsda/;

/** Errors that the page logged, without the host's own. */
export function collectConsole(page: Page): () => string[] {
  const lines: string[] = [];
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !hostNoise.test(text)) lines.push(text.slice(0, 2_000));
  });
  page.on("pageerror", (error) => void lines.push(error.stack ?? error.message));
  return () => lines.slice(-40);
}
