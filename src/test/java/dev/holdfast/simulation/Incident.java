package dev.holdfast.simulation;

/** What happens to a pod without anybody's will. */
record Incident(Kind kind, int ordinal) implements Step {

    /** What it is. */
    enum Kind {
        /** It is not Ready for a moment. */
        LOSES_READINESS,
        /** It is not Ready until {@link #RECOVERS}. */
        STAYS_UNREADY,
        /** Whatever kept pods from being Ready is over. */
        RECOVERS,
        /** Its container ends and is started again. */
        RESTARTS,
        /** Its node is short of memory. */
        IS_EVICTED_BY_KUBELET
    }

    @Override
    public void run(Cluster cluster) {
        cluster.api
                .pod(UserStep.SET + "-" + ordinal)
                .filter(pod -> !pod.meta.terminating())
                .ifPresent(pod -> befall(cluster.kubelet, pod));
    }

    private void befall(Kubelet kubelet, Pod pod) {
        switch (kind) {
            case LOSES_READINESS -> kubelet.loseReadiness(pod);
            case STAYS_UNREADY -> kubelet.holdBack(pod);
            case RECOVERS -> kubelet.release();
            case RESTARTS -> kubelet.restart(pod);
            default -> kubelet.evict(pod);
        }
    }
}
