import type { Example } from "../check.ts";

/** An example with one statement, or several. */
export function statements(...texts: readonly string[]): Example {
  const list = texts.map((text) => `    ${text.trim().replaceAll("\n", "\n    ")}`).join(",\n");
  return { text: `{\n  "Version": "2012-10-17",\n  "Statement": [\n${list}\n  ]\n}` };
}

/** An identity policy that allows one action on one resource. */
export function allow(action: string, resource: string): Example {
  return statements(`{ "Effect": "Allow", "Action": "${action}", "Resource": "${resource}" }`);
}

/** Page of AWS that lists actions, resources and condition keys of every service. */
export const servicesPage =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";

/** Page of AWS on ARNs. */
export const arnsPage = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";
