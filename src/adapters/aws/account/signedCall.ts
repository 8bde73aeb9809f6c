import { parseXML } from "@aws-sdk/xml-builder";
import { HttpRequest } from "@smithy/core/protocols";
import { SignatureV4 } from "@smithy/signature-v4";
import { StoreError } from "../../../core/fixes/storeError.ts";
import type { AwsSelection } from "../../../core/ports.ts";
import type { ClientRules } from "../clients.ts";
import { parseEndpoint, refusePlainHttp, refuseUnknownHost } from "../endpoint.ts";
import type { TrailClients } from "../trails/trailClients.ts";

/** One call of a service that Picket ships no client of: EC2's alone is larger than all of Picket's AWS code. */
export interface SignedCall {
  /** First part of the host, such as `ec2`. */
  readonly host: string;
  /** In the signature, when it differs from the host. */
  readonly signingName?: string;
  readonly body:
    | { readonly protocol: "json"; readonly target: string; readonly input: object }
    /** EC2's own protocol. */
    | { readonly protocol: "query"; readonly form: Readonly<Record<string, string>> };
}

/** Sends one call. @throws an error named as AWS names it, for `Caller` to judge */
export type SendSigned = (
  clients: TrailClients,
  call: SignedCall,
  options: { readonly abortSignal: AbortSignal },
) => Promise<unknown>;

/** The longest answer that is read, in bytes. */
const mostBytes = 20_000_000;

/** Sends calls with the credentials, the agents and the rules of the SDK's own clients. */
export function signedSender(selection: AwsSelection, rules: ClientRules): SendSigned {
  return async ({ cloudTrail, facts: { region } }, call, { abortSignal }) => {
    const { config } = cloudTrail;
    const url = endpointOf(call.host, region, selection, rules);
    const request = new HttpRequest({
      method: "POST",
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port !== "" && { port: Number(url.port) }),
      path: "/",
      ...contentOf(call, url.host),
    });
    refusePlainHttp(request);
    if (rules.knownHostsOnly) refuseUnknownHost(request, parseEndpoint(selection.endpoint));
    const signer = new SignatureV4({
      credentials: config.credentials,
      region,
      service: call.signingName ?? call.host,
      sha256: config.sha256,
    });
    const { response } = await config.requestHandler.handle(await signer.sign(request), { abortSignal });
    const text = await textOf(response.body);
    const answer = parse(call, text);
    if (response.statusCode >= 200 && response.statusCode < 300) return answer;
    throw refusalOf(answer, response.statusCode, response.headers);
  };
}

/** The endpoint that somebody chose, else AWS's own of the partition. */
function endpointOf(
  host: string,
  region: string,
  selection: AwsSelection,
  { environment }: ClientRules,
): URL {
  const chosen = parseEndpoint(selection.endpoint);
  if (chosen) return chosen;
  const ambient = environment["AWS_ENDPOINT_URL"];
  if (ambient && URL.canParse(ambient)) return new URL(ambient);
  return new URL(`https://${host}.${region}.${suffixOf(region)}`);
}

function suffixOf(region: string): string {
  if (region.startsWith("cn-")) return "amazonaws.com.cn";
  return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
}

function contentOf({ body }: SignedCall, host: string): { headers: Record<string, string>; body: string } {
  const common = { host, "user-agent": "picket/sdk" };
  return body.protocol === "json"
    ? {
        headers: { ...common, "content-type": "application/x-amz-json-1.1", "x-amz-target": body.target },
        body: JSON.stringify(body.input),
      }
    : {
        headers: { ...common, "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
        body: new URLSearchParams(body.form).toString(),
      };
}

async function textOf(body: unknown): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (isStream(body))
    for await (const chunk of body) {
      size += chunk.length;
      if (size > mostBytes) throw new StoreError("too-large", "AWS answered more than Picket reads.");
      chunks.push(chunk);
    }
  return Buffer.concat(chunks).toString("utf8");
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

function parse({ body }: SignedCall, text: string): unknown {
  try {
    const value: unknown = body.protocol === "json" ? JSON.parse(text) : parseXML(text);
    return value;
  } catch {
    // A proxy's page, say. The status decides.
    return undefined;
  }
}

/** An error as the SDK would throw it. */
function refusalOf(answer: unknown, status: number, headers: Readonly<Record<string, string>>): Error {
  const json = memberOf(answer, "__type") ?? headers["x-amzn-errortype"];
  const xml = memberOf(memberOf(memberOf(answer, "Response"), "Errors"), "Error");
  const name =
    typeof json === "string" ? (json.split("#").at(-1)?.split(":")[0] ?? "") : memberOf(xml, "Code");
  const told = memberOf(answer, "message") ?? memberOf(answer, "Message") ?? memberOf(xml, "Message");
  const error = new Error(typeof told === "string" ? told : "");
  error.name = typeof name === "string" && name !== "" ? name : "Error";
  return Object.assign(error, { $metadata: { httpStatusCode: status } });
}

/** A member of what may be no object. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** A text among the members. */
export function textMember(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" && member !== "" ? member : undefined;
}

/** A list of JSON, or the items of one of EC2's, of which a single one is no list. */
export function listMember(value: unknown, name: string): readonly unknown[] {
  const member = memberOf(value, name);
  if (Array.isArray(member)) return member;
  const items = memberOf(member, "item");
  return Array.isArray(items) ? items : items === undefined ? [] : [items];
}
