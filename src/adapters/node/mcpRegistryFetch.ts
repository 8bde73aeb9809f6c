import type { FetchedDocument, FetchOptions, PolicyFetch } from "../../core/ports.ts";
import { fileDocumentCache, type KeptDocument } from "./mcpRegistryCache.ts";
import { requestDocument, type Answer, type RequestLimits } from "./mcpRegistryRequest.ts";

/** Settings of the fetch; all have defaults but the folder. Times in ms. */
export interface PolicyFetchOptions extends Partial<RequestLimits> {
  /** Where copies are kept: a folder of the host that is this user's own. */
  readonly stateFolder: string;
  /** How long a copy is used without asking the server. */
  readonly freshFor?: number;
  /** How long a copy stands in for a server that cannot be reached. Kiro fetches its registry every 24 hours. */
  readonly keptFor?: number;
  readonly now?: () => number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Fetches documents over https and keeps copies. It fails closed: a server that cannot be reached is covered by a copy
 * for a day and by nothing after that.
 */
export function httpsPolicyFetch(options: PolicyFetchOptions): PolicyFetch {
  const { freshFor = 5 * minute, keptFor = day, now = Date.now } = options;
  const { timeout = 10_000, mostBytes = 5_000_000, mostRedirects = 3, ca } = options;
  const limits: RequestLimits = { timeout, mostBytes, mostRedirects, ...(ca !== undefined && { ca }) };
  const cache = fileDocumentCache(options.stateFolder);

  async function fetch(
    address: string,
    { signal, force, json = true }: FetchOptions = {},
  ): Promise<FetchedDocument> {
    const kept = await cache.read(address);
    if (kept && !force && isWithin(kept, freshFor, now())) return { kind: "document", ...copyOf(kept) };
    const etag = kept?.etag === undefined ? {} : { etag: kept.etag };
    const answer = await requestDocument(address, limits, { ...etag, ...(signal && { signal }) });
    const problem = problemOf(answer, address, json);
    if (problem !== undefined) return fallback(kept, problem);
    const asOf = now();
    const current = answer.kind === "document" ? { ...answer, asOf } : kept && { ...kept, asOf };
    if (!current) return { kind: "unavailable", reason: "the server confirmed a copy that is not there" };
    await cache.keep(address, current);
    return { kind: "document", ...copyOf(current) };
  }

  function fallback(kept: KeptDocument | undefined, problem: string): FetchedDocument {
    if (!kept) return { kind: "unavailable", reason: problem };
    if (isWithin(kept, keptFor, now())) return { kind: "document", ...copyOf(kept), keptBecause: problem };
    const since = new Date(kept.asOf).toISOString();
    return { kind: "unavailable", reason: `${problem}; the copy of ${since} is too old to count` };
  }

  return { fetch };
}

/** A copy of the future is of a clock that was put back: its age is not known. */
function isWithin({ asOf }: KeptDocument, span: number, now: number): boolean {
  return asOf <= now && now - asOf < span;
}

function copyOf({ bytes, asOf }: KeptDocument): { bytes: Uint8Array; asOf: number } {
  return { bytes, asOf };
}

function problemOf(answer: Answer, address: string, json: boolean): string | undefined {
  if (answer.kind === "failed") return answer.reason;
  if (answer.kind === "unchanged" || !json || isJson(answer.bytes)) return undefined;
  const type = answer.contentType.replace(/[^\w/+.-].*$/s, "").slice(0, 60);
  return `${new URL(address).host} answered with something that is no JSON (${type}): the page of a sign-in or a proxy?`;
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}
