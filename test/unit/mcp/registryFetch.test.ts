import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { httpsPolicyFetch, type PolicyFetchOptions } from "../../../src/adapters/node/mcpRegistryFetch.ts";
import { readAddress, readRedirect } from "../../../src/adapters/node/mcpRegistryAddress.ts";
import type { FetchOptions } from "../../../src/core/ports.ts";
import { selfSignedCertificate } from "../../support/selfSignedCertificate.ts";
import { startRegistryServer, type RegistryServer } from "./registryServer.ts";

const hour = 3_600_000;
const body = '{"servers":[]}';

suite("fetching a policy over https", () => {
  let server: RegistryServer;
  let folder: string;
  let clock: number;
  setup(async () => {
    server = await startRegistryServer();
    folder = mkdtempSync(join(tmpdir(), "picket-registry-"));
    clock = Date.UTC(2026, 5, 1);
  });
  teardown(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const options = (): PolicyFetchOptions => ({
    stateFolder: folder,
    now: () => clock,
    ca: server.certificate.cert,
  });
  const get = (path = "/r.json", more: FetchOptions = {}, limits: Partial<PolicyFetchOptions> = {}) =>
    httpsPolicyFetch({ ...options(), ...limits }).fetch(
      path.startsWith("/") ? `${server.origin}${path}` : path,
      more,
    );
  const reasonOf = async (...args: Parameters<typeof get>) => {
    const fetched = await get(...args);
    assert.equal(fetched.kind, "unavailable");
    return fetched.reason;
  };
  const textOf = async (...args: Parameters<typeof get>) => {
    const fetched = await get(...args);
    assert.ok(fetched.kind === "document", JSON.stringify(fetched));
    return Buffer.from(fetched.bytes).toString();
  };
  const host = () => new URL(server.origin).host;

  test("takes JSON of whatever content type", async () => {
    server.answer((_, response) => response.setHeader("content-type", "text/plain").end(body));
    assert.equal(await textOf(), body);
  });

  test("refuses what is no JSON, and says what it looks like", async () => {
    server.answer((_, response) => response.setHeader("content-type", "text/html; x=y").end("<html>"));
    assert.equal(
      await reasonOf(),
      `${host()} answered with something that is no JSON (text/html): the page of a sign-in or a proxy?`,
    );
    assert.equal(await textOf("/r.json.sig", { json: false }), "<html>");
  });

  test("asks again with the etag, and keeps the copy that is confirmed", async () => {
    const seen: (string | undefined)[] = [];
    server.answer((request, response) => {
      seen.push(request.headers["if-none-match"]);
      if (seen.length === 1) response.setHeader("etag", '"v1"').end(body);
      else response.writeHead(304).end();
    });
    await get();
    clock += hour;
    const fetched = await get();
    assert.ok(fetched.kind === "document");
    assert.deepEqual(
      [Buffer.from(fetched.bytes).toString(), fetched.asOf, fetched.keptBecause],
      [body, clock, undefined],
    );
    assert.deepEqual(seen, [undefined, '"v1"']);
  });

  test("uses a copy of a moment ago without asking, unless it is forced to", async () => {
    server.answer((_, response) => response.end(body));
    await get();
    await get();
    assert.equal(server.paths.length, 1);
    await get("/r.json", { force: true });
    assert.equal(server.paths.length, 2);
  });

  test("covers a server that fails with a copy for a day, then fails closed", async () => {
    server.answer((_, response) => response.end(body));
    await get();
    server.answer((_, response) => response.writeHead(503).end());
    clock += 23 * hour;
    const fetched = await get();
    assert.ok(fetched.kind === "document");
    assert.equal(fetched.keptBecause, `${host()} answered with status 503`);
    assert.equal(fetched.asOf, clock - 23 * hour);
    clock += hour;
    assert.equal(
      await reasonOf(),
      `${host()} answered with status 503; the copy of 2026-06-01T00:00:00.000Z is too old to count`,
    );
  });

  test("a copy of the future does not count", async () => {
    server.answer((_, response) => response.end(body));
    await get();
    server.answer((_, response) => response.writeHead(500).end());
    clock -= hour;
    assert.match(await reasonOf(), /too old to count/);
  });

  test("a page in the policy's place does not replace the copy", async () => {
    server.answer((_, response) => response.end(body));
    await get();
    server.answer((_, response) => response.end("<html>"));
    clock += hour;
    assert.equal(await textOf(), body);
  });

  test("a damaged copy, or one of another address, is none", async () => {
    server.answer((_, response) => response.end(body));
    await get("/a.json");
    const [name] = readdirSync(folder);
    assert.ok(name);
    const path = join(folder, name);
    const kept = readFileSync(path, "utf8");
    assert.ok(!kept.includes("a.json"));
    server.answer((_, response) => response.writeHead(404).end());
    for (const text of [
      kept.slice(0, -5),
      kept.replace(/"addressHash":"../, '"addressHash":"zz'),
      "null",
      "[]",
    ]) {
      writeFileSync(path, text);
      assert.equal(await reasonOf("/a.json"), `${host()} answered with status 404`);
    }
  });

  test("a folder that cannot be written is no obstacle", async () => {
    server.answer((_, response) => response.end(body));
    writeFileSync(join(folder, "file"), "");
    assert.equal(await textOf("/r.json", {}, { stateFolder: join(folder, "file", "sub") }), body);
  });

  test("follows three redirects on the same host", async () => {
    server.answer((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < 3) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end(body);
    });
    assert.equal(await textOf("/0"), body);
    assert.deepEqual(server.paths, ["/0", "/1", "/2", "/3"]);
  });

  test("refuses a fourth redirect", async () => {
    server.answer((_, response) => response.writeHead(307, { location: "/again" }).end());
    assert.equal(await reasonOf(), `${host()} sent us on more than 3 times`);
    assert.equal(server.paths.length, 4);
  });

  const redirects: readonly (readonly [string | undefined, RegExp])[] = [
    ["http://127.0.0.1/x", /to an address that is not https$/],
    [
      "https://elsewhere.example/x?token=hush",
      /to another host, elsewhere\.example; name that one in the settings/,
    ],
    ["https://", /sent us on to nowhere$/],
    [undefined, /sent us on to nowhere$/],
    ["file:///etc/passwd", /not https$/],
  ];
  for (const [location, reason] of redirects) {
    test(`refuses a redirect to ${location ?? "nowhere"}`, async () => {
      server.answer((_, response) =>
        response.writeHead(301, location === undefined ? {} : { location }).end(),
      );
      const said = await reasonOf();
      assert.match(said, reason);
      assert.ok(!said.includes("hush"));
      assert.equal(server.paths.length, 1);
    });
  }

  test("bounds the size that is announced and the size that comes", async () => {
    const limits = { mostBytes: 1000 };
    server.answer((_, response) => response.setHeader("content-length", 1001).end("x".repeat(1001)));
    assert.match(await reasonOf("/r.json", {}, limits), /is larger than 0\.001 MB$/);
    server.answer((_, response) => {
      response.write("x".repeat(600));
      response.end("x".repeat(600));
    });
    assert.match(await reasonOf("/r.json", {}, limits), /is larger than 0\.001 MB$/);
    server.answer((_, response) => response.end(`${body}${" ".repeat(1000 - body.length)}`));
    assert.equal((await textOf("/r.json", {}, limits)).length, 1000);
  });

  test("bounds the time of an answer that never comes, or never ends", async () => {
    const limits = { timeout: 200 };
    server.answer(() => undefined);
    assert.equal(await reasonOf("/r.json", {}, limits), `${host()} did not answer within 0.2 seconds`);
    server.answer((_, response) => response.write("{"));
    assert.equal(await reasonOf("/r.json", {}, limits), `${host()} did not answer within 0.2 seconds`);
  });

  test("is cancelled by its signal, before and during the request", async () => {
    assert.equal(
      await reasonOf("/r.json", { signal: AbortSignal.abort() }),
      `the request to ${host()} was cancelled`,
    );
    const controller = new AbortController();
    server.answer((_, response) => {
      response.write("{");
      controller.abort();
    });
    const signal = controller.signal;
    assert.equal(await reasonOf("/r.json", { signal }), `the request to ${host()} was cancelled`);
  });

  test("an answer that breaks off is none", async () => {
    server.answer((_, response) => {
      response.setHeader("content-length", 100);
      response.write("{", () => response.destroy());
    });
    assert.match(await reasonOf(), /closed the connection before the answer was whole \(ECONNRESET\)$/);
  });

  test("a compressed answer is refused", async () => {
    server.answer((_, response) => response.setHeader("content-encoding", "gzip").end("x"));
    assert.match(await reasonOf(), /in an encoding that was not asked for$/);
  });

  test("explains a certificate that is not trusted", async () => {
    server.answer((_, response) => response.end(body));
    const other = selfSignedCertificate().cert;
    assert.match(
      await reasonOf("/r.json", {}, { ca: other }),
      /its certificate is self-signed, and this machine does not trust it \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    );
    assert.equal(server.paths.length, 0);
  });

  const certificates = [
    [{ loopback: false }, /its certificate is for another host/],
    [{ expires: Date.UTC(2020, 0, 1) }, /its certificate has expired/],
  ] as const;
  for (const [settings, reason] of certificates) {
    test(`explains: ${reason.source}`, async () => {
      const odd = await startRegistryServer(selfSignedCertificate(settings));
      try {
        assert.match(await reasonOf(`${odd.origin}/r.json`, {}, { ca: odd.certificate.cert }), reason);
      } finally {
        await odd.close();
      }
    });
  }

  test("explains a server that is not there, and one that speaks no TLS", async () => {
    const plain = createServer((socket) =>
      socket
        .on("error", () => undefined)
        .resume()
        .end("HTTP/1.1 200 OK\r\n\r\n"),
    ).listen(0, "127.0.0.1");
    await once(plain, "listening");
    const address = plain.address();
    assert.ok(address !== null && typeof address === "object");
    const place = `https://127.0.0.1:${address.port}/r.json`;
    assert.match(await reasonOf(place), /does not speak TLS/);
    plain.close();
    await once(plain, "close");
    assert.match(await reasonOf(place), /refused the connection \(ECONNREFUSED\)$/);
  });

  test("takes no address that is not https or holds a credential", async () => {
    for (const address of ["http://127.0.0.1/r", "https://u:p@127.0.0.1/r", "ftp://x/", "nonsense", ""])
      assert.equal((await httpsPolicyFetch(options()).fetch(address)).kind, "unavailable", address);
    assert.deepEqual(server.paths, []);
  });
});

suite("addresses of policies", () => {
  test("a redirect with a credential is refused", () => {
    const from = new URL("https://a.example/x");
    assert.ok("reason" in readRedirect(from, "https://u:p@a.example/y"));
    const next = readRedirect(from, "../y?z");
    assert.equal("url" in next && next.url.href, "https://a.example/y?z");
  });

  test("reasons never hold the address", () => {
    for (const address of ["http://a.example/?token=hush", "https://u:hush@a.example/", "hush"]) {
      const read = readAddress(address);
      assert.ok("reason" in read && !read.reason.includes("hush"), address);
    }
  });
});
