import { AwsFault } from "./service.ts";

/** A failure to play. Applies to the operation named, or to every one. */
export interface Fault {
  readonly kind: "deny" | "throttle" | "expire" | "error" | "drop" | "drop-after" | "delay" | "stall";
  /** Such as `CreateSecret`; absent: any. */
  readonly operation?: string;
  /** How often; absent: until cleared. */
  readonly times?: number;
  /** For `delay`, ms. */
  readonly ms?: number;
  /** For `error`. */
  readonly code?: string;
  readonly message?: string;
  readonly status?: number;
}

/** Faults to come. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault for this operation, counted down. */
  take(operation: string): Fault | undefined;
}

/** An empty list. */
export function createFaults(): Faults {
  let pending: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => pending.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => (pending = []),
    take(operation) {
      const found = pending.find(
        ({ fault }) => fault.operation === undefined || fault.operation === operation,
      );
      if (!found) return undefined;
      found.left -= 1;
      pending = pending.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}

/** What stands before the colon in actions of a service, where it is not Secrets Manager. */
const actionPrefixes: Readonly<Record<string, string>> = {
  SSM: "ssm",
  STS: "sts",
  IAM: "iam",
  CloudTrail: "cloudtrail",
  "CloudWatch Logs": "logs",
  Athena: "athena",
};

/** The AWS error that a fault stands for, or undefined for the kinds that break the connection. */
export function errorOf(fault: Fault, service: string, operation: string): AwsFault | undefined {
  // The Query protocol has error names of its own.
  const speaksQuery = service === "STS" || service === "IAM";
  switch (fault.kind) {
    case "deny": {
      const who = "arn:aws:sts::123456789012:assumed-role/picket-demo/picket";
      const action = `${actionPrefixes[service] ?? "secretsmanager"}:${operation}`;
      const text = `User: ${who} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
      return speaksQuery
        ? new AwsFault("AccessDenied", text, 403)
        : new AwsFault("AccessDeniedException", text);
    }
    case "throttle":
      return new AwsFault(speaksQuery ? "Throttling" : "ThrottlingException", "Rate exceeded");
    case "expire": {
      const text = "The security token included in the request is expired";
      return speaksQuery
        ? new AwsFault("ExpiredToken", text, 403)
        : new AwsFault("ExpiredTokenException", text);
    }
    case "error":
      return new AwsFault(fault.code ?? "InternalFailure", fault.message ?? "", fault.status ?? 400);
    case "drop":
    case "drop-after":
    case "delay":
    case "stall":
      break;
  }
  return undefined;
}
