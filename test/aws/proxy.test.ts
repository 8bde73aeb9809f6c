import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";
import { refused } from "./support/leaks.ts";
import { newSecret, randomValue } from "./support/target.ts";

suite("a proxy in the environment", () => {
  let proxy: Server;
  let aws: IsolatedAws;
  const asked: string[] = [];

  suiteSetup(async () => {
    proxy = createServer();
    proxy.on("connect", ({ url }: { url?: string }, socket: Socket) => {
      asked.push(url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    aws = await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1", HTTPS_PROXY: `http://127.0.0.1:${port}` });
  });
  suiteTeardown(async () => {
    await aws.restore();
    await new Promise((resolve) => proxy.close(resolve));
  });

  for (const [kind, host] of [
    ["secrets-manager", "secretsmanager.eu-west-1.amazonaws.com:443"],
    ["parameter-store", "ssm.eu-west-1.amazonaws.com:443"],
  ] as const) {
    test(`is asked for ${host}, and sees no value`, async () => {
      asked.length = 0;
      const access = createAwsAccess({}, { limits: { maxAttempts: 1 } });
      const value = randomValue();
      const secret = newSecret(kind === "parameter-store" ? "/a" : "a", value);
      const error = await refused(access.store(kind).create(secret), "network", value);
      assert.match(error.message, /proxy/);
      assert.deepEqual(asked, [host]);
      access.dispose();
    });
  }
});
