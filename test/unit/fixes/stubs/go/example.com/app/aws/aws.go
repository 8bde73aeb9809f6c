// Package aws stands for any package of that name.
package aws

const Region = "eu-west-1"
