// Package types declares what the fixes read, with the types of the AWS SDK for Go v2.
package types

type Parameter struct {
	Name  *string
	Value *string
}
