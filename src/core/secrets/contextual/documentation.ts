import type { Candidate, ContextDetector } from "../detector.ts";
import { fileKindOf } from "./fileKind.ts";

/** Longest start of a line that is looked at, in code units. */
const reach = 240;

/**
 * Lines of documentation inside a program: of a block comment (`* `), of Rust and C# (`///`), of a doctest (`>>>`).
 * Code that is commented out (`// x = …`, `# x = …`) is not one.
 */
const documentation = /^[ \t]*(?:\*[ \t]|\/\/[/!]|>>> )/;
/** In Ruby, and where its types stand, an example is indented inside the comment. */
const indented = /^[ \t]*#[ \t]{3}/;

/** Whether the offset stands in a line of a program's documentation. */
function isDocumented(text: string, at: number, path: string): boolean {
  const before = text.slice(Math.max(0, at - reach), at);
  const newline = before.lastIndexOf("\n");
  if (newline === -1 && at > reach) return false;
  const line = before.slice(newline + 1);
  return documentation.test(line) || (/\.rbs?$/i.test(path) && indented.test(line));
}

function lowered(candidate: Candidate): Candidate {
  const reason = "it stands in an example of a program's documentation";
  return { ...candidate, confidence: "low", reason };
}

/** The detector, less sure of what stands in a program's documentation: values there are shown, not used. */
export function calmInDocumentation(detector: ContextDetector): ContextDetector {
  return {
    ...detector,
    *detect(text, hits, context) {
      const code = fileKindOf(context.path, context.languageId) === "code";
      for (const candidate of detector.detect(text, hits, context)) {
        const calm =
          code && candidate.confidence === "medium" && isDocumented(text, candidate.span.start, context.path);
        yield calm ? lowered(candidate) : candidate;
      }
    },
  };
}
