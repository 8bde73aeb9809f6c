import assert from "node:assert/strict";
import { accountServices, type AccountAnswers } from "../../scripts/aws/stub/account.ts";
import { startStub, type Stub } from "../../scripts/aws/stub/server.ts";
import { sts } from "../../scripts/aws/stub/sts.ts";
import { AwsFault } from "../../scripts/aws/stub/service.ts";
import { createAccountCollector } from "../../src/adapters/aws/account/collectAccount.ts";
import { hoursOf } from "../../src/adapters/aws/account/identityCenterFacts.ts";
import { loggedBy } from "../../src/adapters/aws/account/trailFacts.ts";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import { defaultLimits } from "../../src/adapters/aws/clients.ts";
import type { Fact } from "../../src/core/posture/fact.ts";
import type { AccountFacts } from "../../src/core/posture/facts.ts";
import { goodAccount as good, logGroup, region } from "./support/accountAnswers.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";
import { quickClock } from "./support/logsBench.ts";

function valueOf<T>(fact: Fact<T> | undefined): T {
  assert.equal(fact?.state, "known", JSON.stringify(fact));
  assert.ok(fact?.state === "known");
  return fact.value;
}

function reasonOf(fact: Fact<unknown> | undefined): string {
  assert.equal(fact?.state, "unknown", JSON.stringify(fact));
  return fact?.state === "unknown" ? fact.reason : "";
}

suite("facts of an account on the stub", () => {
  let aws: IsolatedAws;
  let stub: Stub;

  const open = async (answers: AccountAnswers): Promise<void> => {
    aws = await isolateAws({ ...stubKeys, AWS_REGION: region });
    stub = await startStub(0, [...accountServices(answers), sts()]);
  };
  teardown(async () => {
    await stub.stop();
    await aws.restore();
  });
  const collect = async (signal = new AbortController().signal): Promise<AccountFacts> => {
    const selection = { endpoint: stub.url, region };
    const access = createAwsAccess(selection);
    const rules = { limits: defaultLimits, environment: process.env, knownHostsOnly: true };
    const collector = createAccountCollector(selection, rules, (given) => access.identity(given), quickClock);
    try {
      return await collector.collect({ signal });
    } finally {
      collector.dispose();
      access.dispose();
    }
  };

  test("reads every page of every service", async () => {
    await open(good);
    const facts = await collect();
    assert.equal(valueOf(facts.account).id, "123456789012");
    const [trail] = valueOf(facts.trails);
    assert.deepEqual(trail, {
      name: "all",
      isMultiRegion: true,
      isLogging: true,
      validatesLogFiles: true,
      includesGlobalEvents: true,
      bucket: "logs",
      logGroup,
      logsManagementReads: true,
      logsManagementWrites: true,
      dataEventTypes: ["AWS::S3::Object"],
    });
    assert.deepEqual(
      valueOf(facts.alarms).map(({ filterName, alarmName, hasAction }) => [filterName, alarmName, hasAction]),
      [
        ["one", "loud", true],
        ["two", "sum", false],
        ["three", undefined, false],
      ],
    );
    assert.deepEqual(valueOf(facts.config), {
      isRecording: true,
      recordsAll: true,
      rules: ["first", "second"],
    });
    assert.deepEqual(valueOf(facts.endpoints), [
      { id: "vpce-1", service: `com.amazonaws.${region}.q`, hasPrivateDns: true, policy: '{"Statement":[]}' },
      { id: "vpce-2", service: `com.amazonaws.${region}.s3`, hasPrivateDns: false },
    ]);
    assert.deepEqual(valueOf(facts.securityGroupRules), [
      {
        groupId: "sg-1",
        direction: "ingress",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        peers: ["10.0.0.0/8"],
      },
      { groupId: "sg-1", direction: "egress", protocol: "-1", peers: ["0.0.0.0/0", "::/0"] },
    ]);
    assert.deepEqual(valueOf(facts.workspaces), [
      {
        id: "ws-1",
        rootEncrypted: true,
        userEncrypted: false,
        kmsKeyId: "alias/own",
        runningMode: "AUTO_STOP",
      },
    ]);
    assert.deepEqual(valueOf(facts.identityCenter), { sessionHours: 8.5 });
    assert.equal(facts.rolePolicies.state, "not-applicable");
  });

  test("each denied call names its permission and leaves the others", async () => {
    const denied = (): never => {
      throw new AwsFault("AccessDeniedException", "User is not authorized", 400);
    };
    await open({
      ...good,
      cloudTrail: { ...good.cloudTrail, GetTrailStatus: denied },
      config: { ...good.config, DescribeConfigRules: denied },
      workspaces: { DescribeWorkspaces: denied },
      identityCenter: { ...good.identityCenter, ListPermissionSets: denied },
      ec2: {
        DescribeVpcEndpoints: () => {
          throw new AwsFault("UnauthorizedOperation", "You are not authorized", 403);
        },
      },
    });
    const facts = await collect();
    assert.match(reasonOf(facts.trails), /may not do cloudtrail:GetTrailStatus/);
    assert.match(reasonOf(facts.alarms), /cloudtrail:GetTrailStatus/);
    assert.match(reasonOf(facts.config), /may not do config:DescribeConfigRules/);
    assert.match(reasonOf(facts.endpoints), /may not do ec2:DescribeVpcEndpoints/);
    assert.match(reasonOf(facts.workspaces), /may not do workspaces:DescribeWorkspaces/);
    assert.match(reasonOf(facts.identityCenter), /may not do sso:ListPermissionSets/);
    assert.equal(facts.account.state, "known");
  });

  test("throttled calls are made again; what is no answer is unknown", async () => {
    let left = 3;
    await open({
      ...good,
      config: {
        ...good.config,
        DescribeConfigurationRecorders: (input, caller) => {
          if (left-- > 0) throw new AwsFault("ThrottlingException", "Rate exceeded");
          return good.config?.["DescribeConfigurationRecorders"]?.(input, caller) ?? {};
        },
      },
      workspaces: {},
    });
    const facts = await collect();
    assert.equal(valueOf(facts.config).recordsAll, true);
    assert.match(
      reasonOf(facts.workspaces),
      /workspaces:DescribeWorkspaces failed \(UnknownOperationException\)/,
    );
  });

  test("without a sign-in nothing else is called; a signal ends it", async () => {
    await open(good);
    delete process.env["AWS_ACCESS_KEY_ID"];
    const facts = await collect();
    assert.equal(new Set(Object.values(facts).map((fact) => reasonOf(fact))).size, 1);
    assert.deepEqual(stub.operations, []);
    await assert.rejects(collect(AbortSignal.abort(new Error("enough"))), /enough/);
  });
});

