package dev.holdfast.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Fills in the templates that pages are made from. */
public final class Html {

    private static final String TEMPLATES = "dev.holdfast.report.page.templates";

    private Html() {}

    /**
     * Fills in a template.
     *
     * @param template its file
     * @param parameters its parameters by name
     * @return the page as text
     */
    public static String of(String template, Map<String, Object> parameters) {
        TemplateEngine templates =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Html.class.getClassLoader(), TEMPLATES);
        TemplateOutput output = new StringOutput();
        templates.render(template, parameters, output);
        return output.toString();
    }
}
