import type { TokenType } from "./tokenType.ts";

/** Hosted databases, queues and search. */
export const databaseTokens: readonly TokenType[] = [];
