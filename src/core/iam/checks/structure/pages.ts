import type { RulePage } from "../check.ts";
import { elementPages } from "./pages/elementPages.ts";
import { organizationPages } from "./pages/organizationPages.ts";
import { principalPages } from "./pages/principalPages.ts";
import { sizePages } from "./pages/sizePages.ts";
import { trustPages } from "./pages/trustPages.ts";
import { valuePages } from "./pages/valuePages.ts";

/** Pages of the rules of this folder. */
export const structurePages: readonly RulePage[] = [
  ...elementPages,
  ...valuePages,
  ...principalPages,
  ...trustPages,
  ...organizationPages,
  ...sizePages,
];
