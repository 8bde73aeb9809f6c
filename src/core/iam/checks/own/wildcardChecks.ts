import type { PolicyCheck } from "../check.ts";
import { actionWildcardChecks } from "./wildcardActions.ts";
import { resourceWildcardChecks } from "./wildcardResources.ts";

/** Wildcards that are wider than the language makes them be. */
export const wildcardChecks: readonly PolicyCheck[] = [...actionWildcardChecks, ...resourceWildcardChecks];
