import type { DataEventKind, MonitoringValues } from "./options.ts";

/** A condition on the events of a selector. */
export interface FieldCondition {
  readonly field: string;
  readonly equals?: readonly string[];
  readonly startsWith?: readonly string[];
  readonly notStartsWith?: readonly string[];
}

/** An advanced event selector of CloudTrail: exactly one resource type, `Equals` alone for it. */
export interface EventSelector {
  readonly name: string;
  readonly conditions: readonly FieldCondition[];
}

/**
 * Resource types of the calls that assistants and agents make. The guide writes `AWS::Q::*`, which CloudTrail takes
 * neither as a type nor with its wildcard. Source: "Supported AWS resource types for data events", CloudTrail user guide.
 */
const aiTypes: readonly (readonly [type: string, name: string])[] = [
  ["AWS::CodeWhisperer::Profile", "Kiro and Amazon Q Developer, profiles"],
  ["AWS::CodeWhisperer::Customization", "Kiro and Amazon Q Developer, customizations"],
  ["AWS::QDeveloper::Integration", "Amazon Q Developer, integrations"],
  ["AWS::Bedrock::AgentAlias", "Bedrock, agents"],
  ["AWS::Bedrock::KnowledgeBase", "Bedrock, knowledge bases"],
  ["AWS::Bedrock::Guardrail", "Bedrock, guard rails"],
];

const management: EventSelector = {
  name: "Management events",
  conditions: [{ field: "eventCategory", equals: ["Management"] }],
};

/** Selectors of the trail. Texts hold references. */
export function eventSelectors({ dataEvents, bucket, prefix }: MonitoringValues): readonly EventSelector[] {
  const kinds: Readonly<Record<DataEventKind, readonly EventSelector[]>> = {
    ai: aiTypes.map(([type, name]) => dataSelector(type, name)),
    s3: [
      bucket === undefined
        ? dataSelector("AWS::S3::Object", "S3, all objects but the trail's own", {
            field: "resources.ARN",
            // A trail that records its own delivery never comes to rest.
            notStartsWith: [
              `arn:\${AWS::Partition}:s3:::${prefix}-trail-`,
              `arn:\${AWS::Partition}:s3:::${prefix}-config-`,
            ],
          })
        : dataSelector("AWS::S3::Object", "S3, objects of the agent's bucket", {
            field: "resources.ARN",
            startsWith: ["arn:${AWS::Partition}:s3:::${BucketName}/"],
          }),
    ],
    lambda: [dataSelector("AWS::Lambda::Function", "Lambda, invocations")],
  };
  return [management, ...dataEvents.flatMap((kind) => kinds[kind])];
}

function dataSelector(type: string, name: string, more?: FieldCondition): EventSelector {
  const conditions: readonly FieldCondition[] = [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [type] },
  ];
  return { name, conditions: more ? [...conditions, more] : conditions };
}
