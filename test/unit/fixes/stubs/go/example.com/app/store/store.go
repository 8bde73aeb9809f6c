// Package store stands for any package of the same module.
package store

const URL = "https://example.com"
