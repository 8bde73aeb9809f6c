import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate that vouches for itself, made for one test run, with its private key; both PEM. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

const day = 24 * 60 * 60 * 1000;

/** An ECDSA P-256 certificate for a host name and, as every loopback server needs it, for 127.0.0.1 unless left out. */
export function selfSignedCertificate({
  host = "localhost",
  loopback = true,
  expires = Date.now() + day,
}: { host?: string; loopback?: boolean; expires?: number } = {}): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid("2a8648ce3d040302"));
  const name = sequence(set(sequence(oid("550403"), node(0x0c, Buffer.from(host)))));
  const names = [
    node(0x82, Buffer.from(host)),
    ...(loopback ? [node(0x87, Buffer.from([127, 0, 0, 1]))] : []),
  ];
  const extensions = sequence(
    extension("551d13", sequence(node(0x01, Buffer.from([0xff])))),
    extension("551d11", sequence(...names)),
  );
  const body = sequence(
    node(0xa0, node(0x02, Buffer.from([2]))),
    node(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(Math.min(Date.now(), expires) - day), time(expires)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    node(0xa3, extensions),
  );
  const signature = node(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]));
  const der = sequence(body, algorithm, signature).toString("base64").replace(/.{64}/g, "$&\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function node(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

function sequence(...items: readonly Buffer[]): Buffer {
  return node(0x30, Buffer.concat(items));
}

function set(item: Buffer): Buffer {
  return node(0x31, item);
}

function oid(hex: string): Buffer {
  return node(0x06, Buffer.from(hex, "hex"));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), node(0x04, value));
}

/** GeneralizedTime. */
function time(at: number): Buffer {
  const text = `${new Date(at).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
  return node(0x18, Buffer.from(text));
}
