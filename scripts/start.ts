/**
 * `npm start`: builds Picket, starts an AWS endpoint on this machine, and opens a project full of made-up secrets in
 * Kiro, VS Code or the embedded workbench. Options: `--embedded`, `--port N`, `--no-open`. Ctrl+C ends everything.
 */
import { parseArgs } from "node:util";
import { openOnDesktop } from "./demo/desktop.ts";
import { openBrowser, startEmbedded } from "./demo/embedded.ts";
import { demoFiles } from "./demo/files.ts";
import { startDemoAws, type DemoServices } from "./demo/surroundings.ts";
import { makeDemoSecrets } from "./demo/tokens.ts";
import { startDemoTrail } from "./demo/trail.ts";
import { buildAll } from "./build.ts";
import type { AwsEndpoint } from "./aws/endpoint.ts";
import { findDesktopEditor } from "./host/desktop.ts";

const usage = `npm start -- [--embedded] [--port N] [--no-open]
  --embedded   use the embedded workbench in a browser, even when Kiro or VS Code is installed
  --port N     port of the embedded workbench (default: a free one)
  --no-open    do not open a browser
`;

interface Options {
  readonly embedded: boolean;
  readonly port: number;
  readonly open: boolean;
}

/** What runs until the person ends it. */
interface Demo {
  readonly where: string;
  /** Resolves when it ended by itself. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      embedded: { type: "boolean", default: false },
      port: { type: "string", default: "0" },
      "no-open": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (values.help) return undefined;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port} is not a port.`);
  return { embedded: values.embedded || port > 0, port, open: !values["no-open"] };
}

async function startDemo(options: Options, services: DemoServices): Promise<Demo> {
  const files = demoFiles(makeDemoSecrets());
  const editor = options.embedded ? undefined : findDesktopEditor();
  if (editor) {
    say(`opening the demo in ${editor.name}`);
    const window = await openOnDesktop(editor, files, services);
    return {
      where: `${editor.name}, in a window of its own`,
      ended: window.ended,
      stop: () => window.stop(),
    };
  }
  const { server, url } = await startEmbedded(files, services, options.port, say);
  if (options.open) openBrowser(url);
  return { where: url, ended: server.ended, stop: () => server.stop() };
}

function say(line: string): void {
  process.stdout.write(`Picket: ${line}\n`);
}

function welcome(where: string, aws: AwsEndpoint): string {
  return `
Picket is ready.

  Open   ${where}
  Try    1. Open src/app.ts: two values are underlined.
         2. Put the cursor on one and press Ctrl+. (Cmd+. on a Mac).
         3. Choose "Move to Secrets Manager and replace…" and confirm.
         4. Click Picket's icon at the side: a made-up agent's calls to AWS arrive under Agent Activity.
         README.md in the project names more to try.
  AWS    ${aws.kind === "moto" ? "moto" : "a small stand-in"} on this machine, ${aws.url}; nothing leaves it.
  Stop   Ctrl+C. The project, its made-up secrets and the endpoint are removed.
`;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return void process.stdout.write(usage);
  // Heard from the first moment on: until there is something to clean up, the default would do as well.
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
  say("building");
  await buildAll();
  const [aws, trail] = await Promise.all([startDemoAws(), startDemoTrail()]);
  const started = startDemo(options, { aws, trail });
  const demo = await Promise.race([started, asked.then(() => undefined)]);
  if (demo) {
    process.stdout.write(welcome(demo.where, aws));
    await Promise.race([asked, demo.ended]);
    process.stdout.write("\nPicket: stopping\n");
    await demo.stop();
  }
  await Promise.all([aws.stop(), trail.stop()]);
  // A download that was under way ends here; what it left behind is removed by the next one.
  process.exit(0);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`Picket: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
