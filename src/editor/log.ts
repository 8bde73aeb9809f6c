import * as vscode from "vscode";
import type { Log } from "../core/ports.ts";

/** The output channel "Picket". Callers never pass a secret value. */
export interface EditorLog extends Log {
  /** Brings the channel to the front without taking the focus away from the editor. */
  show(): void;
  dispose(): void;
}

/** Opens the one output channel; its level is the user's, set by "Developer: Set Log Level". */
export function createLog(): EditorLog {
  const channel = vscode.window.createOutputChannel("Picket", { log: true });
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (message) => channel.error(message),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}

/**
 * Where code of ours broke, for the log: the error's name and its frames. Not its message, which may quote the text that
 * the code was working on.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return "not an error";
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames].join("\n");
}

/** What an unknown rejection says, for the log: its name and message, without a stack. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
