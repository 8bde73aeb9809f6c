import type { ContextDetector } from "../detector.ts";
import { accounts } from "./accounts.ts";
import { assignments } from "./assignments.ts";
import { blockValues } from "./blockValues.ts";
import { commands } from "./commands.ts";
import { connectionStrings } from "./connectionStrings.ts";
import { declaredDefaults } from "./declaredDefaults.ts";
import { calmInDocumentation } from "./documentation.ts";
import { escaped } from "./escaped.ts";
import { headers } from "./headers.ts";
import { issuedTokens } from "./issuedTokens.ts";
import { joined } from "./joined.ts";
import { joinedLists } from "./joinedLists.ts";
import { kubernetesSecrets } from "./kubernetesSecrets.ts";
import { pgpass } from "./pgpass.ts";
import { serviceKeys } from "./serviceKeys.ts";
import { tables } from "./tables.ts";
import { urls } from "./urls.ts";
import { webhooks } from "./webhooks.ts";
import { wrapped } from "./wrapped.ts";

const all: readonly ContextDetector[] = [
  urls,
  connectionStrings,
  pgpass,
  headers,
  commands,
  kubernetesSecrets,
  assignments,
  tables,
  accounts,
  declaredDefaults,
  serviceKeys,
  webhooks,
  issuedTokens,
];

/** Every detector that judges by context. Where two are equally sure of one value, the first names it. */
export const contextDetectors: readonly ContextDetector[] = all.map(calmInDocumentation);

/** Detectors that read a text as a program does, and let the others look at that. */
export const readers: readonly ContextDetector[] = [joined, joinedLists, blockValues, escaped, wrapped];
