import type { RulePage } from "./check.ts";
import { conditionPages } from "./conditions/pages.ts";
import { escalationPages } from "./escalation/pages.ts";
import { ownPages } from "./own/pages.ts";
import { readingPages } from "./readingPages.ts";
import { servicePages } from "./services/pages.ts";
import { structurePages } from "./structure/pages.ts";
import { templatePages } from "./templates/pages.ts";

/** The pages of all rules; the docs are made from them, and a test runs their examples. */
export const iamPages: readonly RulePage[] = [
  ...readingPages,
  ...structurePages,
  ...conditionPages,
  ...servicePages,
  ...escalationPages,
  ...ownPages,
  ...templatePages,
];
