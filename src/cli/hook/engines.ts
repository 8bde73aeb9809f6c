import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mayHoldPolicy } from "../../core/iam/mayHoldPolicy.ts";
import type { GuardEngines } from "../../core/kiro/guard/judgeText.ts";

/** The engines, which remember every secret that they see in order to keep it out of the answer. */
export interface HidingEngines extends GuardEngines {
  /** Masks every secret that was found so far, and the start of one that was cut off. */
  readonly hide: (text: string) => string;
}

const script = fileURLToPath(import.meta.url);

/** `dist` of an installation, or the top of the source tree. */
const folder = script.endsWith(".ts") ? join(dirname(script), "..", "..", "..") : dirname(script);

/** A guard's engines. Each is loaded when the first text comes that needs it: a hook must start in no time. */
export function createGuardEngines(): HidingEngines {
  const values = new Set<string>();
  return {
    async secrets(text, path) {
      const { scanDetailed } = await import("../../bundles/secrets.ts");
      const result = await scanDetailed(text, { path });
      for (const { candidate } of result.seen)
        values.add(text.slice(candidate.span.start, candidate.span.end));
      return result;
    },
    async iam(text, path) {
      if (!mayHoldPolicy(text)) return { findings: [], suppressed: 0 };
      const { iamEngineIn } = await import("../../bundles/iam.ts");
      return iamEngineIn(folder).scan(text, { path: path === "" ? "command.sh" : path });
    },
    hide: (text) => {
      let hidden = text;
      for (const value of [...values].sort((a, b) => b.length - a.length)) {
        hidden = hidden.replaceAll(value, "[hidden value]");
        if (value.length < 16) continue;
        const start = value.slice(0, 8).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
        hidden = hidden.replace(new RegExp(`${start}[^\\s"'…]*`, "g"), "[hidden value]");
      }
      return hidden;
    },
  };
}
