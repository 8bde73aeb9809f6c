import type { Detector } from "../detector.ts";
import { awsDetectors } from "./aws/detector.ts";
import { githubDetectors } from "./github/detector.ts";

/** Every provider detector. More specific ones stand before general ones of the same family. */
export const detectors: readonly Detector[] = [...awsDetectors, ...githubDetectors];
