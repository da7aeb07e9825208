package io.fusebox.agent.config.foreign;

import org.jspecify.annotations.Nullable;

/**
 * Recognises a file that is neither properties nor JSON, so that it is one problem and not one a line. Looked at only if a key
 * of the file is unknown. Immutable.
 */
public final class OtherFormat {
    private static final String[] SUFFIXES = {
        ".yaml", "YAML", ".yml", "YAML", ".toml", "TOML", ".xml", "XML", ".conf", "HOCON", ".hocon", "HOCON"
    };

    /** The name of the format. */
    public final String name;

    /** The first line that shows it, from 1. */
    public final int line;

    private OtherFormat(String name, int line) {
        this.name = name;
        this.line = line;
    }

    /** The format of a text; null if it may be properties. */
    public static @Nullable OtherFormat of(String text, String file) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        int first = -1;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("!") || line.startsWith("//")) {
                continue;
            }
            String name = first < 0 ? ofFirst(line) : null;
            first = first < 0 ? i + 1 : first;
            name = name == null ? ofLine(line, lines, i) : name;
            if (name != null) {
                return new OtherFormat(name, i + 1);
            }
        }
        for (int i = 0; i < SUFFIXES.length; i += 2) {
            if (file.endsWith(SUFFIXES[i])) {
                return new OtherFormat(SUFFIXES[i + 1], Math.max(1, first));
            }
        }
        return null;
    }

    private static @Nullable String ofFirst(String line) {
        if (line.startsWith("{")) {
            return "JSON";
        }
        if (line.startsWith("<")) {
            return "XML";
        }
        return line.equals("---") || line.startsWith("%YAML") ? "YAML" : null;
    }

    private static @Nullable String ofLine(String line, String[] lines, int at) {
        if (line.matches("\\[{1,2}[\\w .\"'-]+]{1,2}")) {
            return "TOML";
        }
        if (line.matches("[\\w.\"'-]+ *[:=]? *\\{")) {
            return "HOCON";
        }
        return line.matches("[\\w.\"'/-]+ *:") && isIndentedBelow(lines, at) ? "YAML" : null;
    }

    /** Whether the next line with something in it stands further to the right, or begins a list. */
    private static boolean isIndentedBelow(String[] lines, int at) {
        for (int i = at + 1; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                return indent(lines[i]) > indent(lines[at]) || line.startsWith("- ");
            }
        }
        return false;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
