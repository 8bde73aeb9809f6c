import type { DefinitionProblem, McpDefinition } from "../model/definition.ts";
import { shown } from "../identity/shown.ts";
import { isLoopback, readAddress } from "../identity/url.ts";
import { addressHasVariable } from "../identity/variables.ts";

/** Whether Kiro would read an entry. */
export interface Readable {
  /** Why it would not; undefined when it would. */
  readonly invalid?: string;
  /** Whether a plain-http address was let through by the policy. */
  readonly plainHttp: boolean;
  /** Whether members have types that nothing else can be said of. */
  readonly malformed?: boolean;
}

/** Whether an entry is nothing but the mark of a registry's server. */
export function isRegistryMarker({ type, command, url }: McpDefinition): boolean {
  return type === "registry" && isBlank(command) && isBlank(url);
}

/**
 * Step 2: what Kiro drops or rejects. The types are looked at again, because a host may hand over what a file holds
 * without a reader's checks.
 */
export function judgeReadable(
  definition: McpDefinition,
  problems: readonly Pick<DefinitionProblem, "path" | "message" | "effect">[],
  requireHttps: boolean,
): Readable {
  // What a reader says of an address is judged below, where the policy has a say.
  const judgedHere = definition.url === undefined ? undefined : "url";
  const problem = problems.find(
    ({ effect, path }) => effect === "rejects-file" || (effect === "drops-server" && path !== judgedHere),
  );
  const malformed = shapeProblem(definition);
  if (malformed !== undefined) return { invalid: malformed, plainHttp: false, malformed: true };
  if (problem) {
    const message = shown(problem.message, 300).replace(/\.$/, "");
    return { invalid: `Kiro does not read it: ${message}.`, plainHttp: false };
  }
  if (isBlank(definition.command) && isBlank(definition.url)) {
    if (definition.type === "registry") return { plainHttp: false };
    return { invalid: "It has neither a command nor a url, so that Kiro drops it.", plainHttp: false };
  }
  return isBlank(definition.url) ? { plainHttp: false } : judgeUrl(definition.url ?? "", requireHttps);
}

function judgeUrl(url: string, requireHttps: boolean): Readable {
  const address = readAddress(url);
  if (!address) {
    // What a variable makes of it is not known, so that step 5 decides.
    if (addressHasVariable(url)) return { plainHttp: false };
    return { invalid: "Its url is not an address, so that Kiro drops it.", plainHttp: false };
  }
  if (address.scheme === "https:") return { plainHttp: false };
  if (address.scheme !== "http:") {
    return addressHasVariable(url) && !/^[a-z][a-z0-9+.-]*:/i.test(url.trim())
      ? { plainHttp: false }
      : {
          invalid: `Its url is neither https nor on this computer (${shown(address.scheme)}), so that Kiro drops it.`,
          plainHttp: false,
        };
  }
  if (isLoopback(address.host) || hostHasVariable(url)) return { plainHttp: false };
  if (!requireHttps) return { plainHttp: true };
  return {
    invalid: `Its url is plain http to ${shown(address.host)}, so that Kiro drops it; only localhost may do without https.`,
    plainHttp: false,
  };
}

function hostHasVariable(url: string): boolean {
  return addressHasVariable(/^[^:]*:\/\/[^/?#]*/.exec(url)?.[0] ?? "");
}

function shapeProblem({
  command,
  url,
  args,
  env,
  headers,
  autoApprove,
}: { readonly [key in keyof McpDefinition]?: unknown }): string | undefined {
  if (command !== undefined && typeof command !== "string") return '"command" must be a text.';
  if (url !== undefined && typeof url !== "string") return '"url" must be a text.';
  if (!isTexts(args)) return '"args" must be a list of texts; Kiro rejects the whole file.';
  if (!isTexts(autoApprove)) return '"autoApprove" must be a list of texts; Kiro rejects the whole file.';
  if (!isTextTable(env)) return '"env" must hold texts only; Kiro rejects the whole file.';
  if (!isTextTable(headers)) return '"headers" must hold texts only; Kiro rejects the whole file.';
  return undefined;
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((one) => typeof one === "string"));
}

function isTextTable(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one === "string");
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
