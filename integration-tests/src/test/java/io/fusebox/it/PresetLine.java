package io.fusebox.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a preset that can be taken out: a setting, one of the entries of its list, or one of the comparisons of its
 * condition.
 *
 * @param what the setting, and the piece of it if the rest stays
 * @param textWithout the preset's text without the piece
 */
record PresetLine(String what, String textWithout) {

    /**
     * All pieces of a preset, but two: {@code like}, and a class that is excluded since another section guards it. They matter
     * where the text is a file of its own, with a breaker for each section: PresetTest has a test for them.
     */
    static List<PresetLine> of(String text) {
        Map<String, String> settings = settings(text);
        List<PresetLine> lines = new ArrayList<>();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String key = setting.getKey();
            if (key.endsWith(".like")) {
                continue;
            }
            lines.add(new PresetLine(key, without(settings, key, null)));
            Map<String, String> pieces =
                    key.endsWith("when") ? new ConditionPieces(setting.getValue()).rest() : entries(setting.getValue());
            if (pieces.size() > 1) {
                pieces.forEach((piece, rest) -> {
                    if (!isOfAnotherSection(piece, settings)) {
                        lines.add(new PresetLine(key + " without " + piece, without(settings, key, rest)));
                    }
                });
            }
        }
        return lines;
    }

    /** Whether it is one comparison of several in a condition. */
    boolean isComparison() {
        return what.contains("when without ");
    }

    @Override
    public String toString() {
        return what;
    }

    private static boolean isOfAnotherSection(String piece, Map<String, String> settings) {
        return piece.startsWith("!")
                && settings.values().stream().anyMatch(value -> value.startsWith(piece.substring(1) + "#"));
    }

    /** The settings in their order, each on one line. */
    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : text.replaceAll("\\\\\n\\s*", "").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                settings.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return settings;
    }

    private static String without(Map<String, String> settings, String key, String rest) {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> {
            String now = name.equals(key) ? rest : value;
            if (now != null) {
                text.append(name).append(" = ").append(now).append('\n');
            }
        });
        return text.toString();
    }

    /** The entries of a list, each with the list without it. A comma within parentheses separates nothing. */
    private static Map<String, String> entries(String value) {
        List<String> entries = new ArrayList<>();
        int begin = 0;
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                entries.add(value.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        entries.add(value.substring(begin).strip());
        Map<String, String> rests = new LinkedHashMap<>();
        for (String entry : entries) {
            List<String> rest = new ArrayList<>(entries);
            rest.remove(entry);
            rests.put(entry, String.join(", ", rest));
        }
        return rests;
    }
}
