import type { RulePage } from "../check.ts";
import { exposurePages } from "../exposure/pages.ts";
import { accessPages } from "./accessPages.ts";
import { agentPages } from "./agentPages.ts";
import { wildcardPages } from "./wildcardPages.ts";

/** Pages of the rules of this folder. */
export const ownPages: readonly RulePage[] = [
  ...accessPages,
  ...agentPages,
  ...exposurePages,
  ...wildcardPages,
];
