import { account } from "./call.ts";
import type { Random } from "./random.ts";

/** The role that the demo's day is about. */
export const agentRole = `arn:aws:iam::${account}:role/KiroAgent`;

/** Somebody who makes calls. */
export interface Caller {
  /** `userIdentity` of the records. */
  readonly identity: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly userAgent: string;
}

/** The agent's developer works on a laptop; the stranger's address belongs to nobody (RFC 5737, both). */
const laptop = "203.0.113.25";
export const strangersAddress = "198.51.100.77";

const javaScript =
  "aws-sdk-js/3.1169.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#22.21.0 api/client#3.1169.0 m/E,n";
const commandLine =
  "aws-cli/2.31.3 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7 md/installer#exe";

/** Time in CloudTrail's way. @param ms since epoch */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Made-up ids and sessions of everybody who calls, the same for the same random numbers. */
export class Cast {
  readonly #random: Random;
  readonly #agentId: string;
  readonly ana: Caller;
  readonly others: readonly Caller[];

  constructor(random: Random, startMs: number) {
    this.#random = random;
    this.#agentId = `AROA${random.id(17)}`;
    const role = (name: string, session: string, address: string, userAgent: string): Caller => ({
      identity: this.#session({ role: name, id: `AROA${random.id(17)}`, session, startMs }),
      address,
      userAgent,
    });
    this.ana = role(
      "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Developer_0f3b5c7d9e1a2b4c",
      "ana@example.com",
      laptop,
      commandLine,
    );
    this.others = [
      this.ana,
      role("DeployPipeline", "build-4182", "203.0.113.140", "Boto3/1.40.12 md/Botocore#1.40.12 os/linux#6.1"),
      role("service-role/orders-api-role", "orders-api", "203.0.113.61", javaScript),
      role("ObservabilityReader", "collector", "203.0.113.200", "aws-sdk-go-v2/1.39.0 os/linux lang/go#1.25"),
      {
        identity: {
          type: "IAMUser",
          principalId: `AIDA${random.id(17)}`,
          arn: `arn:aws:iam::${account}:user/backup`,
          accountId: account,
          accessKeyId: `AKIA${random.id(16)}`,
          userName: "backup",
        },
        address: "203.0.113.9",
        userAgent: commandLine,
      },
    ];
  }

  /** A session of the agent. @param number tells its name from those of other sessions */
  agentSession(number: number, startMs: number): Caller {
    const identity = this.#session({
      role: "KiroAgent",
      id: this.#agentId,
      session: `kiro-orders-${number}`,
      startMs,
    });
    return { identity, address: laptop, userAgent: number % 2 === 0 ? javaScript : commandLine };
  }

  #session(of: { role: string; id: string; session: string; startMs: number }) {
    const name = of.role.slice(of.role.lastIndexOf("/") + 1);
    return {
      type: "AssumedRole",
      principalId: `${of.id}:${of.session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${name}/${of.session}`,
      accountId: account,
      accessKeyId: `ASIA${this.#random.id(16)}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: of.id,
          arn: `arn:aws:iam::${account}:role/${of.role}`,
          accountId: account,
          userName: name,
        },
        attributes: { creationDate: isoSeconds(of.startMs), mfaAuthenticated: "false" },
      },
    };
  }
}
