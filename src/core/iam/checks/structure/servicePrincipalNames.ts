import { isOpen } from "./openText.ts";

/**
 * Ends of service principals: what Access Analyzer names (`.amazonaws.com`, `.amazonaws.com.cn`, `.amazon.com`), custom
 * key stores (`cks.kms.aws.internal`), and those of the partitions that are kept apart.
 */
const ends =
  "(?:amazonaws\\.com(?:\\.cn)?|amazon\\.com|aws\\.internal|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)";

const label = "[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?";
const plain = new RegExp(`^(?:${label}\\.)+${ends}$`);
const region = "[a-z]{2,4}(?:-[a-z]+)+-\\d+";
const regional = new RegExp(`^${label}\\.${region}\\.${ends}$`);
const afterService = new RegExp(`(?:\\.${region})?\\.${ends}$`);
const ofOneLabel = new RegExp(`^${label}\\.${ends}$`);

/** Whether a text is written like a service principal: `ec2.amazonaws.com`, `logs.eu-west-1.amazonaws.com`. */
export function isServicePrincipal(text: string): boolean {
  return plain.test(text);
}

/** `isServicePrincipal` for names without a Region or a part of the service: what `aws:CalledVia` holds. */
export function isServiceName(text: string): boolean {
  return ofOneLabel.test(text);
}

/** Whether a text may become a service principal: it holds wildcards, or is not final. */
export function isOpenText(text: string): boolean {
  return /[*?]/.test(text) || isOpen(text);
}

/** Whether a text is a service with its Region, as `kms:ViaService` holds it: `s3.eu-west-1.amazonaws.com`. */
export function isRegionalService(text: string): boolean {
  return regional.test(text);
}

/** The service of a principal: `logs` for `logs.eu-west-1.amazonaws.com`, `delivery.logs` for `delivery.logs.amazonaws.com`. */
export function serviceOf(principal: string): string {
  return principal.replace(afterService, "");
}

/** The name that a text was meant to be: in lower case, without blanks, with the common end when it has none. */
export function meantPrincipal(text: string): string | undefined {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "");
  if (isServicePrincipal(clean)) return clean;
  const withEnd = `${clean.replace(/\.(?:amazonaws|aws|com|amazonaws\.co)?$/, "")}.amazonaws.com`;
  return /^[a-z0-9.-]+$/.test(clean) && isServicePrincipal(withEnd) ? withEnd : undefined;
}
