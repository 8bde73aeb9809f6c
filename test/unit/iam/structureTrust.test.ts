import assert from "node:assert/strict";
import { judgePolicy } from "../../support/iam.ts";
import { policyOf, structureMarks } from "../../support/structureMarks.ts";

const account = "arn:aws:iam::111122223333";
const ec2 = { Service: "ec2.amazonaws.com" };
const saml = { Federated: `${account}:saml-provider/staff` };
const assume = (Principal: unknown, Action: unknown = "sts:AssumeRole", more: object = {}): unknown =>
  policyOf({ Effect: "Allow", Principal, Action, ...more });
/** Of a trust policy whose place is not known: all that is found hinges on what the text says itself. */
const marks = (...policy: Parameters<typeof assume>): string[] => structureMarks(assume(...policy));

suite("IAM structure: trust policies", () => {
  test("a trust policy is known by its elements", () => {
    const typeOf = (policy: unknown): unknown => judgePolicy(policy).policies[0]?.type;
    assert.equal(typeOf(assume(ec2)), "trust");
    assert.equal(typeOf(assume(saml, "sts:AssumeRoleWithSMAL")), "trust");
    assert.equal(typeOf(assume(ec2, "sts:AssumeRole", { Resource: "*" })), "trust");
    assert.equal(typeOf(assume({ AWS: "*" }, "sts:AssumeRole", { Resource: "*" })), "resource");
    assert.equal(typeOf(assume({ AWS: "*" }, "s3:GetObject")), "resource");
    assert.equal(typeOf(policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" })), "identity");
  });

  test("elements that it does not take", () => {
    assert.deepEqual(marks(ec2), []);
    assert.deepEqual(marks(ec2, "sts:AssumeRole", { Resource: "*" }), [
      'role-trust-policy-syntax-error-resource "Resource"',
    ]);
    const negated = policyOf({
      Effect: "Allow",
      NotPrincipal: { AWS: "111122223333" },
      Action: "sts:AssumeRole",
    });
    assert.deepEqual(structureMarks(negated), ['role-trust-policy-syntax-error-notprincipal "NotPrincipal"']);
    assert.deepEqual(marks("*"), ['role-trust-policy-unsupported-wildcard-in-principal "*"']);
    assert.deepEqual(marks({ AWS: "*" }), []);
  });

  test("names of identity providers", () => {
    const named = (Federated: string): string[] =>
      marks({ Federated }, "sts:AssumeRoleWithWebIdentity").filter((mark) => mark.startsWith("invalid"));
    assert.deepEqual(named("accounts.google.com"), []);
    assert.deepEqual(named(`${account}:oidc-provider/idp.example.com`), []);
    assert.deepEqual(named("arn:aws:iam::{{ACCOUNT_ID}}:oidc-provider/idp.example.com"), []);
    for (const wrong of [
      "https://idp.example.com",
      "idp",
      `${account}:provider/x`,
      "arn:aws:iam::1:saml-provider/x",
    ])
      assert.deepEqual(named(wrong), [
        `invalid-federated-principal-syntax-in-role-trust-policy ${JSON.stringify(wrong)}`,
      ]);
  });

  test("actions for the kind of principal", () => {
    const mismatch = (action: string): string[] => [`mismatched-action-for-principal "${action}"`];
    assert.deepEqual(marks(saml, "sts:AssumeRoleWithSAML"), []);
    assert.deepEqual(marks(saml, "sts:AssumeRoleWithWebIdentity"), mismatch("sts:AssumeRoleWithWebIdentity"));
    assert.deepEqual(marks(saml, ["sts:AssumeRole", "sts:TagSession"]), mismatch("sts:AssumeRole"));
    assert.deepEqual(marks(ec2, "sts:AssumeRoleWithSAML"), mismatch("sts:AssumeRoleWithSAML"));
    assert.deepEqual(marks({ ...ec2, ...saml }, "sts:AssumeRole"), mismatch("sts:AssumeRole"));
    const { findings } = judgePolicy(assume(saml, "sts:AssumeRole"));
    assert.equal(findings[0]?.data["suggestion"], "sts:AssumeRoleWithSAML");
    assert.equal(findings[0]?.related.length, 1);
  });

  test("both kinds in one statement, patterns and unknown principals are fine", () => {
    assert.deepEqual(marks({ ...ec2, ...saml }, ["sts:AssumeRole", "sts:AssumeRoleWithSAML"]), []);
    assert.deepEqual(marks(saml, "sts:Assume*"), []);
    assert.deepEqual(marks({ Federated: "{{PROVIDER}}" }, "sts:AssumeRole"), []);
    assert.deepEqual(
      marks({ Federated: "arn:aws:iam::{{ACCOUNT_ID}}:saml-provider/{{NAME}}" }, "sts:AssumeRole").length,
      1,
    );
  });

  test("IAM Roles Anywhere needs three actions", () => {
    const anywhere = { Service: "rolesanywhere.amazonaws.com" };
    const found = ['missing-action-for-roles-anywhere-trust-policy "rolesanywhere.amazonaws.com"'];
    const all = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
    assert.deepEqual(marks(anywhere), found);
    assert.deepEqual(marks(anywhere, all), []);
    assert.deepEqual(marks(anywhere, "sts:*"), []);
    assert.deepEqual(marks(anywhere, ["sts:AssumeRole", "{{MORE}}"]), []);
    const split = policyOf(...all.map((Action) => ({ Effect: "Allow", Principal: anywhere, Action })));
    assert.deepEqual(structureMarks(split), []);
    const { findings } = judgePolicy(assume(anywhere, ["sts:AssumeRole", "sts:TagSession"]));
    assert.deepEqual(findings[0]?.data["actions"], ["sts:SetSourceIdentity"]);
  });

  test("a session beside its role", () => {
    const session = "arn:aws:sts::111122223333:assumed-role/app/session";
    const found = [`redundant-principal-in-role-trust-policy "${session}"`];
    assert.deepEqual(marks({ AWS: [`${account}:role/app`, session] }), found);
    assert.deepEqual(marks({ AWS: [session, `${account}:role/teams/app`] }), found);
    assert.deepEqual(marks({ AWS: [session, `${account}:role/other`] }), []);
    assert.deepEqual(marks({ AWS: [session, "arn:aws:iam::123456789012:role/app"] }), []);
  });
});

suite("IAM structure: OpenID Connect", () => {
  const web = "sts:AssumeRoleWithWebIdentity";
  const provider = (address: string): object => ({ Federated: `${account}:oidc-provider/${address}` });
  const trusting = (address: string, Condition?: object): string[] =>
    marks(provider(address), web, Condition && { Condition });
  const open = (address: string): string[] => [
    `missing-condition-key-for-oidc-principal "${account}:oidc-provider/${address}"`,
  ];

  test("a provider needs a condition on its tokens", () => {
    assert.deepEqual(trusting("idp.example.com"), open("idp.example.com"));
    assert.deepEqual(
      trusting("idp.example.com", { StringEquals: { "aws:SourceVpc": "vpc-12345678" } }),
      open("idp.example.com"),
    );
    assert.deepEqual(trusting("idp.example.com", { StringEquals: { "IDP.example.com:sub": "app" } }), []);
    assert.deepEqual(trusting("idp.example.com", { StringEquals: { "{{IDP}}:sub": "app" } }), []);
    assert.deepEqual(marks({ Federated: "accounts.google.com" }, web), [
      'missing-condition-key-for-oidc-principal "accounts.google.com"',
    ]);
    assert.deepEqual(
      marks({ Federated: "graph.facebook.com" }, web, {
        Condition: { StringEquals: { "graph.facebook.com:app_id": "123" } },
      }),
      [],
    );
  });

  test("the key holds the whole address of the provider", () => {
    const cluster = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    assert.deepEqual(
      trusting(cluster, { StringEquals: { [`${cluster}:sub`]: "system:serviceaccount:default:app" } }),
      [],
    );
    const other = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE2D4633E53DE1B71EXAMPLE";
    assert.deepEqual(
      trusting(cluster, { StringEquals: { [`${other}:sub`]: "system:serviceaccount:default:app" } }),
      open(cluster),
    );
  });

  test("a provider that its customers share needs the claim of the customer", () => {
    assert.deepEqual(
      trusting("gitlab.com", { StringEquals: { "gitlab.com:aud": "https://gitlab.com" } }),
      open("gitlab.com"),
    );
    assert.deepEqual(
      trusting("gitlab.com", { StringLike: { "gitlab.com:sub": "project_path:group/app:*" } }),
      [],
    );
    assert.deepEqual(
      marks({ Federated: "cognito-identity.amazonaws.com" }, web, {
        Condition: { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
      }),
      ['missing-condition-key-for-oidc-principal "cognito-identity.amazonaws.com"'],
    );
  });

  test("keys and providers that a tool fills in may be the right ones", () => {
    assert.deepEqual(trusting("idp.example.com", { StringEquals: { "${idp}:sub": "app" } }), []);
    assert.deepEqual(marks({ Federated: "${provider_arn}" }, web), []);
    const Federated = "arn:aws:iam::${account}:oidc-provider/${idp}";
    assert.deepEqual(
      marks({ Federated }, web, { Condition: { StringEquals: { "x.example.com:sub": "app" } } }),
      [],
    );
  });

  test("a provider that is known in part is judged only without any condition", () => {
    const Federated = "arn:aws:iam::111122223333:oidc-provider/{{CLUSTER}}";
    assert.deepEqual(marks({ Federated }, web).length, 1);
    assert.deepEqual(
      marks({ Federated }, web, { Condition: { StringEquals: { "idp.example.com:sub": "app" } } }),
      [],
    );
    assert.deepEqual(marks({ Federated: "{{PROVIDER}}" }, web), []);
  });

  const github = "token.actions.githubusercontent.com";
  const noRepository = `missing-github-repo-condition-key "${account}:oidc-provider/${github}"`;
  const audience = { [`${github}:aud`]: "sts.amazonaws.com" };

  test("GitHub needs the repository", () => {
    assert.deepEqual(trusting(github, { StringEquals: audience }), [noRepository]);
    assert.deepEqual(trusting(github).sort(), [...open(github), noRepository].sort());
    const sub = "repo:octo-org/octo-repo:ref:refs/heads/main";
    assert.deepEqual(trusting(github, { StringEquals: { ...audience, [`${github}:sub`]: sub } }), []);
    assert.deepEqual(trusting(github, { StringEquals: audience, Null: { [`${github}:sub`]: "false" } }), [
      noRepository,
    ]);
    assert.deepEqual(
      trusting(github, { StringEquals: { ...audience, [`${github}:repository`]: "octo-org/octo-repo" } }),
      [],
    );
  });

  test("wildcards in the subject of GitHub", () => {
    const subject = (sub: string, more: object = {}): string[] =>
      trusting(github, { StringLike: { [`${github}:sub`]: sub }, StringEquals: { ...audience, ...more } });
    for (const wide of [
      "*",
      "repo:*",
      "repo:octo-org/*",
      "repo:octo-org/*:ref:refs/heads/main",
      "repo:octo-org/octo-repo:*",
      "repo:octo-org/octo-repo:ref:refs/heads/*",
    ])
      assert.deepEqual(subject(wide), [`specific-github-repo-and-branch-recommended "${wide}"`]);
    for (const narrow of [
      "repo:octo-org/octo-repo:ref:refs/heads/main",
      "repo:octo-org/octo-repo:ref:refs/tags/v*",
      "repo:octo-org/octo-repo:environment:prod-*",
      "repo:{{ORG}}/{{REPO}}:*",
    ])
      assert.deepEqual(subject(narrow), []);
    assert.deepEqual(subject("repo:octo-org/octo-repo:*", { [`${github}:ref`]: "refs/heads/main" }), []);
    assert.deepEqual(subject("repo:octo-org/*", { [`${github}:ref`]: "refs/heads/main" }).length, 1);
  });

  test("an audience has no qualifier", () => {
    const pool = { "cognito-identity.amazonaws.com:aud": "us-east-1:12345678-dc5c-4c1f-9d8b-0e1f2a3b4c5d" };
    const cognito = (operator: string): string[] =>
      marks({ Federated: "cognito-identity.amazonaws.com" }, web, { Condition: { [operator]: pool } });
    assert.deepEqual(cognito("StringEquals"), []);
    assert.deepEqual(cognito("ForAnyValue:StringEquals"), [
      'foranyvalue-with-audience-claim-type "cognito-identity.amazonaws.com:aud"',
    ]);
    assert.deepEqual(cognito("ForAllValues:StringEquals"), [
      'confirm-audience-claim-type "cognito-identity.amazonaws.com:aud"',
    ]);
  });
});
