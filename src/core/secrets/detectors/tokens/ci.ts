import type { TokenType } from "./tokenType.ts";

/** Continuous integration, delivery and code quality. */
export const ciTokens: readonly TokenType[] = [];
