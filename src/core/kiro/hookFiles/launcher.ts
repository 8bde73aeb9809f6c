import type { HookEvent } from "./hookKinds.ts";
import { batchWord, posixWord, windowsFolder } from "./quoting.ts";

/** What a launcher starts. Paths are absolute. */
export interface LauncherTarget {
  /** Node, or an Electron program that can be one. */
  readonly node: string;
  /** `dist/hook.js` of the installation. */
  readonly program: string;
}

export type HookPlatform = "posix" | "windows";

/** Name of the launcher's file. */
export function launcherName(platform: HookPlatform): string {
  return platform === "windows" ? "picket-hook.cmd" : "picket-hook.sh";
}

/** First line of every launcher behind what its shell needs: by it Picket knows its own. */
const mark = "Picket's launcher for Kiro's hooks. Written by Picket; written anew at each update.";

/** Whether a text is a launcher that Picket wrote. */
export function isLauncher(text: string): boolean {
  return text.slice(0, 200).includes(mark);
}

/**
 * The text of the launcher. It stays at one place while the installation moves with every update. When node or the
 * program is missing it says so in one line and ends with 2 for a guard, which blocks, and with 1 for advice.
 * @throws QuotingError
 */
export function launcherText(platform: HookPlatform, target: LauncherTarget): string {
  return platform === "windows" ? batch(target) : script(target);
}

function script({ node, program }: LauncherTarget): string {
  return `#!/bin/sh
# ${mark}
node=${posixWord(node)}
program=${posixWord(program)}
case "$1" in pre-*) failed=2 ;; *) failed=1 ;; esac
if [ ! -x "$node" ] || [ ! -r "$program" ]; then
  echo "Picket cannot run: node or Picket has moved. Run 'picket hook install' again, or Install Kiro Hooks in the editor." >&2
  exit "$failed"
fi
unset NODE_OPTIONS NODE_PATH NODE_REPL_EXTERNAL_MODULE
ELECTRON_RUN_AS_NODE=1 exec "$node" "$program" "$@"
`;
}

function batch({ node, program }: LauncherTarget): string {
  const codePage = /^[\u0020-\u007e]*$/.test(node + program) ? "" : "chcp 65001 >nul\r\n";
  return `@echo off\r
rem ${mark}\r
setlocal DisableDelayedExpansion\r
${codePage}set "failed=1"\r
if /i "%~1"=="pre-tool-use" set "failed=2"\r
if /i "%~1"=="pre-install" set "failed=2"\r
if not exist ${batchWord(node)} goto missing\r
if not exist ${batchWord(program)} goto missing\r
set "NODE_OPTIONS="\r
set "NODE_PATH="\r
set "ELECTRON_RUN_AS_NODE=1"\r
${batchWord(node)} ${batchWord(program)} %1\r
exit /b %errorlevel%\r
:missing\r
>&2 echo Picket cannot run: node or Picket has moved. Run "picket hook install" again, or Install Kiro Hooks in the editor.\r
exit /b %failed%\r
`;
}

/** Where the launcher stands, and what Windows' own shell is. */
export interface LauncherPlace {
  readonly platform: HookPlatform;
  /** Folder of the launcher, absolute. */
  readonly folder: string;
  /** Such as `C:\\Windows`; only for Windows. */
  readonly systemRoot?: string;
}

/**
 * The command line of a hook's file. For a guard every status but 0 becomes 2, even that of a shell that does not find
 * the launcher.
 * @throws QuotingError
 */
export function hookCommand(place: LauncherPlace, event: HookEvent): string {
  const guards = event.startsWith("pre-");
  if (place.platform === "windows") return windowsCommand(place, event, guards);
  const launcher = posixWord(`${place.folder}/${launcherName("posix")}`);
  const missing = `echo "Picket cannot run: its launcher is missing. Run picket hook install again." >&2; exit ${guards ? 2 : 1}`;
  // The script is a word of its own, so that the user's shell, whichever it is, has nothing to read but words.
  const run = `/bin/sh -c '[ -r "$0" ] && exec /bin/sh "$0" "$@"; ${missing}' ${launcher} ${event}`;
  return guards ? `${run} || exit 2` : run;
}

/**
 * One quoted word behind cmd, which PowerShell hands on as it is: \`cd\` takes a folder with spaces without quotes. The
 * status of a batch file is seen only when it is called.
 */
function windowsCommand(
  { folder, systemRoot = "C:\\Windows" }: LauncherPlace,
  event: HookEvent,
  guards: boolean,
): string {
  const shell = `${windowsFolder(systemRoot)}\\System32\\cmd.exe`;
  const call = `cd /d ${windowsFolder(folder)} && call ${launcherName("windows")} ${event}`;
  return `${shell} /d /s /c "${call}${guards ? " || exit 2" : ""}"`;
}
