import { DescribeLogGroupsCommand, StartLiveTailCommand } from "@aws-sdk/client-cloudwatch-logs";
import { StoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailBatch } from "../../../../core/ports.ts";
import { toStoreError } from "../../mapError.ts";
import type { PatientCaller } from "../patientCaller.ts";
import type { TrailClients } from "../trailClients.ts";
import { noticeOf } from "../trouble.ts";
import type { LiveTailStream } from "./liveTailSession.ts";
import type { LogGroup } from "./logGroup.ts";
import { wrongClass } from "./logTexts.ts";

/** Live Tail cannot be had, and asking again would change nothing. */
export interface LiveTailRefused {
  readonly refused: StoreError;
}

/**
 * The ARN of a group, which StartLiveTail wants: its own, else of DescribeLogGroups.
 * @returns undefined when the signal was aborted
 */
export async function* liveTailArn(
  patient: PatientCaller,
  { name, arn }: LogGroup,
): AsyncGenerator<TrailBatch, string | LiveTailRefused | undefined> {
  if (arn !== undefined) return arn;
  const action = "logs:DescribeLogGroups";
  const outcome = yield* patient.call(action, (clients, options) =>
    orRefused(action, clients, async () => {
      // In the order of their names: the one that is no longer than the prefix is the first.
      const query = new DescribeLogGroupsCommand({ logGroupNamePrefix: name, limit: 1 });
      const { logGroups: [group] = [] } = await clients.logs.send(query, options);
      if (group?.logGroupName !== name)
        throw new StoreError("not-found", `There is no log group ${JSON.stringify(name)}.`);
      return group.logGroupArn ?? group.arn?.replace(/:\*$/, "") ?? "";
    }),
  );
  return outcome.done ? outcome.value : undefined;
}

/**
 * Starts a session. The SDK sends it to a host of its own, `stream-logs.<Region>.amazonaws.com`, unless the client has an
 * endpoint with `disableHostPrefix`, and resolves with the stream's first frame.
 * @returns undefined when the signal was aborted
 */
export async function* openLiveTail(
  patient: PatientCaller,
  group: LogGroup,
  arn: string,
  logEventFilterPattern: string | undefined,
): AsyncGenerator<TrailBatch, LiveTailStream | LiveTailRefused | undefined> {
  const action = "logs:StartLiveTail";
  const outcome = yield* patient.call(action, (clients, { abortSignal }) =>
    orRefused(action, clients, async () => {
      const command = new StartLiveTailCommand({ logGroupIdentifiers: [arn], logEventFilterPattern });
      // The call's own signal ends with the call, the stream goes on.
      const stream = new AbortController();
      const close = (): void => stream.abort();
      abortSignal.addEventListener("abort", close, { once: true });
      // The clients may have taken their time: of what is aborted already, the listener hears nothing.
      if (abortSignal.aborted) close();
      try {
        const { responseStream } = await clients.logs.send(command, { abortSignal: stream.signal });
        if (!responseStream) throw new Error("The answer has no stream.");
        return { events: responseStream, facts: clients.facts, close };
      } catch (error) {
        close();
        if (error instanceof Error && error.name === "InvalidOperationException")
          throw new StoreError("invalid", wrongClass(group));
        throw error;
      } finally {
        abortSignal.removeEventListener("abort", close);
      }
    }),
  );
  return outcome.done ? outcome.value : undefined;
}

/** What only a person could change is an answer here: the patient caller would say that the source has ended. */
async function orRefused<T>(
  action: string,
  { facts }: TrailClients,
  send: () => Promise<T>,
): Promise<T | LiveTailRefused> {
  try {
    return await send();
  } catch (error) {
    const refused = toStoreError(error, { action, facts });
    if (noticeOf(refused, action).kind === "failed") return { refused };
    throw error;
  }
}
