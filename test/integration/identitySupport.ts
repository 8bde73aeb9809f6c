import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";

/** The stub's address, given by the tier runner. */
function stubUrl(): string {
  const url = process.env["PICKET_TEST_AWS_ENDPOINT"];
  assert.ok(url, "the tier runner starts the stub");
  return url;
}

/** Names of the operations that the stub was asked for since its last reset. */
export async function operations(): Promise<readonly string[]> {
  const answer = await fetch(`${stubUrl()}/_stub/operations`);
  return (await answer.json()) as string[];
}

/** Makes the stub forget secrets, faults and calls. */
export async function resetStub(): Promise<void> {
  await fetch(`${stubUrl()}/_stub/reset`, { method: "POST" });
}

/** Tells the stub to fail. */
export async function addFault(fault: object): Promise<void> {
  await fetch(`${stubUrl()}/_stub/faults`, { method: "POST", body: JSON.stringify(fault) });
}

/** Whether `dist/aws.js` has been loaded into this host. */
export function awsCodeLoaded(): boolean {
  return Object.keys(require.cache).some((file) => /[\\/]dist[\\/]aws\.js$/.test(file));
}

/** The user's own settings of AWS. */
export function savedSelection(): { profile: string | undefined; region: string | undefined } {
  const configuration = vscode.workspace.getConfiguration("picket");
  const saved = (name: string): string | undefined => configuration.inspect<string>(name)?.globalValue;
  return { profile: saved("aws.profile"), region: saved("aws.region") };
}

/** Waits until `done`, at most ten seconds. */
export async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await done()) return;
    await pause(50);
  }
  assert.fail(`this did not come: ${what}`);
}

/**
 * Presses keys in whatever quick pick is open until `work` ends: first `down` times the next item, then Enter, then
 * Enter for each further step. A pick needs a moment to appear, so Enter is repeated.
 */
export async function pressThrough(work: Thenable<unknown>, down = 0): Promise<void> {
  const state = { ended: false };
  const end = Promise.resolve(work).finally(() => (state.ended = true));
  await pause(700);
  for (let step = 0; step < down; step += 1) {
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
  }
  for (let round = 0; round < 60 && !state.ended; round += 1) {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await Promise.race([end, pause(300)]);
  }
  await end;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Saves a selection of AWS as the user's own; undefined clears. */
export async function select(profile: string | undefined, region: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("picket");
  const saved = savedSelection();
  const target = vscode.ConfigurationTarget.Global;
  if (saved.profile !== profile) await configuration.update("aws.profile", profile, target);
  if (saved.region !== region) await configuration.update("aws.region", region, target);
}

/** Whether this host can open terminals; VS Code 1.105 as npm packs it lacks the native part. */
export function hasTerminals(): boolean {
  const parts = ["prebuilds", join("build", "Release", "pty.node")];
  return parts.some((part) => existsSync(join(vscode.env.appRoot, "node_modules", "node-pty", part)));
}

type Messages = "showInformationMessage" | "showWarningMessage" | "showErrorMessage";

/**
 * Answers the editor's messages instead of a person, and remembers them. `answer` gives the button, or undefined.
 * Call `restore` afterwards.
 */
export function answerMessages(answer: (text: string, buttons: readonly string[]) => string | undefined): {
  readonly seen: string[];
  restore(): void;
} {
  const seen: string[] = [];
  const kinds: readonly Messages[] = ["showInformationMessage", "showWarningMessage", "showErrorMessage"];
  const saved = kinds.map((kind) => [kind, vscode.window[kind]] as const);
  for (const kind of kinds) {
    const answering = async (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
      const options = rest[0] as { detail?: string } | string | undefined;
      const detail = typeof options === "object" ? ` | ${options.detail ?? ""}` : "";
      seen.push(`${text}${detail}`);
      return answer(
        text,
        rest.filter((item) => typeof item === "string"),
      );
    };
    Object.assign(vscode.window, { [kind]: answering });
  }
  return { seen, restore: () => Object.assign(vscode.window, Object.fromEntries(saved)) };
}

/** A folder with configuration files of the AWS CLI, used by this host until `remove`. */
export async function useAwsFiles(
  config: string,
  credentials = "",
): Promise<{
  readonly folder: string;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "picket-identity-"));
  const names = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ENDPOINT_URL_SSO", "HOME", "PATH"];
  const saved = names.map((name) => [name, process.env[name]] as const);
  await writeFile(join(folder, "config"), config);
  await writeFile(join(folder, "credentials"), credentials);
  process.env["AWS_CONFIG_FILE"] = join(folder, "config");
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = join(folder, "credentials");
  process.env["AWS_ENDPOINT_URL_SSO"] = stubUrl();
  process.env["HOME"] = folder;
  return {
    folder,
    async remove() {
      for (const [name, value] of saved) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
