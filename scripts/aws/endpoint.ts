import { findMoto, startMoto } from "./moto.ts";
import { startStub } from "./stub/server.ts";

/** A running AWS endpoint on loopback. */
export interface AwsEndpoint {
  readonly url: string;
  readonly kind: "moto" | "stub";
  /** Why it is the stub although moto was preferred. */
  readonly reason?: string;
  stop(): Promise<void>;
}

/** Credentials and Region that both endpoints accept; they open nothing elsewhere. */
export const endpointEnvironment: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: "picket-demo",
  AWS_SECRET_ACCESS_KEY: "picket-demo",
  AWS_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
};

/**
 * Starts moto when it is preferred and can be had, else the project's own stub. Both listen on 127.0.0.1 only and end
 * with this process.
 * @param options `port` 0 or absent takes a free one
 */
export async function startAwsEndpoint(options: {
  prefer: "moto" | "stub";
  port?: number;
}): Promise<AwsEndpoint> {
  let reason: string | undefined;
  if (options.prefer === "moto") {
    const moto = findMoto();
    if ("command" in moto) {
      const server = await startMoto(moto.command, options.port);
      return { url: server.url, kind: "moto", stop: () => server.stop() };
    }
    reason = moto.reason;
  }
  const stub = await startStub(options.port);
  return {
    url: stub.url,
    kind: "stub",
    stop: () => stub.stop(),
    ...(reason === undefined ? {} : { reason }),
  };
}
