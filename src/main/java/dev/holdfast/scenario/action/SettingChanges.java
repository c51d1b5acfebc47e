package dev.holdfast.scenario.action;

import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * What a scenario changes of its set beside how many pods it is to have; and each time, it waits until the controller has seen that.
 *
 * @param set the set
 * @param changes changes the set
 */
public record SettingChanges(SetUnderTest set, SetChanges changes) {

    /** Gives the set a label that its pods do not get. */
    public void label() {
        merge("a label", "{\"metadata\":{\"labels\":{\"example.com/note\":\"changed\"}}}");
    }

    /**
     * Changes how long a pod has to be Ready until it is available.
     *
     * @param seconds so many seconds
     */
    public void minReadySeconds(int seconds) {
        merge("minReadySeconds", "{\"spec\":{\"minReadySeconds\":" + seconds + "}}");
    }

    /**
     * Changes with which ordinal its pods begin.
     *
     * @param start with this one
     */
    public void firstOrdinal(int start) {
        merge("the first ordinal", "{\"spec\":{\"ordinals\":{\"start\":" + start + "}}}");
    }

    /** Leaves out with which ordinal its pods begin. */
    public void noFirstOrdinal() {
        merge("the first ordinal", "{\"spec\":{\"ordinals\":null}}");
    }

    /**
     * Changes how many pods an update may take down at once.
     *
     * @param most how many
     */
    public void maxUnavailable(int most) {
        merge(
                "maxUnavailable",
                "{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"maxUnavailable\":" + most + "}}}}");
    }

    /** Has pods updated only when somebody deletes them. */
    public void onDelete() {
        merge("the update strategy", "{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\",\"rollingUpdate\":null}}}");
    }

    /** Has all pods of one version removed before there is one of the next. */
    public void recreate() {
        merge("the update strategy", "{\"spec\":{\"updateStrategy\":{\"type\":\"Recreate\",\"rollingUpdate\":null}}}");
    }

    /** Has pods updated one after the other. */
    public void rollingUpdate() {
        merge(
                "the update strategy",
                "{\"spec\":{\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":0}}}}");
    }

    /** Has claims deleted with the set. */
    public void deleteClaimsWithTheSet() {
        merge(
                "the retention policy",
                "{\"spec\":{\"persistentVolumeClaimRetentionPolicy\":{\"whenDeleted\":\"Delete\"}}}");
    }

    /**
     * Changes the template several times, each time to one that the set never had.
     *
     * @param templates how many times
     */
    public void rollOut(int templates) {
        for (int number = 1; number <= templates; number++) {
            merge(
                    "the template",
                    "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"example.com/version\":\"" + number
                            + "\"}}}}}");
        }
    }

    private void merge(String what, String patch) {
        changes.patch(
                "change " + what + " of StatefulSet " + set.names().set(),
                SetChanges.UPDATE,
                PatchType.JSON_MERGE,
                patch);
        changes.awaitSeen();
    }
}
