import type { ContextDetector } from "../detector.ts";
import { assignments } from "./assignments.ts";

/** Every detector that judges by context, in the order in which they run. */
export const contextDetectors: readonly ContextDetector[] = [assignments];
