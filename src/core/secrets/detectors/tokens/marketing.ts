import type { TokenType } from "./tokenType.ts";

/** Marketing, analytics, forms, surveys and customer support. */
export const marketingTokens: readonly TokenType[] = [];
