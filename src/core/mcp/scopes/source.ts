import type { McpFile, McpFileKind } from "../model/definition.ts";
import type { Scope } from "./scope.ts";

/** A file that exists, or that should and cannot be read. */
export interface McpSource {
  readonly scope: Scope;
  /** Absolute. */
  readonly path: string;
  readonly kind: McpFileKind;
  /** Decoded, without BOM; spans of `file` are in it. Absent when it could not be read. */
  readonly text?: string;
  /** Absent when it could not be read. */
  readonly file?: McpFile;
  /** Why it could not be read, for a person: `it is larger than 5 MB`. */
  readonly error?: string;
  /** Where a symbolic link leads in the end, absolute; absent for a file that is no link. */
  readonly linkTarget?: string;
  /** Where the file is when links of it and of the folders above are followed; absent when that is `path`. */
  readonly realPath?: string;
  /** The same text for two hard links of one file; absent for a file that has one name only. */
  readonly fileId?: string;
  /** Whether it is in a workspace folder that the user does not trust. */
  readonly untrusted?: boolean;
}
