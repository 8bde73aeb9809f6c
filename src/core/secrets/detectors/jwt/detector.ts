import { decodeBase64 } from "../../checks/base64.ts";
import type { FindingData } from "../../../model/finding.ts";
import type { Assessment, Detector, Match } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";

/** Longest part that is decoded; longer ones are judged by their header alone. */
const maxPart = 8192;

function parsePart(part: string | undefined): Record<string, unknown> | undefined {
  if (part === undefined || part.length > maxPart) return undefined;
  const decoded = decodeBase64(part);
  if (decoded === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(decoded);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What may be told of a token: its algorithm, and when it ends, in seconds since epoch as the token states it. */
function dataOf(header: Record<string, unknown>, payload: Record<string, unknown> | undefined): FindingData {
  const data: Record<string, string | number> = {};
  if (typeof header["alg"] === "string" && /^[A-Za-z0-9-]{1,24}$/.test(header["alg"]))
    data["algorithm"] = header["alg"];
  if (typeof payload?.["exp"] === "number") data["expires"] = payload["exp"];
  return data;
}

/** `2023-04-01`, or undefined for what is no date of a token. */
function dayOf(seconds: unknown): string | undefined {
  if (typeof seconds !== "number" || !(seconds > 0 && seconds < 1e11)) return undefined;
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** What the parts behind the header say: how sure it is that the token opens something. */
function assessBody(
  header: Record<string, unknown>,
  payload: Record<string, unknown> | undefined,
  signature: string | undefined,
): Assessment {
  if (signature === undefined || signature === "") return { confidence: "low", reason: "it is not signed" };
  const sealed = "enc" in header;
  if (signature.length < 16 && !sealed)
    return { confidence: "medium", reason: "its header decodes, its signature is too short" };
  if (payload?.["role"] === "anon")
    return { confidence: "medium", reason: "its role is the anonymous one, which is often public" };
  if (payload === undefined && !sealed)
    return { confidence: "medium", reason: "its header decodes, its payload does not" };
  return { confidence: "high", reason: "its header and payload decode" };
}

/** When it ends, as the end of a sentence. */
function endOf(payload: Record<string, unknown> | undefined, now: number): { says: string; over: boolean } {
  const day = dayOf(payload?.["exp"]);
  if (day === undefined) return { says: payload === undefined ? "" : ", and it names no end", over: false };
  const over = Number(payload?.["exp"]) * 1000 < now;
  return { says: over ? `, but it expired on ${day}` : `, and it is valid until ${day}`, over };
}

function assess({ value, now }: Match): Assessment | undefined {
  const [head, body, signature] = value.split(".");
  const header = parsePart(head);
  const payload = parsePart(body);
  if (header === undefined) {
    return payload === undefined
      ? undefined
      : { confidence: "medium", reason: "its payload is that of a signed token, its header is damaged" };
  }
  if (!("alg" in header) && !("enc" in header) && !("typ" in header)) return undefined;
  const { confidence, reason = "" } = assessBody(header, payload, signature);
  const { says, over } = endOf(payload, now);
  const data = dataOf(header, payload);
  if (over) return { confidence: "low", reason: reason + says, data, settled: true };
  return { confidence, reason: reason + says, data };
}

/** JSON Web Tokens (RFC 7519): three parts of base64url, the first two JSON objects. Also five parts (RFC 7516). */
export const jwtDetectors: readonly Detector[] = [
  {
    id: "jwt",
    title: "JSON Web Token",
    keywords: ["eyj", "ewog"],
    pattern: tokenPattern(
      "e(?:yJ|wog)[A-Za-z0-9_-]{14,4000}\\.(?:e(?:yJ|wog)[A-Za-z0-9_-]{6,8000}|[A-Za-z0-9_-]{0,800}\\.[A-Za-z0-9_-]{8,100}\\.[A-Za-z0-9_-]{8,8000})\\.[A-Za-z0-9_-]{0,2000}={0,2}",
      "A-Za-z0-9_-",
    ),
    reach: { before: 16, after: 15000 },
    confidence: "high",
    check: assess,
  },
];
