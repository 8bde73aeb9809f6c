// Package router stands for any library.
package router

type Router struct{}
