/**
 * Why a file or folder was not judged. `binary`, `special` and `vanished` leave nothing unjudged that is text;
 * `too-large`, `unreadable`, `loop` and `failed` (the engine could not take it) do.
 */
export type SkipReason = "binary" | "special" | "vanished" | "too-large" | "unreadable" | "loop" | "failed";

/** Each reason for a person, after the file's path or name. Only readers with a limit of 5 MB say `too-large`. */
export const skipSentences: Readonly<Record<SkipReason, string>> = {
  binary: "it is no text",
  special: "it is no file",
  vanished: "its link leads nowhere",
  "too-large": "it is larger than 5 MB",
  unreadable: "it cannot be read: access is denied or the disk fails",
  loop: "its links lead in a circle",
  failed: "it cannot be read",
};

/** Bytes that the readers of configuration take: no file that a person keeps is larger. */
export const mostConfigBytes = 5_000_000;

/** The reason behind an error of the file system. */
export function skipReason(error: unknown): SkipReason {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return "vanished";
  if (code === "ELOOP") return "loop";
  if (code === "ENXIO" || code === "EISDIR") return "special";
  return "unreadable";
}

/** The `code` of a Node error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

const unjudged: ReadonlySet<string> = new Set([
  "too-large",
  "unreadable",
  "loop",
  "failed",
  "custom-rule-too-slow",
  "invalid-rule",
]);

/** Whether a skipped input leaves a question open, so that "no findings" would say too much. */
export function isUnjudged(reason: string): boolean {
  return unjudged.has(reason);
}
