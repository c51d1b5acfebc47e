package dev.holdfast.simulation;

import tools.jackson.databind.node.ObjectNode;

/** A ControllerRevision: a template that a set has or had. */
final class ControllerRevision extends ApiObject {
    static final String KIND = "ControllerRevision";

    Template template;
    String app;
    long revision;

    ControllerRevision(Template template, String app, long revision) {
        super(KIND, "apps/v1");
        this.template = template;
        this.app = app;
        this.revision = revision;
    }

    @Override
    ControllerRevision copy() {
        ControllerRevision copy = new ControllerRevision(template, app, revision);
        copy.meta = meta.copy();
        return copy;
    }

    @Override
    void content(ObjectNode json) {
        template.json(json.putObject("data").putObject("spec").putObject("template"), app);
        json.put("revision", revision);
    }
}
