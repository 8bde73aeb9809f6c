// Package secretsmanager declares what the fixes call, with the types of the AWS SDK for Go v2.
package secretsmanager

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type Options struct{}

type Client struct{}

func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client { return &Client{} }

type GetSecretValueInput struct {
	SecretId     *string
	VersionId    *string
	VersionStage *string
}

type GetSecretValueOutput struct {
	SecretString *string
}

func (c *Client) GetSecretValue(ctx context.Context, params *GetSecretValueInput, optFns ...func(*Options)) (*GetSecretValueOutput, error) {
	return &GetSecretValueOutput{}, nil
}
