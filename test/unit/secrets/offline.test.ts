import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/model/finding.ts";
import { base62, crc32 } from "../../../src/core/secrets/checks/crc32.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("offline");

async function one(text: string, rule: string, now?: number): Promise<Finding> {
  const findings = await scan(text, { path: "", ...(now !== undefined && { now }) });
  const found = findings.find(({ ruleId }) => ruleId === `secrets/${rule}`);
  assert.ok(found, `${rule} is not found`);
  return found;
}

/** The value with its last character changed to another of its kind. */
function spoiled(value: string): string {
  return value.slice(0, -1) + (value.endsWith("1") ? "2" : "1");
}

const bytes = (sum: number): string =>
  String.fromCharCode(sum & 255, (sum >>> 8) & 255, (sum >>> 16) & 255, sum >>> 24);
const hex = (sum: number): string => sum.toString(16).padStart(8, "0");

/** Tokens that end in a checksum, by rule, made as their issuers make them. */
const made: Readonly<Record<string, () => string>> = {
  "github-token": () => {
    const body = random("base62", 30);
    return `ghs_${body}${base62(crc32(body), 6)}`;
  },
  "npm-token": () => {
    const body = random("base62", 30);
    return `npm_${body}${base62(crc32(body), 6)}`;
  },
  "grafana-token": () => {
    const body = `glsa_${random("base62", 32)}`;
    const sum = [...bytes(crc32(body))]
      .map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"))
      .join("");
    return `${body}_${sum}`;
  },
  "zuplo-key": () => {
    const body = random("alnum", 32);
    return `zpka_${body}_${hex(crc32(body))}`;
  },
  "gitlab-token": () => {
    const payload = btoa(`${random("base62", 16)}o:1\nu:2x\x08`).replaceAll("=", "");
    const head = `glpat-${payload}.01.${payload.length.toString(36).padStart(2, "0")}`;
    return head + crc32(head).toString(36).padStart(7, "0");
  },
};

/** Checksums that only prove: a token without one is judged as before. */
const proving: Readonly<Record<string, () => string>> = {
  "vercel-token": () => {
    const body = random("base62", 50);
    return `vcp_${body}${base62(crc32(body), 6)}`;
  },
  "canva-client-secret": () => {
    const body = `cnvca${random("base62", 43)}`;
    return body + hex(crc32(body));
  },
  "confluent-cloud-secret": () => {
    const body = random("base64", 54);
    return `cflt${body}${btoa(bytes(crc32(body))).slice(0, 6)}`;
  },
  "apify-token": () => {
    const body = `apify_api_${random("base62", 30)}`;
    const sum = base62(crc32(body), 6).replace(/[A-Za-z]/g, (unit) =>
      unit === unit.toLowerCase() ? unit.toUpperCase() : unit.toLowerCase(),
    );
    return body + sum;
  },
};

suite("checksums", () => {
  test("the sum itself is the one of ISO 3309", () => {
    assert.equal(hex(crc32("123456789")), "cbf43926");
    assert.equal(base62(crc32("123456789"), 6), "3jZRME");
  });

  for (const [rule, make] of Object.entries(made)) {
    test(`of ${rule}: an error when it is valid, else a warning that says so`, async () => {
      const value = make();
      const sure = await one(value, rule);
      assert.equal(sure.severity, "error");
      assert.match(sure.message, /its checksum is valid/);
      const unsure = await one(spoiled(value), rule);
      assert.equal(unsure.severity, "warning");
      assert.match(unsure.message, /its checksum is not valid/);
    });
  }

  for (const [rule, make] of Object.entries(proving)) {
    test(`of ${rule}: said when it is valid`, async () => {
      const value = make();
      assert.match((await one(value, rule)).message, /its checksum is valid/);
      assert.doesNotMatch((await one(spoiled(value), rule)).message, /checksum/);
    });
  }
});

