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

/** What an unknown rejection says, for the log: its name and message, without a stack. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
