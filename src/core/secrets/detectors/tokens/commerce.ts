import type { TokenType } from "./tokenType.ts";

/** Shops, content management and headless stores. */
export const commerceTokens: readonly TokenType[] = [];
