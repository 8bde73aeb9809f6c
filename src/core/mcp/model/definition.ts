import type { Span } from "../../model/span.ts";

/**
 * A server as a configuration file defines it, in any of the files' shapes. Values are as written: `${VAR}` is not
 * expanded. Members of a wrong type are left out here and named in `problems`.
 */
export interface McpDefinition {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `stdio`, `http`, `streamable-http`, `sse`, `registry` … */
  readonly type?: string;
  readonly timeout?: number;
  readonly disabled?: boolean;
  readonly autoApprove?: readonly string[];
  readonly disabledTools?: readonly string[];
}

/** A member of a wrong type, or a value that Kiro refuses. */
export interface DefinitionProblem {
  readonly span: Span;
  /** Dotted path below the server: `args`, `env.TOKEN`. */
  readonly path: string;
  /** For a person: `"args" must be a list of texts`. */
  readonly message: string;
  /** What Kiro does with it. */
  readonly effect: "rejects-file" | "drops-server" | "ignores";
}

/** One server of one file. */
export interface McpServer {
  /** The key, decoded. */
  readonly name: string;
  /** The key's text without quotes. */
  readonly nameSpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly definition: McpDefinition;
  readonly problems: readonly DefinitionProblem[];
  /** A later key of the same name wins. */
  readonly overridden: boolean;
  /** Dotted path of the object that holds it, from the top of the file: `mcpServers`, `powers.mcpServers`, `servers`. */
  readonly section?: string;
  /**
   * Spans of the values by dotted path below the server, without quotes for texts: `command`, `args`, `args.0`, `env`,
   * `env.TOKEN`, `headers.Authorization`, `autoApprove.1`, `url`. Keys of env and headers: `env.TOKEN#key`.
   */
  readonly spans: Readonly<Record<string, Span>>;
}

/** Whose file it is: it decides its shape and what reads it. */
export type McpFileKind =
  | "kiro"
  | "kiro-agent"
  | "kiro-power"
  | "vscode"
  | "cursor"
  | "claude-code"
  | "claude-desktop"
  | "amazonq"
  | "unknown";

/** A configuration file as read. */
export interface McpFile {
  readonly kind: McpFileKind;
  /** In the file's order; overridden duplicates included. */
  readonly servers: readonly McpServer[];
  /** Why the file as a whole counts for nothing, in words for a person; absent when it does count. */
  readonly error?: { readonly message: string; readonly span: Span };
  /** Keys that stand twice, hidden characters and the like, outside a server. */
  readonly remarks: readonly { readonly span: Span; readonly message: string }[];
  /** Of an agent: whether it also loads the servers of `mcp.json`. */
  readonly includesMcpJson?: boolean;
  /** Of an agent: what it may use (`*`, `@server`, `@server/tool`, `@builtin`) and what runs without being asked for. */
  readonly tools?: readonly string[];
  readonly allowedTools?: readonly string[];
}
