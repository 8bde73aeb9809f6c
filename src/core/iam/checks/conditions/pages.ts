import type { RulePage } from "../check.ts";
import { keyPages } from "./keyPages.ts";
import { operatorPages } from "./operatorPages.ts";
import { usePages } from "./usePages.ts";
import { valuePages } from "./valuePages.ts";
import { variablePages } from "./variablePages.ts";
import { wildcardPages } from "./wildcardPages.ts";

/** Pages of the rules of this folder. */
export const conditionPages: readonly RulePage[] = [
  ...operatorPages,
  ...keyPages,
  ...valuePages,
  ...wildcardPages,
  ...variablePages,
  ...usePages,
];