suite("parts of an account's facts", () => {
  test("simple and advanced selectors of a trail", () => {
    const logged = (type: "All" | "ReadOnly" | "WriteOnly") =>
      loggedBy([{ ReadWriteType: type, IncludeManagementEvents: true }], []);
    assert.deepEqual(
      [logged("All"), logged("ReadOnly"), logged("WriteOnly")].map((one) => [
        one.logsManagementReads,
        one.logsManagementWrites,
      ]),
      [
        [true, true],
        [true, false],
        [false, true],
      ],
    );
    const data = loggedBy(
      [
        {
          IncludeManagementEvents: false,
          DataResources: [
            { Type: "AWS::S3::Object", Values: ["arn:aws:s3"] },
            { Type: "AWS::Lambda::Function", Values: [] },
          ],
        },
      ],
      [],
    );
    assert.deepEqual(data, {
      logsManagementReads: false,
      logsManagementWrites: false,
      dataEventTypes: ["AWS::S3::Object"],
    });
    const writes = loggedBy(
      [],
      [
        {
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Management"] },
            { Field: "readOnly", Equals: ["false"] },
          ],
        },
      ],
    );
    assert.deepEqual([writes.logsManagementReads, writes.logsManagementWrites], [false, true]);
  });

  test("hours of a duration", () => {
    assert.deepEqual(["PT1H", "PT1H30M", "P1DT2H", "PT3600S", "P", "PT", "8h"].map(hoursOf), [
      1,
      1.5,
      26,
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
