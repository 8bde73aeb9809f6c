// Package aws declares what the fixes call, with the types of the AWS SDK for Go v2.
package aws

type Config struct{}

func Bool(v bool) *bool { return &v }

func String(v string) *string { return &v }

func ToString(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}
