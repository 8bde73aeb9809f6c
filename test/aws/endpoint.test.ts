import assert from "node:assert/strict";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import { isLoopback, parseEndpoint, refuseUnknownHost } from "../../src/adapters/aws/endpoint.ts";
import { StoreError } from "../../src/core/fixes/storeError.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";
import { refused } from "./support/leaks.ts";
import { newSecret, randomValue } from "./support/target.ts";

suite("the endpoint setting", () => {
  for (const good of [
    "http://127.0.0.1:4566",
    "http://localhost:5000/",
    "http://LOCALHOST:1",
    "http://127.8.9.1",
    "http://[::1]:4566",
    "https://vpce-0123.secretsmanager.eu-west-1.vpce.amazonaws.com",
  ]) {
    test(`takes ${good}`, () => {
      assert.equal(parseEndpoint(good)?.href, new URL(good).href);
    });
  }

  for (const bad of [
    "http://example.com",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://0.0.0.0:4566",
    "http://[::ffff:10.0.0.1]/",
    "http://10.0.0.1",
    "http://169.254.169.254",
    "https://user:pass@example.com",
    "http://user@127.0.0.1",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "127.0.0.1:4566",
    "not a url",
  ]) {
    test(`refuses ${bad}`, () => {
      assert.throws(
        () => parseEndpoint(bad),
        (error) =>
          error instanceof StoreError && error.code === "invalid" && !error.message.includes("pass@"),
      );
    });
  }

  test("is AWS when it is empty", () => {
    assert.equal(parseEndpoint(undefined), undefined);
    assert.equal(parseEndpoint(""), undefined);
  });

  test("knows this machine by address, not by a name that resolves to it", () => {
    assert.ok(isLoopback("127.255.0.1"));
    assert.ok(!isLoopback("localtest.me"));
    assert.ok(!isLoopback("1270.0.0.1"));
  });
});

suite("an endpoint that would send secrets in clear", () => {
  let aws: IsolatedAws;
  setup(async () => {
    aws = await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1" });
  });
  teardown(() => aws.restore());

  for (const kind of ["secrets-manager", "parameter-store"] as const) {
    test(`from the setting: ${kind} refuses it`, async () => {
      const value = randomValue();
      const store = createAwsAccess({ endpoint: "http://192.0.2.1" }).store(kind);
      await refused(
        store.create(newSecret(kind === "parameter-store" ? "/a" : "a", value)),
        "invalid",
        value,
      );
    });

    test(`from AWS_ENDPOINT_URL: ${kind} refuses it before the network`, async () => {
      process.env["AWS_ENDPOINT_URL"] = "http://192.0.2.1";
      const value = randomValue();
      const store = createAwsAccess({}, { limits: { maxAttempts: 1 } }).store(kind);
      const call = store.create(newSecret(kind === "parameter-store" ? "/a" : "a", value));
      assert.match((await refused(call, "invalid", value)).message, /AWS_ENDPOINT_URL/);
    });
  }

  for (const kind of ["secrets-manager", "parameter-store"] as const) {
    test(`at a host that no setting names: ${kind} refuses it before the network when told so`, async () => {
      process.env["AWS_ENDPOINT_URL"] = "https://collector.invalid";
      const value = randomValue();
      const options = { limits: { maxAttempts: 1 }, knownHostsOnly: true };
      const call = createAwsAccess({}, options)
        .store(kind)
        .create(newSecret(kind === "parameter-store" ? "/a" : "a", value));
      assert.match((await refused(call, "invalid", value)).message, /collector\.invalid, which is not AWS/);
    });
  }

  test("is told from AWS, this machine and the chosen one", () => {
    const chosen = new URL("https://proxy.example");
    const passes = (hostname: string): void => refuseUnknownHost({ hostname }, chosen);
    for (const host of [
      "secretsmanager.eu-west-1.amazonaws.com",
      "ssm.cn-north-1.amazonaws.com.cn",
      "vpce-1.secretsmanager.eu-west-1.vpce.amazonaws.com",
      "secretsmanager.us-east-1.api.aws",
      "127.0.0.1",
      "proxy.example",
    ])
      passes(host);
    for (const host of ["amazonaws.com.example", "notamazonaws.com", "example.com"]) {
      assert.throws(() => passes(host), /which is not AWS/);
    }
  });

  test("from a profile: refused", async () => {
    await aws.config("[profile odd]\nendpoint_url = http://192.0.2.1\n");
    await aws.credentials("[odd]\naws_access_key_id = picket-test\naws_secret_access_key = picket-test\n");
    process.env["AWS_PROFILE"] = "odd";
    const identity = await createAwsAccess({}, { limits: { maxAttempts: 1 } }).identity();
    assert.equal(identity.state, "unreachable");
    assert.match(identity.reason, /plain http to 192\.0\.2\.1/);
  });
});
