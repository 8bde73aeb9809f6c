import type { Catalogue } from "../catalogue/catalogue.ts";
import { parseArn } from "../matching/arn.ts";
import { hasUnknown } from "../model/valueNode.ts";
import { principalTypes } from "./elementTexts.ts";
import { code, paragraphs, plain } from "./markdown.ts";

/** Who a principal of a policy is. */
export function describePrincipal(
  value: string,
  { type, negated, catalogue }: { type: string | undefined; negated: boolean; catalogue: Catalogue },
): string {
  const not = negated
    ? "In `NotPrincipal`: the statement speaks of everyone **but** who stands here."
    : undefined;
  return paragraphs([whoIs(value, type, catalogue), type ? principalTypes[type] : undefined, not]);
}

function whoIs(value: string, type: string | undefined, catalogue: Catalogue): string {
  if (value === "*") {
    return type === undefined || type === "AWS"
      ? "**Anyone**: every account, and where the service takes anonymous calls, everybody on the internet. Only a condition narrows this."
      : `**Any** ${code(type)} principal.`;
  }
  if (hasUnknown(value)) return "A principal that is put together from parts which are not known here.";
  if (type === "Service") return serviceText(value, catalogue);
  if (type === "Federated") return federatedText(value);
  if (type === "CanonicalUser") return "An account, by its canonical user id.";
  return awsText(value);
}

function serviceText(value: string, catalogue: Catalogue): string {
  const [, name, region] =
    /^([a-z0-9-]+)(?:\.([a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?$/.exec(value) ?? [];
  if (name === undefined)
    return `${code(value)} does not have the form of a service principal, \`service.amazonaws.com\`.`;
  const full = catalogue.nameOf(name);
  const where = region === undefined ? "" : `, in ${region} only`;
  return `**${full ? plain(full) : code(name)}**: the service itself${where}, for whichever customer it works, unless \`aws:SourceAccount\` or \`aws:SourceArn\` says for whom.`;
}

function federatedText(value: string): string {
  const arn = parseArn(value);
  if (arn?.resource.startsWith("oidc-provider/"))
    return `Sessions of the OIDC provider ${code(arn.resource.slice("oidc-provider/".length))}. Conditions on its claims say whose.`;
  if (arn?.resource.startsWith("saml-provider/"))
    return `Sessions of the SAML provider ${code(arn.resource.slice("saml-provider/".length))}.`;
  return `Users of the identity provider ${code(value)}.`;
}

function awsText(value: string): string {
  if (/^\d{12}$/.test(value)) return accountText(value);
  const arn = parseArn(value);
  if (!arn) {
    return /^A[A-Z0-9]{15,}$/.test(value)
      ? `${code(value)} is the unique id of a role or user that was deleted: nobody has it any more.`
      : `${code(value)} is neither an ARN nor an account id of twelve digits.`;
  }
  const { resource, account } = arn;
  if (resource === "root") return accountText(account);
  const [kind = "", ...rest] = resource.split("/");
  const name = code(rest.join("/"));
  if (kind === "role") return `The role ${name} of account ${code(account)}, in all its sessions.`;
  if (kind === "user") return `The user ${name} of account ${code(account)}.`;
  if (kind === "assumed-role") return `One session of a role, ${name}, of account ${code(account)}.`;
  if (kind === "federated-user") return `The federated user ${name} of account ${code(account)}.`;
  return `${code(value)}: IAM knows roles, users, sessions and accounts as principals.`;
}

function accountText(account: string): string {
  return `**The whole account** ${code(account)}: every role and user whose own policies allow the action.`;
}
