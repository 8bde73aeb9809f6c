import { matches } from "../matching/wildcard.ts";

/**
 * AWS's partitions with their Regions, those announced included, as of the day in `regionsDate`. Source: AWS's endpoint data of the SDKs.
 */
const partitions: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "me-west-1",
    "mx-central-1",
    "sa-east-1",
    "sa-west-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-eusc": ["eusc-de-east-1"],
  "aws-iso": ["us-iso-east-1", "us-iso-west-1"],
  "aws-iso-b": ["us-isob-east-1", "us-isob-west-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-east-1", "us-isof-south-1"],
};

/** Day up to which the Regions of this file are known. */
export const regionsDate = "2026-11-21";

/** Names of the partitions: the second field of an ARN. */
export const partitionNames: readonly string[] = Object.keys(partitions);

/** Every Region of every partition. */
export const regionNames: readonly string[] = Object.values(partitions).flat();

/** Placeholders for "no Region" that AWS itself writes, as in conditions for global services. */
const pseudoRegions: readonly string[] = ["aws-global", "global"];

/** Whether a pattern can be the name of a partition. */
export function isPartition(pattern: string): boolean {
  return partitionNames.some((name) => matches(pattern, name));
}

/** Whether a pattern can be the code of a Region. */
export function isRegion(pattern: string): boolean {
  return [...regionNames, ...pseudoRegions].some((name) => matches(pattern, name));
}

/** Whether a text is written like the code of a Region, so that it may be one that is too new to be known here. */
export function looksLikeRegion(text: string): boolean {
  return /^[a-z]{2,4}(?:-[a-z]{2,5})?-(?:north|south|east|west|central|(?:north|south)(?:east|west))-[1-9]$/.test(
    text,
  );
}
