package dev.holdfast.benchmark;

/** Who wrote which fields of an object, as the API server adds it to every object: a good third of what a pod's text is. */
final class ManagedFields {
    private static final String CONTAINERS = """
            "f:containers":{"k:{\\"name\\":\\"nginx\\"}":{".":{},"f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:ports":\
            {".":{},"k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},"f:name":{},\
            "f:protocol":{}}},"f:resources":{},"f:terminationMessagePath":{},"f:terminationMessagePolicy":{},\
            "f:volumeMounts":{".":{},"k:{\\"mountPath\\":\\"/usr/share/nginx/html\\"}":{".":{},"f:mountPath":{},"f:name":{}}}}}\
            """;
    static final String OF_POD = by("kube-controller-manager", "v1", """
            "f:metadata":{"f:generateName":{},"f:labels":{".":{},"f:app":{},"f:apps.kubernetes.io/pod-index":{},\
            "f:controller-revision-hash":{},"f:statefulset.kubernetes.io/pod-name":{}},"f:ownerReferences":{".":{},\
            "k:{\\"uid\\":\\"73982d25-5eb8-4a43-97f0-c0bd9322d29a\\"}":{}}},"f:spec":{""" + CONTAINERS + """
            ,"f:dnsPolicy":{},"f:enableServiceLinks":{},"f:hostname":{},"f:restartPolicy":{},"f:schedulerName":{},\
            "f:securityContext":{},"f:subdomain":{},"f:terminationGracePeriodSeconds":{},"f:volumes":{".":{},\
            "k:{\\"name\\":\\"www\\"}":{".":{},"f:name":{},"f:persistentVolumeClaim":{".":{},"f:claimName":{}}}}}\
            """, "");
    static final String OF_POD_STATUS = by("kubelet", "v1", """
            "f:status":{"f:conditions":{"k:{\\"type\\":\\"ContainersReady\\"}":{".":{},"f:lastProbeTime":{},\
            "f:lastTransitionTime":{},"f:observedGeneration":{},"f:status":{},"f:type":{}},"k:{\\"type\\":\\"Initialized\\"}":\
            {".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:observedGeneration":{},"f:status":{},"f:type":{}},\
            "k:{\\"type\\":\\"PodReadyToStartContainers\\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},\
            "f:observedGeneration":{},"f:status":{},"f:type":{}},"k:{\\"type\\":\\"PodScheduled\\"}":\
            {"f:observedGeneration":{}},"k:{\\"type\\":\\"Ready\\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},\
            "f:observedGeneration":{},"f:status":{},"f:type":{}}},"f:containerStatuses":{},"f:hostIP":{},"f:hostIPs":{},\
            "f:observedGeneration":{},"f:phase":{},"f:podIP":{},"f:podIPs":{".":{},"k:{\\"ip\\":\\"10.244.1.24\\"}":{".":{},\
            "f:ip":{}}},"f:resources":{".":{},"f:limits":{".":{},"f:memory":{}}},"f:startTime":{}}\
            """, "status");
    static final String OF_SET = by("kubectl-client-side-apply", "apps/v1", """
            "f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:persistentVolumeClaimRetentionPolicy":{".":{},\
            "f:whenDeleted":{},"f:whenScaled":{}},"f:podManagementPolicy":{},"f:replicas":{},"f:revisionHistoryLimit":{},\
            "f:selector":{},"f:serviceName":{},"f:template":{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{\
            """ + CONTAINERS + """
            ,"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},\
            "f:terminationGracePeriodSeconds":{}}},"f:updateStrategy":{"f:rollingUpdate":{".":{},"f:maxUnavailable":{},\
            "f:partition":{}},"f:type":{}},"f:volumeClaimTemplates":{}}\
            """, "");
    static final String OF_SET_STATUS = by("kube-controller-manager", "apps/v1", """
            "f:status":{"f:availableReplicas":{},"f:collisionCount":{},"f:currentReplicas":{},"f:currentRevision":{},\
            "f:observedGeneration":{},"f:readyReplicas":{},"f:replicas":{},"f:updateRevision":{},"f:updatedReplicas":{}}\
            """, "status");
    static final String OF_CLAIM = by("kube-controller-manager", "v1", """
            "f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:accessModes":{},"f:resources":{"f:requests":{".":{},\
            "f:storage":{}}},"f:volumeMode":{}}\
            """, "");

    private ManagedFields() {}

    private static String by(String manager, String version, String fields, String subresource) {
        return "{\"manager\":\"" + manager + "\",\"operation\":\"Update\",\"apiVersion\":\"" + version
                + "\",\"time\":\"2026-11-23T12:00:00Z\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{" + fields + "}"
                + (subresource.isEmpty() ? "" : ",\"subresource\":\"" + subresource + "\"") + "}";
    }
}
