import type { RulePage } from "../check.ts";

const securityGroups = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

/** Pages of the rules of this folder. */
export const templatePages: readonly RulePage[] = [
  {
    id: "network/ingress-from-anywhere",
    about:
      "A rule of a security group takes connections from `0.0.0.0/0`, `::/0`, or two halves that are the same together. Whatever listens behind it can be found and tried by everyone. Picket reads CloudFormation, Terraform and the commands of the AWS CLI in scripts; ranges that are not written out are left alone.",
    fix: "Name the security group that the connections come from, or the address ranges of the people and systems that need it. For access to machines use Session Manager, which needs no open port. A public web site belongs behind a load balancer; if this is that load balancer, suppress the finding there with a reason.",
    bad: {
      language: "terraform",
      text: `resource "aws_security_group" "desk" {
  ingress {
    protocol    = "tcp"
    from_port   = 3389
    to_port     = 3389
    cidr_blocks = ["0.0.0.0/0"]
  }
}`,
    },
    good: {
      language: "terraform",
      text: `resource "aws_security_group" "desk" {
  ingress {
    protocol    = "tcp"
    from_port   = 3389
    to_port     = 3389
    cidr_blocks = ["10.20.0.0/16"]
  }
}`,
    },
    links: [securityGroups],
  },
  {
    id: "network/egress-to-anywhere",
    about:
      "A rule of a security group lets connections out to every address. Code that runs there, an agent with a wrong instruction among it, can send what it reads anywhere. HTTPS to everywhere is reported as information, since many services are reached in no other way; any other port, and all ports, as a warning.",
    fix: "Allow port 443 to the prefix lists, address ranges and VPC endpoints that are needed, or send the traffic through a proxy or firewall that knows the allowed names. A group without any egress rule in CloudFormation or on creation by command allows everything too; Picket says nothing about what is not written.",
    bad: {
      language: "shellscript",
      text: `aws ec2 authorize-security-group-egress --group-id "$GROUP" \\
  --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'`,
    },
    good: {
      language: "shellscript",
      text: `aws ec2 authorize-security-group-egress --group-id "$GROUP" \\
  --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.0/16}]'`,
    },
    links: [securityGroups],
  },
  {
    id: "network/acl-open",
    about:
      "An entry of a network ACL allows every protocol and port with every address. The ACL is then no second line behind the security groups. Entries for single ports or ranges of ports are left alone, because an ACL keeps no state and answers come in on high ports. The default ACL, which AWS itself makes so, is left alone as well; the way out is reported as information.",
    fix: "Allow the ports that the subnet serves, from the ranges that use them, and ports 1024 to 65535 for answers. Deny is what is left.",
    bad: {
      language: "terraform",
      text: `resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.desks.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}`,
    },
    good: {
      language: "terraform",
      text: `resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.desks.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
  cidr_block     = "10.20.0.0/16"
}`,
    },
    links: ["https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html"],
  },
  {
    id: "workspaces/volume-encryption",
    about:
      "A WorkSpace has a root volume and a user volume, and each is encrypted only when asked for, with a KMS key. It cannot be changed later: a WorkSpace that is not encrypted has to be made again. Source code, credentials of tools and everything that a person downloads is on these volumes.",
    fix: "Set the encryption of both volumes to true and name the KMS key.",
    bad: {
      language: "terraform",
      text: `resource "aws_workspaces_workspace" "desk" {
  directory_id                   = aws_workspaces_directory.main.id
  bundle_id                      = data.aws_workspaces_bundle.standard.id
  user_name                      = "jane"
  root_volume_encryption_enabled = false
  user_volume_encryption_enabled = true
  volume_encryption_key          = aws_kms_key.desks.arn
}`,
    },
    good: {
      language: "terraform",
      text: `resource "aws_workspaces_workspace" "desk" {
  directory_id                   = aws_workspaces_directory.main.id
  bundle_id                      = data.aws_workspaces_bundle.standard.id
  user_name                      = "jane"
  root_volume_encryption_enabled = true
  user_volume_encryption_enabled = true
  volume_encryption_key          = aws_kms_key.desks.arn
}`,
    },
    links: ["https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html"],
  },
  {
    id: "workspaces/running-mode",
    about:
      "A WorkSpace whose running mode is ALWAYS_ON, which is the default, is up and signed in when nobody sits before it: it costs, and it can be attacked. AUTO_STOP stops it after a time without use.",
    fix: "Set the running mode to AUTO_STOP, with a timeout that fits.",
    bad: {
      language: "shellscript",
      text: `aws workspaces create-workspaces --workspaces \\
  "DirectoryId=$DIRECTORY,UserName=jane,BundleId=$BUNDLE,WorkspaceProperties={RunningMode=ALWAYS_ON}"`,
    },
    good: {
      language: "shellscript",
      text: `aws workspaces create-workspaces --workspaces \\
  "DirectoryId=$DIRECTORY,UserName=jane,BundleId=$BUNDLE,WorkspaceProperties={RunningMode=AUTO_STOP}"`,
    },
    links: ["https://docs.aws.amazon.com/workspaces/latest/adminguide/running-mode.html"],
  },
  {
    id: "workspaces/tags",
    about:
      "A WorkSpace without tags has no owner and no cost centre that a report can name, and policies that are bound to tags do not reach it. Tags that Terraform's provider adds by `default_tags` are not seen by this check.",
    fix: "Add the tags that your organisation asks for, such as owner, cost centre and class of data.",
    bad: {
      language: "terraform",
      text: `resource "aws_workspaces_workspace" "desk" {
  directory_id = aws_workspaces_directory.main.id
  user_name    = "jane"
}`,
    },
    good: {
      language: "terraform",
      text: `resource "aws_workspaces_workspace" "desk" {
  directory_id = aws_workspaces_directory.main.id
  user_name    = "jane"
  tags         = { Owner = "jane", CostCentre = "1234" }
}`,
    },
    links: ["https://docs.aws.amazon.com/workspaces/latest/adminguide/tag-workspaces-resources.html"],
  },
];
