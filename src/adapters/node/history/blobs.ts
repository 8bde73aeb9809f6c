import { cannotStart, failure, startGit } from "../git.ts";

/** The content of a blob, or why there is none. */
export type Blob = Buffer | "too-large" | "unreadable";

/** Reads contents of one repository through a process that stays. */
export interface BlobReader {
  /**
   * The content of an object; `too-large` above the limit, `unreadable` when the repository lacks it. Requests are
   * answered in their order.
   * @param oid object id, full
   */
  read(oid: string): Promise<Blob>;
  /** Ends the process; what is not answered yet rejects. */
  dispose(): void;
}

interface Waiting {
  resolve(blob: Blob): void;
  reject(error: unknown): void;
}

/** What stands at the front of the output: a header to come, or the rest of a body. */
interface Body {
  readonly size: number;
  readonly parts: Buffer[] | undefined;
  /** Bytes still to come, with the line feed behind the content. */
  left: number;
}

/**
 * Starts `git cat-file --batch` when the first blob is asked for. A content above `maxBytes` is passed over as it comes, so
 * that no blob takes more memory than that.
 */
export function createBlobReader(cwd: string, maxBytes: number): BlobReader {
  const waiting: Waiting[] = [];
  let child: ReturnType<typeof startGit> | undefined;
  let body: Body | undefined;
  let head: Buffer = Buffer.alloc(0);
  let error: Error | undefined;
  const fail = (reason: Error): void => {
    error = reason;
    for (const one of waiting.splice(0)) one.reject(reason);
  };
  const answer = (blob: Blob): void => waiting.shift()?.resolve(blob);
  /** Takes what belongs to the body under way, and gives the rest. */
  const takeBody = (chunk: Buffer, of: Body): Buffer => {
    const part = chunk.subarray(0, of.left);
    of.parts?.push(part);
    of.left -= part.length;
    if (of.left === 0) {
      body = undefined;
      answer(of.parts ? Buffer.concat(of.parts, of.size) : "too-large");
    }
    return chunk.subarray(part.length);
  };
  const takeHead = (chunk: Buffer): Buffer => {
    const whole = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    const feed = whole.indexOf(10);
    head = feed < 0 ? whole : Buffer.alloc(0);
    if (feed < 0) return Buffer.alloc(0);
    // `<id> <type> <size>`, or `<id> missing`.
    const [, kind, digits] = /^\S+ (\w+) (\d+)$/.exec(whole.toString("latin1", 0, feed)) ?? [];
    const size = Number(digits);
    if (digits === undefined) answer("unreadable");
    else body = { size, left: size + 1, parts: kind === "blob" && size <= maxBytes ? [] : undefined };
    return whole.subarray(feed + 1);
  };
  const start = (): NonNullable<typeof child> => {
    const started = startGit(cwd, ["cat-file", "--batch"]);
    started.on("error", () => fail(cannotStart()));
    started.on("close", () => fail(failure(["cat-file"], "")));
    started.stdin.on("error", () => undefined);
    started.stderr.resume();
    started.stdout.on("data", (chunk: Buffer) => {
      for (let rest = chunk; rest.length > 0;) rest = body ? takeBody(rest, body) : takeHead(rest);
    });
    return started;
  };
  return {
    read: (oid) =>
      new Promise((resolve, reject) => {
        if (error) return reject(error);
        waiting.push({ resolve, reject });
        child ??= start();
        child.stdin.write(`${oid}\n`);
      }),
    dispose: () => {
      fail(failure(["cat-file"], ""));
      child?.stdin.end();
      child?.kill();
    },
  };
}
