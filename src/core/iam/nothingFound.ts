import type { IamResult } from "./engine.ts";

/** The result for a text without policies. Apart from the engine, so that a host can give it without loading that. */
export const nothingFound: IamResult = { findings: [], suppressed: 0, policies: [] };
