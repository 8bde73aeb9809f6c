import { account, homeRegion, type Call } from "./call.ts";
import { isoSeconds, type Caller } from "./cast.ts";
import type { Random } from "./random.ts";

/** A record as CloudTrail delivers it. */
export type DayRecord = Readonly<Record<string, unknown>>;

/** Services that have one endpoint for all Regions; their records are those of us-east-1. */
const isGlobal = /^(?:iam|organizations|route53|cloudfront|budgets)$/;

/** Where the record of a call is. */
export function regionOf(call: Call): string {
  return isGlobal.test(call.service) ? "us-east-1" : (call.region ?? homeRegion);
}

/** The record of a call. @param atMs when it was made, in ms since epoch */
export function recordOf(call: Call, caller: Caller, atMs: number, random: Random): DayRecord {
  const region = regionOf(call);
  const { accessKeyId, accountId } = caller.identity;
  const host = isGlobal.test(call.service)
    ? `${call.service}.amazonaws.com`
    : `${call.service}.${region}.amazonaws.com`;
  return {
    eventVersion: "1.11",
    userIdentity: call.keyOnly === true ? { type: "AssumedRole", accountId, accessKeyId } : caller.identity,
    eventTime: isoSeconds(atMs),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: caller.address,
    userAgent: call.userAgent ?? caller.userAgent,
    ...(call.error && { errorCode: call.error.code, errorMessage: call.error.message }),
    requestParameters: call.request ?? null,
    responseElements: call.error ? null : (call.response ?? null),
    ...(call.additional && { additionalEventData: call.additional }),
    requestID: random.uuid(),
    ...(call.withoutId !== true && { eventID: random.uuid() }),
    readOnly: call.readOnly,
    ...(call.resources && { resources: call.resources }),
    eventType: "AwsApiCall",
    managementEvent: call.isData !== true,
    recipientAccountId: account,
    eventCategory: call.isData === true ? "Data" : "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: host,
    },
  };
}
