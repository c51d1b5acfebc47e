package dev.holdfast.report.summary;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.Progress;
import dev.holdfast.cluster.chosen.ChosenCluster;
import dev.holdfast.cluster.chosen.Examination;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;

/**
 * An examination that is told of in a ConfigMap: that it began, so that nobody takes the summary of an earlier run for that of
 * this one, and why it let nothing run. A summary that may not be written is found out here, before anything is run.
 *
 * @param examination looks at the cluster
 * @param summary where to tell
 * @param command what starts such a run again
 */
public record AnnouncedExamination(Examination examination, SummaryConfigMap summary, String command)
        implements Examination {

    /** What a line begins with that says what stands in the way. */
    private static final String OBSTACLE = "✗";

    @Override
    public void examine(ChosenCluster cluster, Progress progress) {
        try {
            summary.write(cluster.client(), RunSummary.begun(command));
        } catch (KubernetesClientException refused) {
            throw new ClusterRefusedException("the summary cannot be kept in " + summary.told() + ": " + words(refused)
                    + "; the permission that is needed is to patch it, and to create it if it is not there");
        }
        List<String> obstacles = new ArrayList<>();
        try {
            examination.examine(cluster, line -> {
                progress.say(line);
                line.lines()
                        .map(String::strip)
                        .filter(each -> each.startsWith(OBSTACLE))
                        .forEach(obstacles::add);
            });
        } catch (ClusterRefusedException unfit) {
            tell(cluster, unfit, obstacles);
            throw unfit;
        }
    }

    private void tell(ChosenCluster cluster, ClusterRefusedException unfit, List<String> obstacles) {
        try {
            summary.write(cluster.client(), RunSummary.refused(command, unfit.getMessage(), obstacles));
        } catch (KubernetesClientException lost) {
            unfit.addSuppressed(lost);
        }
    }

    private static String words(KubernetesClientException refused) {
        return refused.getStatus() == null || refused.getStatus().getMessage() == null
                ? String.valueOf(refused.getMessage())
                : refused.getStatus().getMessage();
    }
}
