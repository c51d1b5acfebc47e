package kubernetes

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"

	"holdfast.dev/node/internal/cluster"
)

// auditPolicy is the smallest one that tells all that a history of StatefulSets is made of.
//
//go:embed audit-policy.yaml
var auditPolicy []byte

const auditPolicyFile = "audit-policy.yaml"

// auditLogMegabytes is more than any log has, so that the API server keeps it in one file.
const auditLogMegabytes = 1 << 20

// RefuseAuditLog says why the audit log cannot be written, if it cannot.
func RefuseAuditLog(plan *cluster.Plan) error {
	if plan.AuditLog == "" {
		return nil
	}
	if _, err := os.Lstat(plan.AuditLog); err == nil {
		return cluster.Refuse("the audit log %s is there already: it would tell of two clusters", plan.AuditLog)
	}
	if info, err := os.Stat(filepath.Dir(plan.AuditLog)); err != nil || !info.IsDir() {
		return cluster.Refuse("the audit log %s cannot be written: there is no such folder", plan.AuditLog)
	}
	return nil
}

// WriteAuditPolicy writes what the API server is to log, if an audit log is wanted.
func WriteAuditPolicy(plan *cluster.Plan) error {
	if plan.AuditLog == "" {
		return nil
	}
	return os.WriteFile(plan.Conf(auditPolicyFile), auditPolicy, 0o600)
}

// auditing are the arguments by which the API server writes the audit log, if one is wanted. It answers a request only
// when the line of it is written, so that none is missing.
func auditing(plan *cluster.Plan) []string {
	if plan.AuditLog == "" {
		return nil
	}
	return []string{
		"--audit-policy-file=" + plan.Conf(auditPolicyFile), "--audit-log-path=" + plan.AuditLog, "--audit-log-mode=blocking",
		fmt.Sprintf("--audit-log-maxsize=%d", auditLogMegabytes),
	}
}
