// Package controllerproxy stands between an unmodified controller and its API server, and lies to it about chosen namespaces:
// objects in them look different from what they are, and what is asked for in them is not what is done. Nothing that the
// API server keeps is touched by what the controller is shown.
//
// What lies are told is said by jq programs, for each namespace (see Rule). What is in no such namespace goes through as
// it is.
package controllerproxy
