package dev.holdfast.history;

import java.net.URI;
import java.util.List;

/** What the scenario of a {@link Story} reads outside of the API. */
interface ScenarioReads extends Teller {
    default Story looksUp(int ordinal, String... addresses) {
        return story().tell(ExternalRead.dns("web-" + ordinal + ".svc.demo.svc.cluster.local", List.of(addresses)));
    }

    default Story looksUpService(String... addresses) {
        return story().tell(ExternalRead.dns("svc.demo.svc.cluster.local", List.of(addresses)));
    }

    default Story looksUpPort(String port, String... records) {
        return story().tell(ExternalRead.srv("_" + port + "._tcp.svc.demo.svc.cluster.local", List.of(records)));
    }

    /** The page that the name of this ordinal leads to. */
    default Story page(int ordinal, String body) {
        return story().tell(ExternalRead.page(url(ordinal), 200, body + "\n"));
    }

    default Story pageRefused(int ordinal, int status) {
        return story().tell(ExternalRead.page(url(ordinal), status, "refused"));
    }

    default Story noPage(int ordinal) {
        return story().tell(ExternalRead.noPage(url(ordinal)));
    }

    default Story file(String path, String content) {
        return story().tell(ExternalRead.file(path, content + "\n"));
    }

    default Story noFile(String path) {
        return story().tell(ExternalRead.noFile(path));
    }

    default Story saysHostname(int ordinal, String answer) {
        return story().tell(ExternalRead.hostname(
                story().pod(ordinal).name(), story().pod(ordinal).uid(), answer));
    }

    private static URI url(int ordinal) {
        return URI.create("http://web-" + ordinal + ".svc.demo.svc.cluster.local/");
    }
}
