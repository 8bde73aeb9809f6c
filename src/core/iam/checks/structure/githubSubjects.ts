import type { Condition, Statement } from "../../model/policy.ts";
import { unknownText, spanWithin, type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { githubActions } from "./federatedProviders.ts";
import { shown } from "./wording.ts";

const specificRepository = analyzerRule(
  "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
  "warning",
  "Wildcard in the subject of a GitHub token",
);

/** Claims that name what runs beside the repository, in lower case. */
const branchKeys = ["ref", "environment", "job_workflow_ref"].map((claim) => `${githubActions}:${claim}`);

/** Subjects of GitHub tokens whose wildcard leaves the repository or the branch open. */
export const githubSubjectCheck: PolicyCheck = {
  rules: [specificRepository],
  *check({ type, statements }) {
    if (type !== "trust") return;
    for (const statement of statements) {
      if (statement.effect !== "Allow") continue;
      for (const condition of statement.conditions) {
        if (condition.key.value.toLowerCase() === `${githubActions}:sub`)
          yield* subjectIssues(condition, statement);
      }
    }
  },
};

function* subjectIssues({ parsed, values }: Condition, { conditions }: Statement): Generator<Issue> {
  if (!/^(?:string|arn)like$/i.test(parsed.base)) return;
  const namesBranch = conditions.some(
    ({ key, parsed: other }) => branchKeys.includes(key.value.toLowerCase()) && !/^null$/i.test(other.base),
  );
  for (const { node } of values) {
    if (node.kind !== "string") continue;
    const open = openPart(node.value);
    if (open && (open === "repository" || !namesBranch)) yield issue(node, open);
  }
}

/** What a subject such as `repo:owner/name:ref:refs/heads/main` leaves open. Subjects of another form are not judged. */
function openPart(subject: string): "repository" | "branch" | undefined {
  const wildcard = subject.search(/[*?]/);
  if (wildcard < 0) return undefined;
  const before = subject.slice(0, wildcard);
  // What is not known may name the branch already.
  if (before.includes(unknownText)) return undefined;
  if (!before.startsWith("repo:")) return "repo:".startsWith(before) ? "repository" : undefined;
  if (!before.includes(":", "repo:".length)) return "repository";
  const rest = before.slice(before.indexOf(":", "repo:".length) + 1);
  // A beginning of a name is a choice: release branches, version tags.
  return /^(?:ref:refs\/(?:heads|tags)\/|environment:|job_workflow_ref:).+/.test(rest) ? undefined : "branch";
}

function issue(node: StringNode, open: "repository" | "branch"): Issue {
  const wildcard = node.value.search(/[*?]/);
  return {
    rule: specificRepository,
    span: node.content,
    message:
      open === "repository"
        ? `${shown(node.value)} lets more repositories in than one. Name the repository and the branch: repo:owner/name:ref:refs/heads/main.`
        : `${shown(node.value)} lets every branch and pull request in. Name the branch in it, or in ${githubActions}:ref.`,
    related: [{ span: spanWithin(node, wildcard, wildcard + 1), message: "The wildcard" }],
  };
}
