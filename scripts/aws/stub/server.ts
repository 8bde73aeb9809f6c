import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { accessAnalyzer } from "./accessAnalyzer.ts";
import { athena } from "./athena.ts";
import { cloudTrail } from "./cloudTrail.ts";
import { createFaults, errorOf, type Fault, type Faults } from "./faults.ts";
import { iam } from "./iam.ts";
import { lake } from "./lake.ts";
import { logs } from "./logs.ts";
import { parameterStore } from "./parameterStore.ts";
import { secretsManager } from "./secretsManager.ts";
import { AwsFault, type Caller, type StubReply, type StubRequest, type StubService } from "./service.ts";
import { sso } from "./sso.ts";
import { sts } from "./sts.ts";

/** A running stub. It holds values in memory only and writes no log. */
export interface Stub {
  readonly url: string;
  readonly faults: Faults;
  /** Names of the operations called so far, oldest first. */
  readonly operations: readonly string[];
  /** Forgets secrets, faults and calls. */
  reset(): void;
  stop(): Promise<void>;
}

/** Services of the stub, in the order in which they are asked whether a request is theirs. */
function defaultServices(): readonly StubService[] {
  return [
    secretsManager(),
    parameterStore(),
    iam(),
    sts(),
    sso(),
    accessAnalyzer(),
    logs(),
    athena(),
    lake(),
    cloudTrail(),
  ];
}

const largestBody = 1_048_576;
const account = "123456789012";

/** Starts the stub on 127.0.0.1; port 0 takes a free one. */
export async function startStub(
  port = 0,
  services: readonly StubService[] = defaultServices(),
): Promise<Stub> {
  const faults = createFaults();
  const operations: string[] = [];
  const reset = (): void => {
    faults.clear();
    operations.length = 0;
    for (const service of services) service.reset();
  };
  const server = createServer((request, response) => {
    answer(request, response, { services, faults, operations, reset }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    faults,
    operations,
    reset,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Parts {
  readonly services: readonly StubService[];
  readonly faults: Faults;
  readonly operations: string[];
  readonly reset: () => void;
}

async function answer(incoming: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  // A page in a browser can reach loopback: under another host name (rebinding), or with its origin.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(incoming.headers.host ?? "") || incoming.headers.origin) {
    return await send(response, plain(403, "This endpoint answers programs on this machine only."));
  }
  const body = await readBody(incoming);
  if (body === undefined) return await send(response, plain(413, "The request is too large."));
  const request = toRequest(incoming, body);
  if (request.path.startsWith("/_stub/")) return await send(response, control(request, parts));
  for (const service of parts.services) {
    const operation = service.operationOf(request);
    if (operation === undefined) continue;
    parts.operations.push(operation);
    return await play(service, operation, request, response, parts.faults);
  }
  await send(response, plain(404, "The stub has no service for this request."));
}

async function play(
  service: StubService,
  operation: string,
  request: StubRequest,
  response: ServerResponse,
  faults: Faults,
): Promise<void> {
  const fault = faults.take(operation);
  if (fault?.kind === "drop") return void response.socket?.destroy();
  if (fault?.kind === "stall") return;
  if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 100));
  const reply = await run(service, operation, request, fault);
  if (fault?.kind === "drop-after") return void response.socket?.destroy();
  await send(response, reply);
}

async function run(
  service: StubService,
  operation: string,
  request: StubRequest,
  fault: Fault | undefined,
): Promise<StubReply> {
  try {
    const error = fault && errorOf(fault, service.name, operation);
    if (error) throw error;
    return await service.handle(operation, request);
  } catch (error) {
    if (error instanceof AwsFault) return service.refuse(error);
    return service.refuse(new AwsFault("InternalFailure", "The stub failed.", 500));
  }
}

/** `POST /_stub/faults` with one fault as JSON, `DELETE /_stub/faults`, `POST /_stub/reset`, `GET /_stub/operations`. */
function control(request: StubRequest, { services, faults, operations, reset }: Parts): StubReply {
  for (const service of services) {
    const reply = service.control?.(request);
    if (reply) return reply;
  }
  switch (`${request.method} ${request.path}`) {
    case "POST /_stub/faults":
      faults.add(JSON.parse(request.body) as Fault);
      return plain(204, "");
    case "DELETE /_stub/faults":
      faults.clear();
      return plain(204, "");
    case "POST /_stub/reset":
      reset();
      return plain(204, "");
    case "GET /_stub/operations":
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(operations),
      };
    default:
      return plain(404, "Unknown control path.");
  }
}

function toRequest(incoming: IncomingMessage, body: string): StubRequest {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : value,
    ]),
  );
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://127.0.0.1");
  return {
    method: incoming.method ?? "GET",
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    body,
    caller: callerOf(headers["authorization"]),
  };
}

/** `Credential=ID/DATE/REGION/SERVICE/aws4_request` of the Authorization header; an empty id means unsigned. */
function callerOf(authorization: string | undefined): Caller {
  const found = /Credential=([\w-]+)\/\d{8}\/([\w-]+)\//.exec(authorization ?? "");
  return { account, accessKeyId: found?.[1] ?? "", region: found?.[2] ?? "us-east-1" };
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks).toString("utf8");
}

function plain(status: number, body: string): StubReply {
  return { status, headers: { "content-type": "text/plain" }, body };
}

async function send(response: ServerResponse, { status, headers, body }: StubReply): Promise<void> {
  response.writeHead(status, headers);
  if (typeof body === "string") {
    response.end(body);
    return;
  }
  for await (const chunk of body) {
    if (response.destroyed) return;
    response.write(chunk);
  }
  response.end();
}