suite("structures", () => {
  const macaroon = (location: string): string => {
    const id = random("hex", 36);
    const packed = `\x02\x01${String.fromCharCode(location.length)}${location}\x02\x24${id}\0\0\x06 ${random("base62", 32)}`;
    return `pypi-${btoa(packed).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  };

  test("a token of PyPI names its index", async () => {
    const real = await one(macaroon("pypi.org"), "pypi-token");
    assert.equal(real.severity, "error");
    assert.match(real.message, /macaroon of pypi\.org/);
    assert.equal((await one(macaroon("test.pypi.org"), "pypi-token")).severity, "warning");
  });

  test("a long-term key of Bedrock names its account", async () => {
    const account = random("digits", 12);
    const key = `ABSK${btoa(`BedrockAPIKey-${random("alnum", 4)}-at-${account}:${random("base64", 60)}`)}`;
    const found = await one(`key=${key}`, "aws-bedrock-api-key");
    assert.equal(found.data["account"], account);
    assert.match(found.message, new RegExp(`account ${account}`));
  });
});

suite("the end of a JSON Web Token", () => {
  const part = (value: object): string => btoa(JSON.stringify(value)).replaceAll("=", "");
  const token = (payload: object): string =>
    `${part({ alg: "HS256", typ: "JWT" })}.${part(payload)}.${random("base64url", 43)}`;
  const end = Date.UTC(2023, 3, 1, 12);
  const day = 86_400_000;

  test("makes it information once it is over", async () => {
    const value = token({ sub: "deploy", exp: end / 1000 });
    const over = await one(value, "jwt", end + day);
    assert.equal(over.severity, "info");
    assert.match(over.message, /but it expired on 2023-04-01/);
    assert.equal(over.data["expires"], end / 1000);
    const named = await scan(`access_token = "${value}"`, { path: "", now: end + day });
    assert.deepEqual(
      named.map(({ ruleId, severity }) => `${ruleId} ${severity}`),
      ["secrets/jwt info"],
    );
    const open = await one(value, "jwt", end - day);
    assert.equal(open.severity, "error");
    assert.match(open.message, /and it is valid until 2023-04-01/);
  });

  test("is said to be missing, and nonsense is no date", async () => {
    assert.match((await one(token({ sub: "deploy" }), "jwt")).message, /it names no end/);
    for (const exp of [-5, 1e300, "soon", null]) {
      const found = await one(token({ sub: "deploy", exp }), "jwt");
      assert.equal(found.severity, "error");
    }
  });
});

suite("accounts beside credentials", () => {
  test("are named, related, and make the credential sure", async () => {
    const sid = `AC${random("hex", 32)}`;
    const text = `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=${random("hex", 32)}\n`;
    const found = await one(text, "twilio-auth-token");
    assert.equal(found.severity, "error");
    assert.equal(found.data["account"], sid);
    assert.match(found.message, new RegExp(`it belongs to the account ${sid}`));
    assert.deepEqual(
      found.related.map(({ span }) => text.slice(span.start, span.end)),
      [sid],
    );
  });

  test("of storage and of service accounts", async () => {
    const key = `${random("base64", 86)}==`;
    const storage = await one(
      `DefaultEndpointsProtocol=https;AccountName=picturesofcats;AccountKey=${key};EndpointSuffix=core.windows.net`,
      "azure-storage-key",
    );
    assert.equal(storage.data["account"], "picturesofcats");
    const pem = `-----BEGIN PRIVATE KEY-----\\n${random("base64", 64)}\\n${random("base64", 64)}\\n-----END PRIVATE KEY-----\\n`;
    const email = "deploy@project-1.iam.gserviceaccount.com";
    const service = await one(
      `{"type": "service_account", "private_key": "${pem}", "client_email": "${email}"}`,
      "google-service-account-key",
    );
    assert.equal(service.data["account"], email);
  });

  test("are left alone when they stand far away", async () => {
    const text = `AC${random("hex", 32)}\n${"a line\n".repeat(200)}TWILIO_AUTH_TOKEN=${random("hex", 32)}\n`;
    const found = await one(text, "twilio-auth-token");
    assert.equal(found.data["account"], undefined);
    assert.deepEqual(found.related, []);
  });
});

suite("halves of credentials", () => {
  test("of any provider point at each other", async () => {
    const text = `access_key_id=LTAI5t${random("base62", 18)}\nALIBABA_ACCESS_KEY_SECRET=${random("base62", 30)}\n`;
    const id = await one(text, "alibaba-access-key-id");
    const secret = await one(text, "alibaba-secret-key");
    assert.deepEqual(
      id.related.map(({ span }) => span),
      [secret.span],
    );
    assert.deepEqual(
      secret.related.map(({ span }) => span),
      [id.span],
    );
    assert.equal(secret.severity, "error");
    assert.match(secret.message, /its access key id stands beside it/);
  });

  test("the account stands in the message of an AWS secret, and its session token is tied to the id", async () => {
    const id = `ASIAQ${random("base32", 15)}`;
    const text = `aws_access_key_id=${id}\naws_secret_access_key=${random("base64", 40)}\naws_session_token=IQoJb3JpZ2lu${random("base64", 200)}\n`;
    const key = await one(text, "aws-access-key-id");
    assert.equal(key.related.length, 2);
    const secret = await one(text, "aws-secret-access-key");
    assert.match(secret.message, /of account \d{12}/);
    const session = await one(text, "aws-session-token");
    assert.equal(session.data["account"], key.data["account"]);
  });
});
