import type { TokenType } from "./tokenType.ts";

/** Banking, accounting, markets and identity checks of the finance trade. */
export const fintechTokens: readonly TokenType[] = [];
