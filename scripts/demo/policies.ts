const deployer = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadOrders",
      "Effect": "Allow",
      "Action": ["s3:Get*", "s3:GetObject", "s3:ListBuckt"],
      "Resource": ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"]
    },
    {
      "Sid": "Deploy",
      "Effect": "Allow",
      "Action": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
      "Resource": "*"
    },
    {
      "Sid": "DatabasePassword",
      "Effect": "Allow",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders/database"
    },
    {
      "Sid": "OwnQueue",
      "Effect": "Allow",
      "Action": ["sqs:SendMessage", "sqs:ReceiveMessage"],
      "Resource": "*",
      "Condition": { "StringLike": { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:orders" } }
    }
  ]
}
`;

const roles = `AWSTemplateFormatVersion: "2010-09-09"
Description: Roles of the order service.

Resources:
  OrdersRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: "*"
            Action: sts:AssumeRole
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - dynamodb:GetItem
                  - dynamodb:PutItems
                Resource: !Sub "arn:aws:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/orders"
              - Effect: Allow
                Action: "*"
                Resource: "*"

  OrdersGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The database
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 0.0.0.0/0
`;

const access = `data "aws_iam_policy_document" "release" {
  statement {
    sid       = "Release"
    actions   = ["iam:CreatePolicyVersion", "codepipeline:StartPipelineExecution"]
    resources = ["*"]
  }

  statement {
    sid       = "Topic"
    actions   = ["sns:Publish"]
    resources = ["arn:aws:sns:us-east-1:111122223333"]

    condition {
      test     = "StringEqual"
      variable = "aws:PrincipalTag/team"
      values   = ["orders"]
    }
  }
}
`;

/** IAM policies in three languages, each with something to find, content by `/`-separated path. */
export function policyFiles(): Readonly<Record<string, string>> {
  return { "iam/deployer.json": deployer, "iam/roles.yaml": roles, "infra/access.tf": access };
}
