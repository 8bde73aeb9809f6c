import type { IamContext, IamResult } from "../../core/iam/engine.ts";
import type { PolicyType } from "../../core/iam/model/located.ts";
import type { EngineName } from "../../core/model/engine.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Span } from "../../core/model/span.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";
import type { KiroJob } from "./kiroScanner.ts";
import type { McpJob } from "./mcpScanner.ts";

/** What crosses to a scan worker: `ScanContext` without what cannot be copied between threads. */
type WorkerContext = Omit<ScanContext, "signal" | "pause">;

/** What an engine that judges policies is told of a text. */
export type IamTextContext = Pick<IamContext, "path" | "languageId" | "policyType" | "severities">;

/** To the worker. `cancel` names the id of a request that is no longer wanted. */
export type WorkerRequest =
  | {
      readonly kind: "scan";
      readonly id: number;
      readonly text: string;
      readonly context: WorkerContext;
      /** Asks for the whole result, which a later rescan goes on from. */
      readonly detailed?: boolean;
    }
  | { readonly kind: "iam"; readonly id: number; readonly text: string; readonly context: IamTextContext }
  | {
      readonly kind: "files";
      readonly id: number;
      readonly files: readonly FileJob[];
      readonly limits: FileLimits;
    }
  | { readonly kind: "parts"; readonly id: number; readonly parts: readonly PartJob[] }
  | { readonly kind: "cancel"; readonly id: number };

/** From the worker: exactly one answer for each request but `cancel`, cancelled ones too. */
export type WorkerAnswer =
  | { readonly id: number; readonly findings: readonly Finding[]; readonly result?: ScanResult }
  | { readonly id: number; readonly iam: IamResult }
  | { readonly id: number; readonly files: readonly FileOutcome[] }
  | { readonly id: number; readonly hits: readonly boolean[] }
  /** `aborted` or the error's name and message; engine errors never hold text of the document. */
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** A file to read and scan. `path` opens it, `name` is the `/`-separated path that the engine and the reports use. */
export interface FileJob {
  readonly path: string;
  /** Its content when it is at hand: then nothing is read. */
  readonly bytes?: Uint8Array;
  readonly name: string;
  readonly severities?: NonNullable<ScanContext["severities"]>;
  readonly customRules?: NonNullable<ScanContext["customRules"]>;
  readonly policyType?: PolicyType;
  /** Of a file that defines MCP servers; absent: it is none, or that engine is not wanted. */
  readonly mcp?: McpJob;
  /** Of a file that Kiro reads; absent: it is none, or that engine is not wanted. */
  readonly kiro?: KiroJob;
  /** Default: secrets and IAM. */
  readonly engines?: readonly EngineName[];
}

/**
 * A part of a text, of which it is asked whether a secret may begin or end in its `added` stretches. What is answered says
 * only whether the whole text is worth a scan.
 */
export interface PartJob {
  readonly job: Omit<FileJob, "path">;
  readonly text: string;
  readonly added: readonly Span[];
}

export interface FileLimits {
  /** Files above this many bytes are not read. */
  readonly maxBytes: number;
}

/** What came of one file. */
export type FileOutcome = ScannedFile | { readonly name: string; readonly skipped: string };

/** A decoded text (BOM stripped), and the spans of all that may be a value in it, reported or not: for masking. */
interface ShownText {
  readonly text: string;
  /** In no order; may overlap. */
  readonly values: readonly Span[];
}

/** Its policies, since it is too long to be parsed; or some of it by a custom rule that took too many steps. */
export type LeftOut = "too-long-for-iam" | "custom-rule-too-slow";

interface ScannedFile {
  readonly name: string;
  readonly bytes: number;
  readonly findings: readonly Finding[];
  /** How many findings a comment in the text suppressed. */
  readonly suppressed: number;
  /** What of it was not judged. */
  readonly leftOut?: LeftOut;
  /** There only when there are findings to show. */
  readonly shown?: ShownText;
}
