import { spawn } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { cachedFolder } from "./cache.ts";
import { cacheRoot, projectRoot } from "./project.ts";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge.exe",
  "chrome.exe",
];

const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser binary and what its environment needs. */
export interface BrowserBinary {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The machine's Chromium, Chrome or Edge; else the one that the npm package `@sparticuz/chromium` carries (Linux x64).
 * `PICKET_CHROMIUM` names another binary.
 * @throws Error with a message for a person when there is none
 */
async function findChromium(progress: (line: string) => void): Promise<BrowserBinary> {
  const named = process.env["PICKET_CHROMIUM"];
  if (named !== undefined && named !== "")
    return named === "bundled" ? bundled(progress) : { path: named, environment: {} };
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere];
  const path = candidates.find(executable);
  return path === undefined ? bundled(progress) : { path, environment: {} };
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function bundled(progress: (line: string) => void): Promise<BrowserBinary> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The tests drive a browser: install Chromium or Google Chrome, or name one in PICKET_CHROMIUM.",
    );
  }
  const key = `sparticuz-chromium-${bundledVersion()}`;
  const folder = await cachedFolder(
    key,
    async (into) => {
      progress("no browser on this machine: unpacking the one of @sparticuz/chromium, once");
      await unpack(into);
      const fonts = `<dir>${join(cacheRoot, key, "fonts")}</dir><cachedir>${join(cacheRoot, key, "font-cache")}</cachedir>`;
      await writeFile(
        join(into, "fonts.conf"),
        `<?xml version="1.0"?>\n<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${fonts}</fontconfig>\n`,
      );
    },
    progress,
  );
  return {
    path: join(folder, "chromium"),
    environment: {
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  };
}

function bundledVersion(): string {
  const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return manifest.devDependencies["@sparticuz/chromium"] ?? "unknown";
}

/**
 * The package unpacks itself into the temporary folder of its process, and its shared libraries only where it believes
 * to run in AWS Lambda; so it gets a process of its own with that environment.
 */
function unpack(into: string): Promise<void> {
  const program =
    'const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath();';
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: projectRoot,
      env: { PATH: process.env["PATH"], TMPDIR: into, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error("The browser in the npm package @sparticuz/chromium could not be unpacked."));
    });
  });
}

/** Starts a headless browser. It ends with this process at the latest, since it is driven through a pipe. */
export async function launchChromium(progress: (line: string) => void): Promise<Browser> {
  const binary = await findChromium(progress);
  const browser = await chromium.launch({
    executablePath: binary.path,
    args: flags,
    headless: true,
    // Playwright closes the browser on a signal but lets this process live on.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: { ...(process.env as Record<string, string>), ...binary.environment },
  });
  const end = (): void => void browser.close().finally(() => process.exit(1));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, end);
    browser.once("disconnected", () => process.removeListener(signal, end));
  }
  return browser;
}
