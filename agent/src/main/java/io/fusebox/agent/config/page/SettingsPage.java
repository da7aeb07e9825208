package io.fusebox.agent.config.page;

import io.fusebox.agent.config.Setting;

/** Prints the documentation of all settings from their table; not used at start. */
public final class SettingsPage {
    private SettingsPage() {}

    /** The page {@code docs/settings.md}, in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("# Settings\n\n");
        page.append(
                "Printed from the table that the agent itself reads by. How the file is written, and what overrides it,\n");
        page.append(
                "says [configuration.md](configuration.md). Every default is also a value that can be written.\n\n");
        page.append("## Of a breaker\n\n");
        page.append(
                "As `breaker.NAME.<key>`, or, all but `methods`, `client` and `like`, as `defaults.<key>` for every breaker that does\n");
        page.append("not say otherwise. What a breaker itself follows also stands for some of its keys, as in\n");
        page.append("`breaker.http[*.internal].reset-timeout`.\n\n");
        table(page, Setting.OF_BREAKERS);
        page.append("\n## Of the agent\n\n");
        page.append("As `agent.<key>`.\n\n");
        table(page, Setting.OF_AGENT);
        page.append("\n## Of the fleet\n\n");
        page.append("As `fleet.<key>`.\n\n");
        table(page, Setting.OF_FLEET);
        return page.toString();
    }

    private static void table(StringBuilder page, String scope) {
        page.append("| key | default | accepts | meaning |\n|---|---|---|---|\n");
        for (Setting setting : Setting.all()) {
            if (setting.scope().equals(scope)) {
                page.append("| `").append(setting.key());
                page.append("` | `").append(setting.defaultText().replace(", ", "`, `"));
                page.append("` | ").append(setting.accepts());
                page.append(" | ").append(setting.description()).append(" |\n");
            }
        }
    }
}
