import type { TokenType } from "./tokenType.ts";

/** Maps, weather, media, social networks and translation. */
export const mediaTokens: readonly TokenType[] = [];
