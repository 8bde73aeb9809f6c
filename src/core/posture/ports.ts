import type { AccountFacts, OperatingSystem, WorkstationFacts } from "./facts.ts";
import type { Expectations } from "./expectations.ts";

/** What gathering facts may do, and where. */
export interface CollectOptions {
  readonly home: string;
  /** Folders of the workspace, absolute. What stands in them is judged, it decides nothing. */
  readonly workspaces: readonly string[];
  readonly expectations: Expectations;
  /** Whether names are resolved and hosts connected to. */
  readonly network: boolean;
  /** ms since epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told what is being looked at, for a progress line. */
  readonly onStep?: (step: string) => void;
}

/** Gathers what a workstation shows. Never rejects but for the signal's reason: what fails is an unknown fact. */
export type CollectWorkstation = (options: CollectOptions) => Promise<WorkstationFacts>;

/** Gathers what an account shows; the same rules. */
export type CollectAccount = (options: {
  readonly role?: string;
  readonly signal: AbortSignal;
}) => Promise<AccountFacts>;

/** How a program of the system ended. */
export interface CommandResult {
  /** `timeout` and `missing` have no code. */
  readonly outcome: "done" | "timeout" | "missing" | "denied";
  readonly code?: number;
  /** Decoded, bounded. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs programs of the system by absolute path, without a shell, for a bounded time, with a bounded answer. */
export interface CommandRunner {
  readonly os: OperatingSystem;
  run(program: string, args: readonly string[], signal: AbortSignal): Promise<CommandResult>;
}

/** Signs reports with an Ed25519 key. */
export interface ReportSigner {
  /** Base64 of the public key's SPKI as DER. */
  readonly publicKey: string;
  /** Base64 of the raw signature over the text in UTF-8. */
  sign(text: string): string;
}
