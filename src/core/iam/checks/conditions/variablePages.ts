import type { RulePage } from "../check.ts";
import { guidePages, withCondition, withResource } from "./examples.ts";

const home = "arn:aws:s3:::amzn-s3-demo-bucket/home/";

/** Pages of the rules on policy variables. */
export const variablePages: readonly RulePage[] = [
  {
    id: "iam/empty-variable",
    about:
      "`${}` stands where a policy variable names a key of the request, and names none. AWS refuses the policy.",
    fix: "Write the key between the braces, such as `${aws:username}`, or remove the variable.",
    bad: withResource(`${home}\${}/*`),
    good: withResource(`${home}\${aws:username}/*`),
    links: guidePages.variables,
  },
  {
    id: "iam/missing-brace-in-variable",
    about: "A policy variable starts with `${` and ends with `}`. Without the end AWS refuses the policy.",
    fix: "Add `}` behind the variable's name.",
    bad: withResource(`${home}\${aws:username/*`),
    good: withResource(`${home}\${aws:username}/*`),
    links: guidePages.variables,
  },
  {
    id: "iam/missing-quote-in-variable",
    about:
      "A variable may have a default for requests without its key, in single quotes behind a comma and a space: `${aws:PrincipalTag/Team, 'none'}`. Without both quotes AWS refuses the policy.",
    fix: "Put the default in single quotes.",
    bad: withResource(`${home}\${aws:PrincipalTag/Team, 'none}/*`),
    good: withResource(`${home}\${aws:PrincipalTag/Team, 'none'}/*`),
    links: guidePages.variables,
  },
  {
    id: "iam/unsupported-space-in-variable",
    about:
      "The name in a policy variable is that of a condition key, and those have no spaces. A space may stand only before the default value, and within the key of a tag.",
    fix: "Remove the space.",
    bad: withResource(`${home}\${aws: username}/*`),
    good: withResource(`${home}\${aws:username}/*`),
    links: guidePages.variables,
  },
  {
    id: "iam/unsupported-symbol-in-variable",
    about:
      "The name in a policy variable holds a character that neither condition keys nor the keys of tags have, such as a wildcard or a second `$`. It names no key of a request.",
    fix: "Remove the character. `${*}`, `${?}` and `${$}` stand for the plain characters.",
    bad: withResource(`${home}\${aws:PrincipalTag/*}/*`),
    good: withResource(`${home}\${aws:PrincipalTag/Team}/*`),
    links: guidePages.variables,
  },
  {
    id: "iam/invalid-variable-for-operator",
    about:
      "IAM replaces variables in values of `String` and `Arn` operators. The others compare numbers, dates, addresses or booleans, for which a variable is no value: AWS refuses the policy.",
    fix: "Write the value itself, or compare with a `String` or `Arn` operator.",
    bad: withCondition({ IpAddress: { "aws:SourceIp": "${aws:PrincipalTag/Office}" } }),
    good: withCondition({ StringEquals: { "aws:ResourceTag/Owner": "${aws:username}" } }),
    links: guidePages.variables,
  },
];
