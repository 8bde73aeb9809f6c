import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DesktopEditor } from "../host/desktop.ts";
import { writeFiles } from "../host/files.ts";
import { startLeashed, type Leashed } from "../host/leashed.ts";
import { projectRoot } from "../host/project.ts";
import { demoEnvironment, demoSettings, type DemoServices } from "./surroundings.ts";

/** Opens the demo in a desktop editor with a profile of its own, which is removed with it. */
export async function openOnDesktop(
  editor: DesktopEditor,
  files: Readonly<Record<string, string>>,
  services: DemoServices,
): Promise<Leashed> {
  const folder = await mkdtemp(join(tmpdir(), "picket-demo-"));
  const workspace = await writeFiles(join(folder, "orders"), files);
  const profile = join(folder, "profile");
  const settings = join(profile, "User", "settings.json");
  await mkdir(dirname(settings), { recursive: true });
  await writeFile(settings, JSON.stringify(demoSettings(services), undefined, 2));
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const own = ["--user-data-dir", profile, "--extensions-dir", join(folder, "extensions")];
  const open = ["--extensionDevelopmentPath", projectRoot, "--new-window", workspace];
  const environment: NodeJS.ProcessEnv = { ...process.env, ...demoEnvironment };
  for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN", "ELECTRON_RUN_AS_NODE"]) delete environment[name];
  return startLeashed(
    {
      command: editor.program,
      args: [...root, ...own, "--skip-welcome", "--skip-release-notes", ...open],
      cwd: workspace,
      remove: [folder],
    },
    environment,
  );
}
