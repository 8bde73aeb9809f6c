import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { addressesIn } from "../../../src/adapters/node/posture/collect/network/hostsFile.ts";
import { readMacProxy } from "../../../src/adapters/node/posture/collect/network/collectProxy.ts";
import { isProxied } from "../../../src/adapters/node/posture/collect/network/proxy.ts";
import { reachHost } from "../../../src/adapters/node/posture/collect/network/reachHost.ts";
import { reachHosts } from "../../../src/adapters/node/posture/collect/network/reachHosts.ts";
import {
  resolveHosts,
  type NameService,
} from "../../../src/adapters/node/posture/collect/network/resolveHosts.ts";
import { selfSignedCertificate } from "../../support/selfSignedCertificate.ts";
import { output, reasonOf, valueOf } from "./collectFixture.ts";

const host = "q.us-east-1.amazonaws.com";
const signal = new AbortController().signal;

suite("names", () => {
  const fail = (code: string) => async (): Promise<never> => {
    throw Object.assign(new Error(code), { code });
  };
  const names: NameService = {
    lookup: async () => ["10.1.2.3", "10.1.2.3"],
    resolve4: async () => ["52.1.1.1"],
    resolve6: fail("ENODATA"),
    servers: ["10.0.0.2"],
  };
  const resolve = (service: NameService) => resolveHosts([host, host], service, () => false, "/none");

  test("by the system and by DNS, which may differ", async () => {
    const fact = await resolve(names);
    assert.deepEqual(valueOf(fact), [
      { host, byLookup: ["10.1.2.3"], byDns: ["52.1.1.1"], isProxied: false },
    ]);
  });

  test("no such name is an answer, a silent server is none", async () => {
    const nothing = { ...names, resolve4: fail("ENOTFOUND"), resolve6: fail("ENOTFOUND") };
    assert.deepEqual(valueOf(await resolve(nothing))[0]?.byDns, []);
    const silent = { ...names, resolve4: fail("ETIMEOUT"), resolve6: fail("ETIMEOUT") };
    assert.equal(valueOf(await resolve(silent))[0]?.byDns, undefined);
    assert.match(reasonOf(await resolve({ ...silent, lookup: fail("EAI_AGAIN") })), /offline/);
  });

  test("hosts file and proxies", () => {
    assert.deepEqual(addressesIn(output("hosts.txt"), host), ["10.1.2.3"]);
    assert.deepEqual(addressesIn(output("hosts.txt"), "note"), []);
    const by = (environment: Record<string, string>) => isProxied(host, { environment });
    assert.equal(by({}), false);
    assert.equal(by({ HTTPS_PROXY: "http://proxy:8080" }), true);
    assert.equal(by({ HTTP_PROXY: "http://proxy:8080" }), false);
    assert.equal(by({ https_proxy: "http://proxy", no_proxy: "localhost, .amazonaws.com:443" }), false);
    assert.equal(by({ https_proxy: "http://proxy", no_proxy: "xamazonaws.com" }), true);
    assert.equal(by({ https_proxy: "http://proxy", NO_PROXY: "*" }), false);
    assert.equal(isProxied(host, { environment: {}, editor: "http://proxy" }), true);
    const system = readMacProxy(output("scutil-proxy.txt"));
    assert.equal(isProxied(host, { environment: {}, ...(system && { system }) }), false);
    assert.equal(isProxied("app.kiro.dev", { environment: {}, ...(system && { system }) }), true);
    assert.equal(readMacProxy("<dictionary> {\n  HTTPEnable : 0\n}"), undefined);
  });
});

suite("reaching hosts", () => {
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  teardown(async () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    if (!server?.listening) return;
    server.close();
    await once(server, "close");
  });
  const listen = async (started: Server): Promise<number> => {
    server = started;
    started.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
    });
    started.listen(0, "127.0.0.1");
    await once(started, "listening");
    const address = started.address();
    assert.ok(typeof address === "object" && address !== null);
    return address.port;
  };
  const reach = (port: number, more: { timeoutMs?: number; ca?: string } = {}) =>
    reachHost(host, { port, address: "127.0.0.1", signal, ...more });

  test("a genuine certificate: issuer, names, end; nothing is sent", async () => {
    const certificate = selfSignedCertificate({ host });
    const heard: Buffer[] = [];
    const tls = createTlsServer(certificate, (socket) => {
      socket.on("data", (chunk) => heard.push(chunk));
      socket.on("error", () => undefined);
    });
    tls.on("tlsClientError", () => undefined);
    const port = await listen(tls);
    const trusted = await reach(port, { ca: certificate.cert });
    assert.deepEqual(
      [trusted.outcome, trusted.isTrusted, trusted.issuer, trusted.names],
      ["tls", true, host, [host]],
    );
    assert.ok((trusted.expiresAt ?? 0) > Date.now());
    const distrusted = await reach(port);
    assert.deepEqual([distrusted.outcome, distrusted.isTrusted], ["tls", false]);
    assert.equal(Buffer.concat(heard).length, 0);
  });

  test("another's certificate and plain text are pages", async () => {
    const other = selfSignedCertificate({ host: "block.example" });
    const tls = createTlsServer(other, (socket) => socket.on("error", () => undefined));
    const foreign = await reach(await listen(tls), { ca: other.cert });
    assert.deepEqual([foreign.outcome, foreign.isTrusted], ["page", false]);
    server?.close();
    const plain = createServer((socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\nblocked"));
    assert.equal((await reach(await listen(plain))).outcome, "page");
  });

  test("closed, silent, hanging up, unknown", async () => {
    const silent = createServer(() => undefined);
    const port = await listen(silent);
    assert.equal((await reach(port, { timeoutMs: 200 })).outcome, "timeout");
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, "close");
    assert.equal((await reach(port)).outcome, "refused");
    const rude = createServer((socket) => socket.destroy());
    assert.equal((await reach(await listen(rude))).outcome, "tls-refused");
  });

  test("a signal ends it; behind a proxy nothing is known; many at once keep their order", async () => {
    const port = await listen(createServer(() => undefined));
    const cancel = new AbortController();
    const running = reachHost(host, { port, address: "127.0.0.1", signal: cancel.signal });
    cancel.abort(new Error("enough"));
    await assert.rejects(running, /enough/);
    const answer = async (name: string) => ({ host: name, outcome: "refused" as const });
    const many = Array.from({ length: 30 }, (_, index) => `h${index}`);
    assert.deepEqual(
      valueOf(await reachHosts([...many, "h0"], () => false, answer)).map((one) => one.host),
      many,
    );
    assert.match(reasonOf(await reachHosts(many, (name) => name === "h3", answer)), /explicit proxy.*h3/);
  });
});
