import type { Sensitive } from "../../core/model/sensitive.ts";
import type { StoreKind } from "../../core/ports.ts";
import type { Localizer } from "./flowUi.ts";

/**
 * What is wrong with a name for a new secret, or undefined. The rules are those of the services' CreateSecret and
 * PutParameter references; a name that holds the value itself would show it to everyone who may list names.
 */
export function nameProblem(
  kind: StoreKind,
  name: string,
  value: Sensitive,
  l10n: Localizer,
): string | undefined {
  if (name === "") return l10n.t("Enter a name.");
  if (name.includes(value.reveal())) return l10n.t("The name must not hold the secret itself.");
  return kind === "secrets-manager" ? secretProblem(name, l10n) : parameterProblem(name, l10n);
}

function secretProblem(name: string, l10n: Localizer): string | undefined {
  if (name.length > 512) return l10n.t("A name has at most {0} characters.", 512);
  if (!/^[\w/+=.@-]+$/.test(name)) return l10n.t("Use letters, digits and / _ + = . @ - only.");
  if (/-\w{6}$/.test(name)) {
    return l10n.t(
      "Do not end with a hyphen and six characters: AWS appends such an ending to the ARN itself.",
    );
  }
  return undefined;
}

function parameterProblem(name: string, l10n: Localizer): string | undefined {
  if (name.length > 1011) return l10n.t("A name has at most {0} characters.", 1011);
  if (!/^[\w./-]+$/.test(name)) return l10n.t("Use letters, digits and / _ . - only.");
  if (name.includes("/") && !name.startsWith("/")) return l10n.t("A name with / starts with /.");
  if (name.endsWith("/") || name.includes("//")) return l10n.t("Each part between / needs a name.");
  if (name.split("/").length > 16) return l10n.t("A name has at most 15 levels.");
  if (/^\/?(aws|ssm)/i.test(name)) return l10n.t("Names that start with aws or ssm belong to AWS.");
  return undefined;
}
