import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent, type AgentOptions } from "node:https";
import { AccessAnalyzerClient } from "@aws-sdk/client-accessanalyzer";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { StoreError } from "../../core/fixes/storeError.ts";
import type { AwsSelection } from "../../core/ports.ts";
import { parseEndpoint, refusePlainHttp, refuseUnknownHost } from "./endpoint.ts";
import { type AwsFacts, isRegion, readFacts } from "./facts.ts";

/** Bounds of one SDK call. Times in ms. */
export interface CallLimits {
  readonly connectMs: number;
  /** One attempt, from the request to the end of the answer's head. */
  readonly requestMs: number;
  /** All attempts of a call, credentials included. */
  readonly deadlineMs: number;
  readonly maxAttempts: number;
}

/** Patient enough for SSO and a slow proxy, short enough for a person who waits. */
export const defaultLimits: CallLimits = {
  connectMs: 5_000,
  requestMs: 15_000,
  deadlineMs: 45_000,
  maxAttempts: 4,
};

/** The SDK's clients for one selection and Region, with the facts they were built from. */
export interface AwsClients {
  readonly facts: AwsFacts & { readonly region: string };
  readonly secretsManager: SecretsManagerClient;
  readonly parameters: SSMClient;
  readonly sts: STSClient;
  readonly accessAnalyzer: AccessAnalyzerClient;
  destroy(): void;
}

/** Called with each request before it is sent; throws to stop it. */
type Gate = (request: unknown) => void;

/** What every client of the SDK is built with. */
export interface ClientBase {
  readonly facts: AwsFacts & { readonly region: string };
  /** For the constructor of a client; the agents are this base's own. */
  readonly configuration: ReturnType<typeof configurationOf>;
  /** Puts the checks of every request into a client. @returns the same client */
  readonly guarded: <T extends Guarded>(client: T) => T;
}

/** What the extension and its checks allow of a client. */
export interface ClientRules {
  readonly limits: CallLimits;
  readonly environment: NodeJS.ProcessEnv;
  readonly knownHostsOnly: boolean;
}

/**
 * Reads what clients need. Makes no network call; credentials are looked up at the first one and are not kept beyond the
 * clients.
 * @throws StoreError `invalid` for the endpoint or the Region, `signed-out` for a profile that no file has
 */
export async function clientBase(selection: AwsSelection, rules: ClientRules): Promise<ClientBase> {
  const endpoint = parseEndpoint(selection.endpoint);
  const facts = await readFacts(selection, rules.environment);
  const { region } = facts;
  checkProfile(facts);
  if (region === undefined) throw new StoreError("invalid", noRegion(facts));
  if (!isRegion(region)) {
    throw new StoreError(
      "invalid",
      `${JSON.stringify(region)} is not the name of an AWS Region. Choose another.`,
    );
  }
  const gate: Gate = (request) => {
    refusePlainHttp(request);
    if (rules.knownHostsOnly) refuseUnknownHost(request, endpoint);
  };
  return {
    facts: { ...facts, region },
    configuration: configurationOf({ ...facts, region }, rules, endpoint),
    guarded(client) {
      guard(client, gate);
      return client;
    },
  };
}

function configurationOf(
  facts: AwsFacts & { readonly region: string },
  { limits, environment }: ClientRules,
  endpoint: URL | undefined,
) {
  return {
    region: facts.region,
    requestHandler: {
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent(httpsOptions(environment)),
      connectionTimeout: limits.connectMs,
      requestTimeout: limits.requestMs,
      socketTimeout: limits.requestMs,
      throwOnRequestTimeout: true,
    },
    maxAttempts: limits.maxAttempts,
    retryMode: "standard",
    credentials: credentials(facts),
    logger: silent,
    // By this the activity view tells Picket's own calls from those of others.
    customUserAgent: "picket/sdk",
    ...(endpoint ? { endpoint: endpoint.href } : {}),
  };
}

/** Builds the clients, as `clientBase` says. */
export async function createClients(selection: AwsSelection, rules: ClientRules): Promise<AwsClients> {
  const { facts, configuration, guarded } = await clientBase(selection, rules);
  const clients = {
    secretsManager: guarded(new SecretsManagerClient(configuration)),
    parameters: guarded(new SSMClient(configuration)),
    sts: guarded(new STSClient(configuration)),
    accessAnalyzer: guarded(new AccessAnalyzerClient(configuration)),
  };
  return {
    facts,
    ...clients,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** Why there is no Region and where to set one. */
export function noRegion({ profile }: Pick<AwsFacts, "profile">): string {
  const whose = profile === undefined ? "" : ` for profile ${JSON.stringify(profile)}`;
  return `No AWS Region is set${whose}. Choose one (setting picket.aws.region), or set it in the profile or in AWS_REGION.`;
}

function checkProfile({ profile, profileKnown }: AwsFacts): void {
  if (profileKnown) return;
  throw new StoreError(
    "signed-out",
    `There is no AWS profile ${JSON.stringify(profile)} in ~/.aws/config or ~/.aws/credentials. Choose another.`,
  );
}

/**
 * A named profile is resolved from the files alone: the whole chain would go on to the machine's own role when the
 * profile gives nothing, and store the secret as somebody else.
 */
function credentials(facts: AwsFacts): ReturnType<typeof fromNodeProviderChain> {
  // No Region here: it would win over the profile's sso_region. Roles take the Region of the calling client.
  const common = { ignoreCache: true, clientConfig: { logger: silent }, logger: silent };
  return facts.profile === undefined
    ? fromNodeProviderChain({ ...common, timeout: 1_000, maxRetries: 0 })
    : fromIni({ ...common, profile: facts.profile });
}

/**
 * Node's agents take the proxy variables themselves from 24.5 on; inside the editor the host replaces the agent by its
 * own, which follows the setting `http.proxy`. AWS_CA_BUNDLE is left to NODE_EXTRA_CA_CERTS and the host.
 */
function httpsOptions(environment: NodeJS.ProcessEnv): AgentOptions {
  const options: AgentOptions & { proxyEnv: NodeJS.ProcessEnv } = { keepAlive: true, proxyEnv: environment };
  return options;
}

/** Parameters of calls hold secrets: the SDK gets no logger that writes. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

interface Guarded {
  readonly middlewareStack: {
    add(
      middleware: <Input, Output>(next: (args: Input) => Promise<Output>) => (args: Input) => Promise<Output>,
      options: { step: "build"; name: string },
    ): void;
  };
}

function guard(client: Guarded, gate: Gate): void {
  client.middlewareStack.add(
    (next) => (args) => {
      if (typeof args === "object" && args !== null && "request" in args) gate(args.request);
      return next(args);
    },
    { step: "build", name: "picketGate" },
  );
}
