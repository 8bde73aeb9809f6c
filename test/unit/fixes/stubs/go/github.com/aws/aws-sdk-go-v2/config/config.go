// Package config declares what the fixes call, with the types of the AWS SDK for Go v2.
package config

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type Config interface{}

type LoadOptions struct{}

func LoadDefaultConfig(ctx context.Context, optFns ...func(*LoadOptions) error) (aws.Config, error) {
	return aws.Config{}, nil
}
