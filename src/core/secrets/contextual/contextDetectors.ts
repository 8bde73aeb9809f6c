import type { ContextDetector } from "../detector.ts";
import { assignments } from "./assignments.ts";
import { commands } from "./commands.ts";
import { connectionStrings } from "./connectionStrings.ts";
import { declaredDefaults } from "./declaredDefaults.ts";
import { headers } from "./headers.ts";
import { issuedTokens } from "./issuedTokens.ts";
import { kubernetesSecrets } from "./kubernetesSecrets.ts";
import { pgpass } from "./pgpass.ts";
import { serviceKeys } from "./serviceKeys.ts";
import { urls } from "./urls.ts";
import { webhooks } from "./webhooks.ts";
import { wrapped } from "./wrapped.ts";

/** Every detector that judges by context. Where two are equally sure of one value, the first names it. */
export const contextDetectors: readonly ContextDetector[] = [
  urls,
  connectionStrings,
  pgpass,
  headers,
  commands,
  kubernetesSecrets,
  assignments,
  declaredDefaults,
  serviceKeys,
  webhooks,
  issuedTokens,
  wrapped,
];
