import type { Random } from "./random.ts";

/** The account of the demo, which AWS's documentation uses for examples. */
export const account = "111122223333";
/** Where the demo's service runs. */
export const homeRegion = "us-east-1";

/** A call to AWS, without who made it and when. */
export interface Call {
  /** The host without `.amazonaws.com`. */
  readonly service: string;
  /** As CloudTrail writes it, with the version of the API where it has one. */
  readonly name: string;
  readonly readOnly: boolean;
  readonly request?: object;
  readonly response?: object;
  readonly resources?: readonly object[];
  /** A data event: what trails log only when they are told to. */
  readonly isData?: boolean;
  readonly error?: { readonly code: string; readonly message: string };
  /** Absent: the home Region; IAM and the like have theirs in us-east-1. */
  readonly region?: string;
  readonly additional?: object;
  /** In place of the caller's own. */
  readonly userAgent?: string;
  /** The record shows nothing of the caller but its access key. */
  readonly keyOnly?: boolean;
  /** The record has no id. */
  readonly withoutId?: boolean;
}

/** What may vary from one task to the next. */
export type CallMaker = (random: Random) => Call;

type More = Partial<Call>;

/** A call that looks at something. */
export function read(service: string, name: string, request?: object, more: More = {}): Call {
  return { service, name, readOnly: true, ...(request && { request }), ...more };
}

/** A call that changes something. */
export function write(service: string, name: string, request?: object, more: More = {}): Call {
  return { service, name, readOnly: false, ...(request && { request }), ...more };
}

/** An ARN of the demo's account in its Region. */
export function arn(service: string, resource: string, region = homeRegion): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** A resource as CloudTrail lists it. */
export function resource(type: string, name: string): object {
  return { accountId: account, type, ARN: name };
}

/** What an object's data events hold beside the request. */
export function s3Object(name: string, bucket: string, key: string, more: More = {}): Call {
  return {
    service: "s3",
    name,
    readOnly: /^(?:Get|Head|List)/.test(name),
    isData: true,
    request: { bucketName: bucket, key, Host: `${bucket}.s3.amazonaws.com` },
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/${key}` },
      resource("AWS::S3::Bucket", `arn:aws:s3:::${bucket}`),
    ],
    additional: { SignatureVersion: "SigV4", CipherSuite: "TLS_AES_128_GCM_SHA256", bytesTransferredIn: 0 },
    ...more,
  };
}
