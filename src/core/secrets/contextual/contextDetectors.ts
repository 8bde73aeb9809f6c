import type { ContextDetector } from "../detector.ts";

/** Every detector that judges by context, in the order in which they run. */
export const contextDetectors: readonly ContextDetector[] = [];
