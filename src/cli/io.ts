/** What a command sees of the process. Tests give their own. */
export interface Io {
  /** Absolute working folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output may hold colours. */
  readonly colour: boolean;
  /** Whether standard error is a terminal, where progress may be drawn. */
  readonly interactive: boolean;
  /** Resolves when the chunk is taken, also when nobody reads any more (`| head`). */
  stdout(chunk: string): Promise<void>;
  stderr(text: string): void;
  /** All of standard input. */
  stdin(): Promise<Buffer>;
  /** Standard input as it comes, for commands that answer line by line; absent: all of it at once. */
  stdinChunks?(): AsyncIterable<Uint8Array>;
}
