import type { RuleAbout } from "../../detector.ts";

const overview = "https://docs.gitlab.com/security/tokens/";

function prefixed(id: string, prefix: string, what: string, rotate: string): RuleAbout {
  const how = `The prefix \`${prefix}\` that GitLab gives to tokens of this kind, and a random part, with the routing part of newer ones, whose checksum is verified.`;
  return { id, what, how, rotate, links: [overview] };
}

/** Pages of the GitLab rules. */
export const gitlabAbout: readonly RuleAbout[] = [
  prefixed(
    "gitlab-token",
    "glpat-",
    "A personal, project or group access token of GitLab. Its holder reads and writes what the scopes allow.",
    "Revoke it under Access tokens of the user, project or group, and make one with an end and the least scopes.",
  ),
  prefixed(
    "gitlab-oauth-secret",
    "gloas-",
    "The secret of an OAuth application. With it, others can pose as the application.",
    "Renew the secret on the application's page in GitLab and change it in the application.",
  ),
  prefixed(
    "gitlab-deploy-token",
    "gldt-",
    "A deploy token: it reads a repository or its packages and images, or writes to its registries.",
    "Revoke it under Settings, Repository, Deploy tokens, and create another.",
  ),
  prefixed(
    "gitlab-runner-token",
    "glrt-",
    "The token that a runner signs in with. Others who hold it receive the runner's jobs, with their variables.",
    "Reset the runner's authentication token, then change it in the runner's configuration.",
  ),
  prefixed(
    "gitlab-job-token",
    "glcbt-",
    "The token of one CI/CD job. It is valid while the job runs.",
    "It ends with the job. Find out how it came into a file: a log or a cache, as a rule.",
  ),
  prefixed(
    "gitlab-trigger-token",
    "glptt-",
    "A pipeline trigger token: it starts pipelines, with variables, as its creator.",
    "Revoke it under Settings, CI/CD, Pipeline trigger tokens.",
  ),
  prefixed(
    "gitlab-feed-token",
    "glft-",
    "A feed token: it reads the activity and calendar of its owner, private projects included.",
    "Reset it under Personal access tokens in the user's settings.",
  ),
  prefixed(
    "gitlab-incoming-mail-token",
    "glimt-",
    "An incoming mail token: who has it can open issues by mail as its owner.",
    "Reset it under Personal access tokens in the user's settings.",
  ),
  prefixed(
    "gitlab-agent-token",
    "glagent-",
    "The token of an agent for Kubernetes: it stands between GitLab and a cluster.",
    "Create a second token for the agent, change over to it and revoke the first.",
  ),
  prefixed(
    "gitlab-scim-token",
    "glsoat-",
    "A SCIM token: it creates, changes and removes the users of a group.",
    "Reset it in the group's SAML settings and change it at the identity provider.",
  ),
  prefixed(
    "gitlab-feature-flag-token",
    "glffct-",
    "The client token of feature flags: it reads the flags of a project.",
    "Regenerate the instance id under Deploy, Feature flags.",
  ),
  prefixed(
    "gitlab-workspace-token",
    "glwt-",
    "A token of a remote development workspace: it acts as the workspace's owner.",
    "Terminate the workspace; its token ends with it.",
  ),
  prefixed(
    "gitlab-runner-registration-token",
    "GR1348941",
    "A registration token: who has it can add a runner and receive jobs with their variables.",
    "Reset it, or better, turn registration tokens off and use authentication tokens.",
  ),
  {
    id: "gitlab-session-cookie",
    what: "The session of a person who is signed in to GitLab. Its holder is that person until the session ends.",
    how: "The cookie's name `_gitlab_session` with 32 characters behind it.",
    rotate: "Sign out, or end the session under Active sessions in the user's settings.",
    links: ["https://docs.gitlab.com/user/profile/active_sessions/"],
  },
  {
    id: "gitlab-legacy-token",
    what: "An access token from before GitLab gave its tokens a prefix. Its holder reads and writes what the scopes allow.",
    how: "Twenty characters behind a name such as `GITLAB_TOKEN`.",
    rotate: "Revoke it under Access tokens and make a new one, which will have the prefix.",
    links: [overview],
  },
];
