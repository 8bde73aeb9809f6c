import { foundSecrets } from "./foundSecrets.ts";
import { maskAddresses } from "./maskAddress.ts";
import { isValueMember, namesSecret, placeOf, type Place } from "./secretMembers.ts";

/** What stands in the place of a secret. Always the same, so that it does not tell the length. */
export const mask = "***";

/** Deeper, and beyond so many values or characters, nothing is shown: nobody reads that, and judging it takes long. */
const bounds = { depth: 40, values: 20_000, text: 1_048_576, embedded: 3 };

/** What a member that is named as a secret may say openly: where the secret is, or the role that is used. */
const plainArn = /^arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,20}:(?:\d{12})?:[\w+=,.@:/*-]{1,600}$/;

/** A value that is repeated elsewhere in the record is hidden there too, unless it is a word that texts hold by chance. */
const shortestEcho = 8;
const mostEchoes = 100;

/**
 * Members that say who did what, when and where. A secret is hidden in them by its own shape alone: otherwise who makes a
 * call could name its own event a password, and it would be hidden.
 */
const structure: ReadonlySet<string> = new Set([
  "eventVersion",
  "userIdentity",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "requestID",
  "eventID",
  "readOnly",
  "resources",
  "eventType",
  "apiVersion",
  "managementEvent",
  "recipientAccountId",
  "sharedEventID",
  "vpcEndpointId",
  "eventCategory",
  "tlsDetails",
]);

/**
 * A copy of a record that may be shown, copied and exported: passwords, tokens, keys, user data, variables of
 * environments and signatures of addresses have become `***`, by the names of members and by what the secrets detectors
 * see, in any depth, and in JSON inside of texts. The shape stays, as do ids of access keys. Masking twice is masking once.
 * @param record of any shape
 */
export function maskRecord(record: unknown): unknown {
  if (!isMap(record)) return maskPart(record);
  const about = maskPart(
    picked(record, (name) => structure.has(name)),
    "shape",
  );
  const content = maskPart(picked(record, (name) => !structure.has(name)));
  const parts: Readonly<Record<string, unknown>> = { ...asMap(about), ...asMap(content) };
  // Names may have been masked: those stand at the end.
  const names = new Set([
    ...Object.keys(record).filter((name) => Object.hasOwn(parts, name)),
    ...Object.keys(parts),
  ]);
  return Object.fromEntries([...names].map((name) => [name, parts[name]]));
}

function maskPart(value: unknown, by: "shape" | "context" = "context", embedded = 0): unknown {
  const walk = new Walk(embedded);
  const named = walk.masked(value, "open", 0);
  const secrets = new Set([...walk.values, ...foundSecrets(JSON.stringify(named) ?? "", by)]);
  return secrets.size === 0
    ? named
    : withoutSecrets(
        named,
        [...secrets].sort((a, b) => b.length - a.length),
      );
}

/** One way through a part of a record, masking by names. */
class Walk {
  /** Values that were masked, for their echoes. */
  readonly values = new Set<string>();
  readonly #embedded: number;
  #left = bounds.values;
  #text = bounds.text;

  constructor(embedded: number) {
    this.#embedded = embedded;
  }

  masked(value: unknown, place: Place, depth: number): unknown {
    if (--this.#left < 0 || depth > bounds.depth) return mask;
    if (typeof value === "string" || typeof value === "number") return this.#leaf(value, place);
    if (Array.isArray(value)) return value.map((item: unknown) => this.masked(item, place, depth + 1));
    return isMap(value) ? this.#map(value, place, depth) : (value ?? null);
  }

  #map(value: Readonly<Record<string, unknown>>, place: Place, depth: number): unknown {
    const isPair = namesSecret(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const isText = typeof item === "string" || typeof item === "number";
        const inner = isPair && isValueMember(name) ? "hidden" : placeOf(name, place, isText);
        return [name, this.masked(item, inner, depth + 1)];
      }),
    );
  }

  #leaf(value: string | number, place: Place): unknown {
    const text = String(value);
    if (text === "" || text === mask) return value;
    this.#text -= text.length;
    const isOpen = place === "open" || (place === "secret" && plainArn.test(text));
    if (!isOpen || this.#text < 0) {
      if (text.length >= shortestEcho && this.values.size < mostEchoes) this.values.add(text);
      return mask;
    }
    return typeof value === "string" ? maskAddresses(this.#withEmbedded(value), mask) : value;
  }

  /** JSON inside of a text, also as addresses encode it. */
  #withEmbedded(text: string): string {
    if (this.#embedded >= bounds.embedded) return text;
    const isEncoded = /^\s*%(?:7B|5B)/i.test(text);
    if (!isEncoded && !/^\s*[{[]/.test(text)) return text;
    try {
      const inner: unknown = JSON.parse(isEncoded ? decodeURIComponent(text) : text);
      const shown = JSON.stringify(maskPart(inner, "context", this.#embedded + 1));
      if (shown === JSON.stringify(inner)) return text;
      return isEncoded ? encodeURIComponent(shown) : shown;
    } catch {
      return text;
    }
  }
}

/** @param secrets longest first: one may be a part of another */
function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string")
    return secrets.reduce((text, secret) => text.replaceAll(secret, () => mask), value);
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item, secrets));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      String(withoutSecrets(name, secrets)),
      withoutSecrets(item, secrets),
    ]),
  );
}

function picked(
  record: Readonly<Record<string, unknown>>,
  isPicked: (name: string) => boolean,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isPicked(name)));
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
