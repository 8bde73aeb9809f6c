import type { TokenType } from "./tokenType.ts";

/** Code hosting, platforms and serverless hosts. */
export const hostingTokens: readonly TokenType[] = [];
