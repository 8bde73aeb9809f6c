import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { selfSignedCertificate, type SelfSigned } from "../../support/selfSignedCertificate.ts";

/** A TLS server on the loopback interface that answers as the test says. */
export interface RegistryServer {
  /** `https://127.0.0.1:<port>` */
  readonly origin: string;
  readonly certificate: SelfSigned;
  /** Of each request in order: its path. */
  readonly paths: readonly string[];
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

export async function startRegistryServer(certificate = selfSignedCertificate()): Promise<RegistryServer> {
  const paths: string[] = [];
  let listener: RequestListener = (_, response) => response.writeHead(404).end();
  const server = createServer(certificate, (request: IncomingMessage, response: ServerResponse) => {
    paths.push(request.url ?? "");
    listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `https://127.0.0.1:${address.port}`,
    certificate,
    paths,
    answer: (next) => {
      listener = next;
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
