import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import type {
  SecretLintCoreConfigRule,
  SecretLintRuleCreator,
  SecretLintSourceCode,
} from "@secretlint/types";
import type { Span } from "../model/span.ts";
import type { Candidate } from "./detector.ts";
import type { Detection, Engine, EngineInput } from "./engine.ts";
import type { OfficialRule } from "./officialRules.ts";

// Its marks are never dropped: 5,000 scans would grow the heap by 96 MB.
secretLintProfiler.setEnabled(false);

/** What an official rule said about a place. `id` is ours; the value is found in the text again, see `spanOf`. */
interface OfficialReport {
  readonly id: string;
  readonly span: Span;
}

/** What one run over a text gave. */
export interface LintOutcome {
  readonly candidates: readonly Candidate[];
  readonly official: readonly OfficialReport[];
}

const ruleId = "picket";

/**
 * All own detectors as one secretlint rule. It hands its candidates to `take` and reports no messages: the core
 * compares every two messages with each other, which takes minutes for 100,000 of them.
 */
function createPicketRule(
  engine: Engine,
  text: string,
  input: EngineInput,
  take: (detection: Detection) => void,
): SecretLintRuleCreator {
  return {
    messages: {},
    meta: { id: ruleId, type: "scanner", recommended: true, supportedContentTypes: ["text"] },
    create: () => ({
      file() {
        take(engine.detect(text, input));
      },
    }),
  };
}

/** The value's span of an official report, or undefined when it cannot be told. */
function spanOf(
  place: OfficialRule["place"],
  text: string,
  range: readonly [number, number],
  data: Readonly<Record<string, unknown>>,
): Span | undefined {
  const [start, end] = range;
  if (place === "range") return { start, end };
  if (place === "password") {
    const match = /:\/\/[^\s/:@]{0,256}:([^\s/@]{1,256})@/.exec(text.slice(start, end));
    if (match === null) return undefined;
    const from = start + match.index + match[0].length - 1 - match[1]!.length;
    return { start: from, end: from + match[1]!.length };
  }
  const value = Object.values(data)
    .find((entry): entry is string => typeof entry === "string")
    ?.trim();
  if (value === undefined || value === "") return undefined;
  const at = text.slice(start, start + value.length + 400).indexOf(value);
  return at < 0 ? undefined : { start: start + at, end: start + at + value.length };
}

/** An official rule that runs when one of its keywords was met, and reports to `take` in place of the core. */
function hostOfficial(
  rule: OfficialRule,
  text: string,
  met: () => boolean,
  take: (report: OfficialReport) => void,
): SecretLintCoreConfigRule {
  const { creator, place, idOf } = rule;
  const hosted: SecretLintRuleCreator = {
    ...creator,
    create(context, options) {
      const handler = creator.create(
        {
          ...context,
          report({ message, range }) {
            const { messageId, data } = message as { messageId: string; data?: Record<string, unknown> };
            const span = spanOf(place, text, range, data ?? {});
            if (span !== undefined) take({ id: idOf(messageId), span });
          },
        },
        options,
      );
      return {
        file(source) {
          const whole: SecretLintSourceCode = Object.create(source, { content: { value: text } });
          return met() ? handler.file?.(whole) : undefined;
        },
      };
    },
  };
  return { id: creator.meta.id, rule: hosted, options: {} };
}

/**
 * Runs our rule and the official ones over a text through secretlint's core. Ours is first, and its prefilter tells
 * which official rules can match at all: the engine watches the keywords of `rules`, in the same order.
 * The text goes to the rules past the core, which would take a BOM away and index all lines for positions that nobody
 * asks for: more time than our own pass over the text.
 */
export async function lint(
  text: string,
  input: EngineInput,
  engine: Engine,
  rules: readonly OfficialRule[],
): Promise<LintOutcome> {
  let detection: Detection = { candidates: [], met: [] };
  const official: OfficialReport[] = [];
  const own = createPicketRule(engine, text, input, (found) => {
    detection = found;
  });
  const hosted = rules.map((rule, index) =>
    hostOfficial(
      rule,
      text,
      () => detection.met[index] === true,
      (report) => official.push(report),
    ),
  );
  await lintSource({
    // A name of our own, and no extension: no rule may open the file or judge by its name twice.
    source: {
      content: "",
      filePath: input.path === "" ? "untitled" : input.path,
      ext: "",
      contentType: "text",
    },
    options: {
      config: { rules: [{ id: ruleId, rule: own, options: {} }, ...hosted] },
      noPhysicFilePath: true,
    },
  });
  return { candidates: detection.candidates, official };
}
