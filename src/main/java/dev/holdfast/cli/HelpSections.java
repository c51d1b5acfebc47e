package dev.holdfast.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Shows the options of a command under the headings of {@link HelpSection}, those without one at the end. */
final class HelpSections implements IHelpSectionRenderer {

    private static final String OTHERS = "Others";

    private HelpSections() {}

    /** Has a command and all of its subcommands show them so. */
    static void install(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new HelpSections());
        command.getSubcommands().values().forEach(HelpSections::install);
    }

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        for (OptionSpec option : help.commandSpec().options()) {
            sections.computeIfAbsent(heading(option), none -> new ArrayList<>()).add(option);
        }
        List<OptionSpec> others = sections.remove(OTHERS);
        if (others != null) {
            sections.put(OTHERS, others);
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) -> {
            text.append(sections.size() == 1 ? "" : String.format("%n%s:%n", heading));
            text.append(help.optionListExcludingGroups(options));
        });
        return text.toString();
    }

    private static String heading(OptionSpec option) {
        if (!(option.userObject() instanceof Field field)) {
            return OTHERS;
        }
        HelpSection own = field.getAnnotation(HelpSection.class);
        HelpSection section = own == null ? field.getDeclaringClass().getAnnotation(HelpSection.class) : own;
        return section == null ? OTHERS : section.value();
    }
}
