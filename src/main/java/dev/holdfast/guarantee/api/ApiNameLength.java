package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.EventView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set whose name the API server accepts can have pods: their names, and the label with their revision, are longer than its own. */
public final class ApiNameLength extends Guarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/64023";
    /** With a hyphen and a hash, which has ten characters at most, no label may be longer. */
    private static final int LONGEST = 52;

    private static final String TOO_LONG = "must be no more than 63";

    private static final Pattern VALUE = Pattern.compile("Invalid value: \"([^\"]*)\": " + TOO_LONG);

    public ApiNameLength() {
        super(Promise.of("api.name-length", "A StatefulSet whose name is accepted MUST be able to have Pods")
                .otherwise(Harm.AVAILABILITY, "A set with a long name never gets a member, and only Events say why")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#components")
                .alsoSeenIn(Kinds.EVENT)
                .knownDeviation(
                        "names of 53 to 63 characters are accepted, and no Pod can be created where the label"
                                + " controller-revision-hash, which has up to eleven more, gets too long",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Optional<Observation> made = context.set().incarnations().stream()
                .map(Incarnation::createdBySet)
                .flatMap(Optional::stream)
                .findFirst();
        Optional<Observation> event = refusal(context);
        String name = "a StatefulSet with a name of " + context.name().length() + " characters ";
        if (made.isPresent()) {
            context.findings().judged();
        } else if (event.isPresent()) {
            String sentence =
                    name + "was accepted, and its pods were refused, since a label that begins with its name is"
                            + " too long: the controller says so in the Event " + Phrases.at(event.get());
            if (context.name().length() > LONGEST) {
                return new Verdict(Outcome.KNOWN_DEVIATION, sentence + " (" + ISSUE + ")", List.of(event.get()));
            }
            context.findings().brokenAlone(sentence, event.get());
        }
        return context.findings()
                .verdict(
                        name + "was accepted and got a pod",
                        "StatefulSet " + context.name()
                                + " got no pod, and nothing says that its name is too long for one");
    }

    /** Whether it is said what is too long, and that is no name with something after it: a label may be of the user's or admission's making. */
    private static boolean isOfAnotherLabel(String message, String name) {
        Matcher value = VALUE.matcher(message);
        return value.find() && !value.group(1).startsWith(name + "-");
    }

    private static Optional<Observation> refusal(JudgingContext context) {
        return context.history().observations(Kinds.EVENT).stream()
                .filter(event -> !event.deleted()
                        && event.object().namespace().equals(context.subject().namespace()))
                .filter(event -> {
                    EventView view = EventView.of(event);
                    return view.byStatefulSetController()
                            && view.reason().equals("FailedCreate")
                            && view.about().name().equals(context.name())
                            && view.message().contains(TOO_LONG)
                            && !isOfAnotherLabel(view.message(), context.name());
                })
                .findFirst();
    }
}
