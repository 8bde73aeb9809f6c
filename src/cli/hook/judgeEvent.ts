import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readLimited } from "../../adapters/node/scanFile.ts";
import { decode } from "../../adapters/node/decode.ts";
import { resolveLinks } from "../../adapters/node/hookLinks.ts";
import { guardPolicyPaths, loadGuardPolicy } from "../../adapters/node/hookPolicy.ts";
import { answerFor, passes, type HookAnswer } from "../../core/kiro/guard/answer.ts";
import { readInstall, type InstallCommand } from "../../core/kiro/guard/dependencies/installCommand.ts";
import { judgeInstall, lockFiles } from "../../core/kiro/guard/dependencies/judgeInstall.ts";
import { requireToolCall, type HookInput } from "../../core/kiro/guard/hookInput.ts";
import { judgeCall } from "../../core/kiro/guard/judgeCall.ts";
import type { GuardPolicy } from "../../core/kiro/guard/policy.ts";
import type { Reason } from "../../core/kiro/guard/reason.ts";
import { runCommands } from "../../core/kiro/guard/shell/commands.ts";
import { readToolCall } from "../../core/kiro/guard/toolCall.ts";
import type { HookEvent } from "../../core/kiro/hookFiles/hookKinds.ts";
import { managedFolder } from "../../core/mcp/scopes/locations.ts";
import { createGuardEngines, type HidingEngines } from "./engines.ts";

/** What a hook takes from its process. */
export interface HookEnvironment {
  /** Folder that the process runs in, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Places of the policy; absent: the person's and the organisation's. */
  readonly policyPaths?: readonly string[];
}

/** In bytes: no file that an agent edits is larger. */
const mostFile = 5_000_000;

/** Judges one event. Rejects when it cannot be judged. */
export async function judgeEvent(
  event: HookEvent,
  input: HookInput,
  environment: HookEnvironment,
): Promise<HookAnswer> {
  const engines = createGuardEngines();
  return judges[event](input, environment, engines);
}

type Judge = (input: HookInput, environment: HookEnvironment, engines: HidingEngines) => Promise<HookAnswer>;

const judges: Readonly<Record<HookEvent, Judge>> = {
  "pre-tool-use": judgeTool,
  "pre-install": judgeInstalls,
  "post-file-save": adviseOnFile,
  "user-prompt-submit": adviseOnPrompt,
};

async function judgeTool(
  input: HookInput,
  environment: HookEnvironment,
  engines: HidingEngines,
): Promise<HookAnswer> {
  const { name, input: given } = requireToolCall(input);
  const policy = await policyOf(environment);
  const call = readToolCall(name, given);
  const cwd = input.cwd || environment.cwd;
  const paths = { cwd, home: homeOf(environment), resolveLinks };
  const readText = (path: string): string | undefined => readFileText(resolve(cwd, path));
  return answerFor(await judgeCall(call, { policy, engines, paths, readText }), engines.hide);
}

async function judgeInstalls(
  input: HookInput,
  environment: HookEnvironment,
  engines: HidingEngines,
): Promise<HookAnswer> {
  const { name, input: given } = requireToolCall(input);
  const { commands } = readToolCall(name, given);
  const installs = commands
    .flatMap((text) => runCommands(text))
    .flatMap((command) => readInstall(command) ?? []);
  if (installs.length === 0) return passes;
  const policy = await policyOf(environment);
  const cwd = input.cwd || environment.cwd;
  const reasons: Reason[] = [];
  for (const install of installs) {
    const folder = resolve(cwd, install.folder);
    reasons.push(...judgeInstall(install, policy, hasLockFile(install, folder)));
    reasons.push(...(await audit(install, folder, policy)));
  }
  // A name or an address may hold a token: what is printed is looked through first.
  if (reasons.length > 0) for (const text of commands) await engines.secrets(text, "");
  return answerFor(reasons, engines.hide);
}

async function audit(
  { ecosystem }: InstallCommand,
  folder: string,
  policy: GuardPolicy,
): Promise<readonly Reason[]> {
  if (!policy.dependencies.audit) return [];
  const { auditProject } = await import("../../adapters/node/hookAudit.ts");
  return auditProject(ecosystem, folder);
}

/** In the folder or one above it. */
function hasLockFile({ ecosystem }: InstallCommand, folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (lockFiles[ecosystem].some((name) => existsSync(join(at, name)))) return true;
    if (dirname(at) === at) return false;
  }
}

async function adviseOnFile(
  input: HookInput,
  environment: HookEnvironment,
  engines: HidingEngines,
): Promise<HookAnswer> {
  if (input.filePath === "") return passes;
  const path = resolve(input.cwd || environment.cwd, input.filePath);
  const text = readFileText(path);
  if (text === undefined) return passes;
  const [secrets, iam] = [await engines.secrets(text, path), await engines.iam(text, path)];
  const { lineAt } = await import("../../core/kiro/guard/lineAt.ts");
  const { visible } = await import("../../core/model/visible.ts");
  const loud = [...secrets.findings, ...iam.findings].filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
  if (loud.length === 0) return passes;
  const lines = loud
    .slice(0, 20)
    .map(
      ({ span, message, ruleId }) =>
        `line ${lineAt(text, span.start)}: ${visible(engines.hide(message))} (${ruleId})`,
    );
  const more = loud.length > lines.length ? [`and ${loud.length - lines.length} more`] : [];
  const head = `Picket found this in ${visible(engines.hide(input.filePath)).slice(0, 300)} (advice; the file is saved):`;
  return { exitCode: 0, stdout: `${[head, ...lines, ...more].join("\n")}\n`, stderr: "" };
}

/** Kiro may send the prompt whatever this answers, and some builds hand over an empty one: it is advice. */
async function adviseOnPrompt(
  input: HookInput,
  { env }: HookEnvironment,
  engines: HidingEngines,
): Promise<HookAnswer> {
  const prompt = input.prompt || env["USER_PROMPT"] || "";
  const { findings } = await engines.secrets(prompt, "");
  const sure = findings.filter(({ severity }) => severity === "error");
  if (sure.length === 0) return passes;
  const kinds = [...new Set(sure.map(({ message }) => engines.hide(message)))].slice(0, 5).join(" ");
  return {
    exitCode: 2,
    stdout: "",
    stderr: `Picket found a secret in the prompt. ${kinds} Kiro may have sent it all the same: replace the secret now.\n`,
  };
}

/** The text of a file; undefined when there is none that is text and of ordinary size. */
function readFileText(path: string): string | undefined {
  if (path.includes("\0")) return undefined;
  const bytes = readLimited(path, mostFile);
  return typeof bytes === "string" ? undefined : decode(bytes)?.text;
}

function homeOf({ env }: HookEnvironment): string {
  return env["HOME"] || env["USERPROFILE"] || homedir();
}

async function policyOf(environment: HookEnvironment): Promise<GuardPolicy> {
  const platform = process.platform === "win32" || process.platform === "darwin" ? process.platform : "linux";
  const paths = environment.policyPaths ?? guardPolicyPaths(homeOf(environment), managedFolder({ platform }));
  return loadGuardPolicy(paths);
}
