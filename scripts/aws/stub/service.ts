/** Who calls and where, as the signature's credential scope says. Signatures are not verified. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** A request that was read completely. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  /** What stands behind the `?`. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly caller: Caller;
}

/** The answer; a stream of chunks stays open until it ends or the client goes. */
export interface StubReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array>;
}

/** One AWS service of the endpoint. A new service is one more file that makes one of these. */
export interface StubService {
  readonly name: string;
  /** The operation that a request names, or undefined when it is for another service. */
  operationOf(request: StubRequest): string | undefined;
  handle(operation: string, request: StubRequest): Promise<StubReply>;
  /** An error in the protocol of the service. */
  refuse(error: AwsFault): StubReply;
  /** Answers a control path of its own below `/_stub/`, which is no part of AWS. */
  control?(request: StubRequest): StubReply | undefined;
  /** Forgets everything. */
  reset(): void;
}

/** An error that AWS would answer. The message may be shown in tests: no value belongs in it. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Keeps one state per Region, as AWS does. */
export function perRegion<S>(make: () => S): { of(caller: Caller): S; reset(): void } {
  const states = new Map<string, S>();
  return {
    of({ region }) {
      const state = states.get(region) ?? make();
      states.set(region, state);
      return state;
    },
    reset: () => states.clear(),
  };
}

/** @throws AwsFault when the request is not signed */
export function requireSigned({ caller }: StubRequest): void {
  if (caller.accessKeyId !== "") return;
  throw new AwsFault("MissingAuthenticationTokenException", "Request is missing Authentication Token");
}
