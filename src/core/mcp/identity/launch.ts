import type { McpIdentity } from "../model/verdict.ts";
import type { Doubt } from "./normalizeCommand.ts";
import type { Option } from "./options.ts";

/** What a runner is told to start. */
export interface Launch {
  readonly identity?: McpIdentity;
  /** `npx`, `npm exec`, `docker run`'s `docker`. */
  readonly runner: string;
  /** What follows the package or image: the server's own arguments. */
  readonly words: readonly string[];
  /** What stands between the runner and the package or image, as written. */
  readonly runtimeWords: readonly string[];
  /** The same, read. */
  readonly options: readonly Option[];
  /** The program of the package to start, when it is named apart. */
  readonly bin?: string;
  readonly doubts: readonly Doubt[];
}

/** The doubt that a variable in an identity position raises. */
export function variableDoubt(what: string): Doubt {
  return { reason: `${what} is or holds a variable`, variable: true };
}

/** The doubt about a runner that is told nothing to run. */
export function nothingToRun(runner: string): Doubt {
  return { reason: `"${runner}" is not told which package or image to start`, variable: false };
}
