import type { RulePage } from "../check.ts";

/** Pages of the rules of this folder. */
export const escalationPages: readonly RulePage[] = [
  {
    id: "iam/privilege-escalation",
    about:
      "The permissions add up to a known way to get more of them: to rewrite a policy that the holder has, to become another principal, to hand a strong role to something new and run code there, or to take over something that has such a role. Picket evaluates all policies that stand together in a file for one role, user or group: what is allowed minus what is denied, with `NotAction`, `NotResource`, resource patterns, permissions boundaries and the conditions that really restrict. `data.method` names the way, and the other places say which statement grants each action.\n\nA way that depends on conditions, or on the few resources that are named, is reported as information. Methods that one and the same grant opens are one finding; `data.methods` lists them all, and `data.ids` their names in pathfinding.cloud, in the list of Rhino Security Labs, in cloudsplaining and in PMapper.",
    fix: "Leave out the action that is underlined, or name the resources it is meant for: users and policies that the holder does not use itself. For `iam:PassRole` name the roles, and the service that they are for in a condition on `iam:PassedToService`. Where the action is needed as it is, set a permissions boundary.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Deploy", "Effect": "Allow", "Action": ["lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*" },
    { "Sid": "Roles", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }
  ]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Deploy", "Effect": "Allow", "Action": ["lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*" },
    {
      "Sid": "Roles",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/orders-task",
      "Condition": { "StringEquals": { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }
    }
  ]
}`,
    },
    links: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
      "https://pathfinding.cloud",
    ],
  },
];
