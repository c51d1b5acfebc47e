package dev.holdfast.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Fills in the templates that pages are made from. */
public final class Html {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Html.class.getClassLoader(), "dev.holdfast.report.page.templates");

    private Html() {}

    /**
     * Fills in a template.
     *
     * @param template its file
     * @param parameters its parameters by name
     * @return it as text
     */
    public static String of(String template, Map<String, Object> parameters) {
        TemplateOutput output = new StringOutput();
        TEMPLATES.render(template, parameters, output);
        return output.toString();
    }
}
