import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "mocha";
import { outRoot } from "../../scripts/host/project.ts";
import { closeSharedBrowser, openSession, type Session, type SessionOptions } from "./session.ts";
import { screenText } from "./workbench.ts";

// This module is loaded while no suite is open, so this is a hook of the whole run.
suiteTeardown(closeSharedBrowser);

/**
 * Gives the suite that calls it a workbench of its own. When a test fails, what stood on the screen and what was logged
 * is kept in `out/failures/`.
 */
export function useSession(options: SessionOptions): () => Session {
  let session: Session | undefined;
  suiteSetup(async function (this: Context) {
    this.timeout(180_000);
    session = await openSession(options);
  });
  teardown(async function (this: Context) {
    const test = this.currentTest;
    if (test?.state === "failed" && session) await keep(session, test.fullTitle());
  });
  suiteTeardown(async () => session?.close());
  return () => {
    if (!session) throw new Error("The session opens before the first test of the suite.");
    return session;
  };
}

async function keep(session: Session, title: string): Promise<void> {
  const folder = join(outRoot, "failures");
  const name = title.replace(/[^a-z0-9]+/gi, "-").slice(0, 100);
  await mkdir(folder, { recursive: true });
  await session.page.screenshot({ path: join(folder, `${name}.png`) });
  const log = [await screenText(session.page), ...session.console(), session.server.output().slice(-5_000)];
  await writeFile(join(folder, `${name}.txt`), log.join("\n\n"));
  process.stdout.write(`  kept: out/failures/${name}.png\n`);
}
