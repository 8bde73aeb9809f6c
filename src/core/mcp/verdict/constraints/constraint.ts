import type { Identified } from "../../identity/identify.ts";
import type { McpDefinition } from "../../model/definition.ts";
import type { McpPolicy, PolicyServer } from "../../model/policy.ts";

/** A server and the entry of the policy that lists what it is. */
export interface Listing {
  readonly definition: McpDefinition;
  readonly found: Identified;
  readonly scope?: string;
  readonly entry: PolicyServer;
  readonly policy: McpPolicy;
  /** Whether its address differs from the listed one by a slash at its end. */
  readonly slashDiffers: boolean;
  /** ms since epoch. */
  readonly now: number;
  /** Hash of a file of this computer, lower-case hex, when someone read it. */
  readonly fileHash?: (path: string) => string | undefined;
}

/** A row of the table of constraints: what breaches it, one line each, without any value. */
export type Constraint = (listing: Listing) => readonly string[];
