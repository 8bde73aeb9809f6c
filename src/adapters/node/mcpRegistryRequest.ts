import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { readAddress, readRedirect } from "./mcpRegistryAddress.ts";
import { requestReason } from "./mcpRegistryReason.ts";

/** What bounds a request. Times in ms, sizes in bytes. */
export interface RequestLimits {
  readonly timeout: number;
  readonly mostBytes: number;
  readonly mostRedirects: number;
  /** Authorities to trust instead of the machine's, as PEM. */
  readonly ca?: string;
}

/** An answer, or why there is none. */
export type Answer =
  | {
      readonly kind: "document";
      readonly bytes: Buffer;
      readonly etag?: string;
      readonly contentType: string;
    }
  /** The copy with the etag that was sent is still right. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "failed"; readonly reason: string };

/** Thrown inside a request for what is wrong with the answer; the message is the reason. */
class Refusal extends Error {}

/** One GET over https with its redirects. The whole of it ends within the time limit. Never rejects. */
export async function requestDocument(
  address: string,
  limits: RequestLimits,
  { etag, signal }: { readonly etag?: string; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const checked = readAddress(address);
  if ("reason" in checked) return { kind: "failed", reason: checked.reason };
  const { url } = checked;
  const time = AbortSignal.timeout(limits.timeout);
  const either = signal ? AbortSignal.any([signal, time]) : time;
  try {
    return await follow(url, limits, etag, either);
  } catch (error) {
    if (error instanceof Refusal) return { kind: "failed", reason: error.message };
    if (signal?.aborted) return { kind: "failed", reason: `the request to ${url.host} was cancelled` };
    if (time.aborted)
      return { kind: "failed", reason: `${url.host} did not answer within ${limits.timeout / 1000} seconds` };
    return { kind: "failed", reason: requestReason(url.host, error) };
  }
}

async function follow(
  first: URL,
  limits: RequestLimits,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  let url = first;
  for (let redirects = 0; redirects <= limits.mostRedirects; redirects++) {
    const response = await send(url, limits, etag, signal);
    const status = response.statusCode ?? 0;
    if (status === 304 && etag !== undefined) return discard(response, { kind: "unchanged" });
    if (status === 200) return await documentOf(response, url.host, limits);
    discard(response, undefined);
    if (![301, 302, 303, 307, 308].includes(status))
      throw new Refusal(`${url.host} answered with status ${status}`);
    const next = readRedirect(url, response.headers.location);
    if ("reason" in next) throw new Refusal(next.reason);
    url = next.url;
  }
  throw new Refusal(`${first.host} sent us on more than ${limits.mostRedirects} times`);
}

function send(
  url: URL,
  { ca }: RequestLimits,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = {
    accept: "application/json",
    "accept-encoding": "identity",
    connection: "close",
    "user-agent": "picket",
    ...(etag !== undefined && { "if-none-match": etag }),
  };
  return new Promise((resolve, reject) => {
    request(url, { headers, signal, ...(ca !== undefined && { ca }) }, resolve)
      .on("error", reject)
      .end();
  });
}

async function documentOf(response: IncomingMessage, host: string, limits: RequestLimits): Promise<Answer> {
  const encoding = response.headers["content-encoding"] ?? "identity";
  const tooLarge = `the answer of ${host} is larger than ${limits.mostBytes / 1_000_000} MB`;
  try {
    if (encoding !== "identity") throw new Refusal(`${host} answered in an encoding that was not asked for`);
    if (Number(response.headers["content-length"] ?? 0) > limits.mostBytes) throw new Refusal(tooLarge);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response) {
      const bytes: Buffer = chunk;
      size += bytes.length;
      if (size > limits.mostBytes) throw new Refusal(tooLarge);
      chunks.push(bytes);
    }
    const { etag } = response.headers;
    return {
      kind: "document",
      bytes: Buffer.concat(chunks),
      contentType: response.headers["content-type"] ?? "no type",
      ...(etag !== undefined && etag.length <= 512 && { etag }),
    };
  } finally {
    response.destroy();
  }
}

function discard<Result>(response: IncomingMessage, result: Result): Result {
  // An error after this is of an answer that nobody reads any more.
  response.on("error", () => undefined).destroy();
  return result;
}
