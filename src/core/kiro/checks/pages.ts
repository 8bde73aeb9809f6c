import type { KiroRulePage } from "./check.ts";
import { commandPages } from "./pages/commandPages.ts";
import { hookPages } from "./pages/hookPages.ts";
import { textPages } from "./pages/textPages.ts";
import { trustPages } from "./pages/trustPages.ts";

/** The pages of all rules; the docs are made from them, and a test runs their examples. */
export const kiroPages: readonly KiroRulePage[] = [
  ...hookPages,
  ...commandPages,
  ...trustPages,
  ...textPages,
];
