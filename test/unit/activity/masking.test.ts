import assert from "node:assert/strict";
import fc from "fast-check";
import { mask, maskRecord } from "../../../src/core/activity/masking/maskRecord.ts";

const seed = 20_261_122;
/** Values that no detector knows by itself, and that are no word. */
const value = (at: number): string => `vq${at}Zt7mKw${at}pLx`;
const request = (requestParameters: unknown): unknown =>
  (maskRecord({ eventName: "X", requestParameters }) as { requestParameters: unknown }).requestParameters;
/** Tokens in their providers' formats, built here so that no file holds one. */
const githubToken = ["gh", "p_"].join("") + "Ab3dE5gH1jK".repeat(4).slice(0, 36);
const sessionToken = ["IQoJb3", "JpZ2lu"].join("") + "X2VjEGYaCXVzLWVhc3Qt".repeat(6);
const secretKey = ["wJalr", "XUtnFEMI/K7MDENG/bPxRfiCYq8v4T2kLs"].join("");
const privateKey = `-----BEGIN ${"RSA PRIVATE"} KEY-----\n${"MIIEowIBAAKCAQEA7".repeat(12)}\n-----END ${"RSA PRIVATE"} KEY-----\n`;

suite("a record that is shown", () => {
  test("loses secrets that are named so, in any case and depth, and keeps its shape", () => {
    assert.deepEqual(
      request({
        masterUserPassword: value(1),
        nested: [{ ClientSecret: value(2), deeper: { auth_token: value(3) } }],
        secretString: JSON.stringify({ user: "u", port: 5432 }),
        passwords: [value(4), value(5)],
        pin: 12,
        password: 12_345_678,
      }),
      {
        masterUserPassword: mask,
        nested: [{ ClientSecret: mask, deeper: { auth_token: mask } }],
        secretString: mask,
        passwords: [mask, mask],
        pin: 12,
        password: mask,
      },
    );
  });

  test("keeps what an investigation needs: ids of keys and secrets, names, page tokens, flags", () => {
    const accessKeyId = ["ASIA", "Y34FZKBOKMUTVV7A"].join("");
    const kept = {
      accessKeyId,
      secretId: "prod/db",
      keyId: "alias/app",
      key: "folder/object.json",
      nextToken: "page-2",
      clientToken: "5dd59182-3917-421c-9b2c-7c92954b66ee",
      secrets: [{ name: "DB", valueFrom: "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf" }],
      credentials: "arn:aws:iam::111122223333:role/Gateway",
      passwordResetRequired: true,
      minimumPasswordLength: 14,
      policyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    };
    assert.deepEqual(request(kept), kept);
    assert.deepEqual(
      maskRecord({
        eventName: "AssumeRole",
        userIdentity: { type: "AssumedRole", accessKeyId },
        responseElements: {
          credentials: { accessKeyId, sessionToken, secretAccessKey: secretKey, expiration: "Nov 22, 2026" },
        },
      }),
      {
        eventName: "AssumeRole",
        userIdentity: { type: "AssumedRole", accessKeyId },
        responseElements: {
          credentials: {
            accessKeyId,
            sessionToken: mask,
            secretAccessKey: mask,
            expiration: "Nov 22, 2026",
          },
        },
      },
    );
  });

  test("loses what starts and configures machines: user data, commands, variables of environments", () => {
    assert.deepEqual(
      request({
        userData: "IyEvYmluL2Jhc2g=",
        attribute: { userData: { value: "IyEvYmluL2Jhc2g=" } },
        parameters: { commands: ["echo 1"], workingDirectory: ["/tmp"] },
        environment: { variables: { STAGE: "prod", DB: "x" }, type: "LINUX" },
        containerDefinitions: [{ name: "web", environment: [{ name: "A", value: "b" }] }],
        stackParameters: [
          { parameterKey: "DbPassword", parameterValue: "short" },
          { parameterKey: "Size", parameterValue: "large" },
        ],
        parameter: { name: "/app/a", type: "SecureString", value: "b" },
      }),
      {
        userData: mask,
        attribute: { userData: { value: mask } },
        parameters: { commands: [mask], workingDirectory: ["/tmp"] },
        environment: { variables: { STAGE: mask, DB: mask }, type: "LINUX" },
        containerDefinitions: [{ name: "web", environment: [{ name: "A", value: mask }] }],
        stackParameters: [
          { parameterKey: "DbPassword", parameterValue: mask },
          { parameterKey: "Size", parameterValue: "large" },
        ],
        parameter: { name: "/app/a", type: "SecureString", value: mask },
      },
    );
  });

  test("loses secrets that the detectors know by their shape, wherever they stand, also as a name", () => {
    for (const secret of [githubToken, sessionToken, privateKey]) {
      const masked = JSON.stringify(
        maskRecord({
          eventName: "X",
          userAgent: `agent ${secret}`,
          errorMessage: `not allowed: ${secret}`,
          userIdentity: { arn: `arn:aws:sts::111122223333:assumed-role/R/${secret}` },
          requestParameters: { tags: { [secret]: "x" }, description: `a ${secret} b` },
        }),
      );
      assert.ok(!masked.includes(JSON.stringify(secret).slice(1, 40)), masked);
      assert.ok(masked.includes("not allowed: ***"));
    }
  });

  test("loses them in JSON inside of a text, also as addresses encode it", () => {
    const inner = JSON.stringify({ user: "admin", password: value(1) });
    const shown = JSON.stringify({ user: "admin", password: mask });
    assert.deepEqual(
      request({ body: inner, twice: JSON.stringify({ body: inner }), encoded: encodeURIComponent(inner) }),
      { body: shown, twice: JSON.stringify({ body: shown }), encoded: encodeURIComponent(shown) },
    );
    const pretty = '{ "a": [1, 2] }';
    assert.deepEqual(request({ pretty }), { pretty }, "text without a secret stays as it is written");
  });

  test("loses signatures and logins of addresses, and keeps where they lead", () => {
    const signature = "0123456789abcdef".repeat(4);
    assert.deepEqual(
      request({
        url: `https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIDEXAMPLE%2Fs3&X-Amz-Expires=300&X-Amz-Signature=${signature}`,
        source: `https://user:${value(1)}@git.example/repo.git?ref=main`,
      }),
      {
        url: `https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIDEXAMPLE%2Fs3&X-Amz-Expires=300&X-Amz-Signature=${mask}`,
        source: `https://user:${mask}@git.example/repo.git?ref=main`,
      },
    );
  });

  test("hides a value that another member repeats, but lets nobody hide who did what", () => {
    const masked = maskRecord({
      eventName: "DeleteTrail",
      eventSource: "cloudtrail.amazonaws.com",
      requestParameters: { password: "DeleteTrail", token: value(1) },
      errorMessage: `cannot log in with ${value(1)}`,
    });
    assert.deepEqual(masked, {
      eventName: "DeleteTrail",
      eventSource: "cloudtrail.amazonaws.com",
      requestParameters: { password: mask, token: mask },
      errorMessage: `cannot log in with ${mask}`,
    });
  });

  test("of any shape, depth and size is masked, once as well as twice", () => {
    const names = fc.oneof(
      fc.constantFrom(
        "password",
        "environment",
        "variables",
        "name",
        "value",
        "__proto__",
        "userData",
        "url",
      ),
      fc.string({ maxLength: 8 }),
    );
    const leaf = fc.oneof(
      fc.constantFrom(githubToken, `x ${sessionToken}`, value(1), "https://u:w0rd@h/?sig=abc", "a=b", mask),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(names, tie("tree"), { maxKeys: 4 }),
        tie("tree").map((value) => JSON.stringify(value)),
      ),
    }));
    fc.assert(
      fc.property(tree, (record) => {
        const once = maskRecord(record);
        assert.deepEqual(maskRecord(once), once);
        for (const secret of [githubToken, sessionToken]) assert.ok(!JSON.stringify(once).includes(secret));
      }),
      { seed, numRuns: 500 },
    );
  });

  test("a record of hostile depth or number of values costs no more than another one", () => {
    let deep: unknown = value(1);
    for (let depth = 0; depth < 5000; depth++) deep = depth % 2 === 0 ? [deep] : { deep };
    const masked = maskRecord({ eventName: "X", requestParameters: deep, list: Array(50_000).fill("a") });
    const text = JSON.stringify(masked);
    assert.ok(!text.includes(value(1)));
    assert.ok(text.startsWith('{"eventName":"X"'));
    const polluted: unknown = JSON.parse('{"__proto__":{"password":"abc"},"constructor":1}');
    assert.equal(JSON.stringify(maskRecord(polluted)), '{"__proto__":{"password":"***"},"constructor":1}');
  });
});
