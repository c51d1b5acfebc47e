package dev.holdfast.guarantee;

import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What somebody finds who looks at the claims of a set once everything is over. */
final class EndClaims {

    private final History history;
    private final String namespace;
    private final Claims claims;

    EndClaims(SetTimeline set) {
        this.history = set.history();
        this.namespace = set.namespace();
        this.claims = Claims.of(set);
    }

    /**
     * The first claim that is not as on a healthy cluster, as a clause.
     *
     * @param view the set
     * @param pods its pods by name; all that it wants are there
     */
    Optional<String> wrong(StatefulSetView view, Map<String, PodView> pods) {
        Map<String, String> users = new HashMap<>();
        return first(view, (template, pod) -> {
            String name = template + "-" + pod;
            return name.equals(pods.get(pod).claims().get(template))
                    ? wrong(name, users)
                    : Optional.of("pod " + pod + " does not mount the claim " + name);
        });
    }

    /**
     * The first claim of a set that is gone which is gone, too, although nobody was asked to delete it, as a clause.
     *
     * @param last the set as it was seen last
     */
    Optional<String> lost(StatefulSetView last) {
        return first(last, (template, pod) -> {
            String name = template + "-" + pod;
            boolean lost = !claims.named(name).isEmpty() && existing(name).isEmpty() && !askedToDelete(name);
            return lost ? Optional.of("the set is gone, and so is claim " + name) : Optional.empty();
        });
    }

    private Optional<String> wrong(String name, Map<String, String> users) {
        Optional<ClaimView> claim = existing(name);
        if (claim.isEmpty()) {
            return Optional.of("there is no claim " + name);
        }
        if (!claim.get().bound()) {
            return Optional.of("claim " + name + " is " + claim.get().phase());
        }
        String other = users.putIfAbsent(claim.get().volumeName().orElse(""), name);
        return Optional.ofNullable(other).map(shared -> "claims " + shared + " and " + name + " share a volume");
    }

    private Optional<ClaimView> existing(String name) {
        return claims.existing(name, Long.MAX_VALUE)
                .map(claim -> claim.last())
                .filter(claim -> !claim.object().terminating())
                .map(ClaimView::of);
    }

    private boolean askedToDelete(String claim) {
        return history.actions(namespace).stream()
                .anyMatch(action -> action.verb().equals(Action.DELETE)
                        && action.kind().equals(Kinds.CLAIM)
                        && action.name().equals(claim));
    }

    private Optional<String> first(StatefulSetView view, Look look) {
        for (int ordinal = view.start(); ordinal < view.end(); ordinal++) {
            for (String template : view.claimTemplates()) {
                Optional<String> wrong = look.at(template, view.name() + "-" + ordinal);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Look {

        Optional<String> at(String template, String pod);
    }
}
