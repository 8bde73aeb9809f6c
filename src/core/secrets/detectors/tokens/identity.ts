import type { TokenType } from "./tokenType.ts";

/** Identity providers, vaults and secret managers. */
export const identityTokens: readonly TokenType[] = [];
