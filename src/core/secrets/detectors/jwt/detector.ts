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

function assess({ value }: Match): Assessment | undefined {
  const [head, body, signature] = value.split(".");
  const header = parsePart(head);
  const payload = parsePart(body);
  if (header === undefined) {
    return payload === undefined
      ? undefined
      : { confidence: "medium", reason: "its payload is that of a signed token, its header is damaged" };
  }
  if (!("alg" in header) && !("enc" in header) && !("typ" in header)) return undefined;
  const data = dataOf(header, payload);
  if (signature === undefined || signature === "")
    return { confidence: "low", reason: "it is not signed", data };
  if (signature.length < 16 && !("enc" in header)) {
    return { confidence: "medium", reason: "its header decodes, its signature is too short", data };
  }
  const role = payload?.["role"];
  if (role === "anon")
    return { confidence: "medium", reason: "its role is the anonymous one, which is often public", data };
  if (payload === undefined && !("enc" in header))
    return { confidence: "medium", reason: "its header decodes, its payload does not", data };
  const ends = data["expires"] === undefined ? ", and it names no end" : "";
  return { confidence: "high", reason: `its header and payload decode${ends}`, data };
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
