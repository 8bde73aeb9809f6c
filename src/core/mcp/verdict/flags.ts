import type { Identified } from "../identity/identify.ts";
import { hasHidden } from "../identity/shown.ts";
import { readAddress } from "../identity/url.ts";
import { hasVariable, isReference, namesToFill } from "../identity/variables.ts";
import type { McpDefinition } from "../model/definition.ts";
import type { McpFlag } from "../model/verdict.ts";
import { isSecretName } from "./constraints/secretNames.ts";
import { approvesAll } from "./constraints/use.ts";

/** What a host knows beside the definition. */
export interface FlagContext {
  /** Names that the user lets Kiro fill in; undefined when nobody knows. */
  readonly approvedEnv?: readonly string[] | undefined;
  /** Whether the secrets engine found a secret in the definition. */
  readonly hasSecret?: boolean | undefined;
}

/** Flags that the definition itself raises. It has been looked at and is well formed. */
export function flagsOf(
  name: string,
  definition: McpDefinition,
  found: Identified,
  context: FlagContext,
): readonly McpFlag[] {
  const flags: McpFlag[] = [];
  if (definition.disabled === true) flags.push("DISABLED");
  if (unapproved(definition, context.approvedEnv)) flags.push("ENV_NOT_APPROVED");
  if (approvesAll(definition.autoApprove)) flags.push("AUTO_APPROVE_ALL");
  if (context.hasSecret === true || looksSecret(definition)) flags.push("INLINE_SECRET");
  if (found.command?.willNotStart) flags.push("WILL_NOT_START");
  if (hidesCharacters(name, definition)) flags.push("HIDDEN_UNICODE");
  return flags;
}

/** Every text of a definition: Kiro fills in variables in all of them. */
function textsOf({ command, args, env, cwd, url, headers }: McpDefinition): readonly string[] {
  const single = [command, cwd, url].filter((text) => text !== undefined);
  return [...single, ...(args ?? []), ...Object.values(env ?? {}), ...Object.values(headers ?? {})];
}

function unapproved(definition: McpDefinition, approved: readonly string[] | undefined): boolean {
  if (approved === undefined) return false;
  return textsOf(definition).some((text) => namesToFill(text).some((name) => !approved.includes(name)));
}

/** Secrets that show without an engine: a literal under the name of one. */
function looksSecret({ env, headers, url }: McpDefinition): boolean {
  const named = [...Object.entries(env ?? {}), ...Object.entries(headers ?? {})];
  if (named.some(([name, value]) => isSecretName(name) && isLiteralSecret(value))) return true;
  const address = url === undefined ? undefined : readAddress(url);
  if (!address) return false;
  const parameters = [...(address.query ?? "").matchAll(/[?&]([^=&]*)=([^&]*)/g)];
  return (
    parameters.some(([, name = "", value = ""]) => isSecretName(name) && isLiteralSecret(value)) ||
    /^[^/?#]*\/\/[^/?#@:]*:[^/?#@]{6,}@/.test((url ?? "").trim())
  );
}

/** Long enough, no reference, and no text that asks to be replaced. */
function isLiteralSecret(value: string): boolean {
  const text = value.trim();
  if (text.length < 8 || isReference(text) || hasVariable(text)) return false;
  return !/^<.*>$|^\[.*\]$|your|example|placeholder|change.?me|replace|xxx|\.\.\.|\*\*\*/i.test(text);
}

/** In names and in what says what runs; line ends and tabs in a text for a shell do show. */
function hidesCharacters(
  name: string,
  { command, args, url, env, headers, autoApprove }: McpDefinition,
): boolean {
  const keys = [name, ...Object.keys(env ?? {}), ...Object.keys(headers ?? {}), url ?? ""];
  const texts = [command ?? "", ...(args ?? []), ...(autoApprove ?? [])];
  return keys.some(hasHidden) || texts.some((text) => hasHidden(text.replaceAll(/[\t\r\n]/g, "")));
}
