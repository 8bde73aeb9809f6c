import { rmSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startReplay } from "./activity/replay.ts";
import { agentRole } from "./activity/cast.ts";

/** A folder that CloudTrail files of a made-up day are delivered to. */
export interface DemoTrail {
  /** Settings that point Picket's view at it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ends the deliveries and removes the folder. */
  stop(): Promise<void>;
}

/** Delivers an agent's day: what happened so far at once, the rest over the next minutes. */
export async function startDemoTrail(): Promise<DemoTrail> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "picket-trail-")));
  // For an end that nobody waits for.
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const replay = startReplay(folder);
  await replay.ready;
  return {
    settings: {
      "picket.activity.folder": folder,
      "picket.activity.role": agentRole,
      "picket.activity.regions": ["us-east-1", "eu-west-1"],
    },
    async stop() {
      await replay.stop();
      await rm(folder, { recursive: true, force: true });
      process.removeListener("exit", remove);
    },
  };
}
