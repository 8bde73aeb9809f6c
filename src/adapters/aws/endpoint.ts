import { StoreError } from "../../core/fixes/storeError.ts";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name is this machine itself. Names that only resolve to it do not count: DNS may say otherwise later. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname);
}

/**
 * The endpoint setting as a URL, or undefined when it is empty. `https` may go anywhere (the setting is the machine's
 * own), `http` only to this machine: a secret never crosses a network in clear.
 * @throws StoreError `invalid`
 */
export function parseEndpoint(endpoint: string | undefined): URL | undefined {
  if (!endpoint) return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const advice = "Correct the setting picket.aws.endpoint, or empty it to use AWS.";
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new StoreError("invalid", `The AWS endpoint setting is not an http or https URL. ${advice}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new StoreError("invalid", `The AWS endpoint setting holds a user name or password. ${advice}`);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new StoreError("invalid", plainHttp(url.hostname, advice));
  }
  return url;
}

/**
 * The last gate before the network, for endpoints that the SDK takes from the environment or from a profile.
 * @throws StoreError `invalid` when a request would leave this machine in clear
 */
export function refusePlainHttp(request: unknown): void {
  if (typeof request !== "object" || request === null) return;
  const { protocol, hostname } = request as { protocol?: unknown; hostname?: unknown };
  if (protocol === "http:" && typeof hostname === "string" && !isLoopback(hostname)) {
    const advice = "Look for endpoint_url in ~/.aws/config and AWS_ENDPOINT_URL in the environment.";
    throw new StoreError("invalid", plainHttp(hostname, advice));
  }
}

/** Domains of AWS's own services in all its partitions, VPC endpoints included. */
const awsHost =
  /(^|\.)(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.(com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/i;

/**
 * Keeps calls from a host that nobody chose in the settings. The SDK also takes endpoints from the environment, and the
 * environment of an editor may come from a container that a repository describes.
 * @param chosen the endpoint setting
 * @throws StoreError `invalid` when a request would go to another host than AWS, this machine or `chosen`
 */
export function refuseUnknownHost(request: unknown, chosen: URL | undefined): void {
  if (typeof request !== "object" || request === null) return;
  const { hostname } = request as { hostname?: unknown };
  if (typeof hostname !== "string" || isLoopback(hostname) || awsHost.test(hostname)) return;
  if (hostname.toLowerCase() === chosen?.hostname) return;
  throw new StoreError(
    "invalid",
    `The environment or ~/.aws/config sends AWS calls to ${hostname}, which is not AWS. If that is meant, set picket.aws.endpoint; else look for AWS_ENDPOINT_URL and endpoint_url.`,
  );
}

function plainHttp(hostname: string, advice: string): string {
  return `The AWS endpoint uses plain http to ${hostname}. Only this machine (127.0.0.1, localhost) may use http. ${advice}`;
}
