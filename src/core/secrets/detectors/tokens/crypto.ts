import type { TokenType } from "./tokenType.ts";

/** Blockchain nodes, exchanges and wallets. */
export const cryptoTokens: readonly TokenType[] = [];
