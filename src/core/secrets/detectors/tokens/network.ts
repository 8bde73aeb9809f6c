import type { TokenType } from "./tokenType.ts";

/** Networks: DNS, CDN, VPN, domains, IoT. */
export const networkTokens: readonly TokenType[] = [];
