package io.fusebox.agent.log;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import java.io.File;

/** What is guarded, in one line: {@code 1.0.0: 2 breakers from fusebox.properties: payments (2 methods), http (1 pattern)}. */
public final class StartBanner {
    /** More are not named one by one; {@code status} lists them all. */
    private static final int MOST_NAMES = 50;

    private StartBanner() {}

    /** The line; counts what is written, since no class has been loaded yet. */
    public static String of(Configuration configuration) {
        StringBuilder line = new StringBuilder(AgentVersion.NUMBER).append(": ");
        appendCount(line, configuration.breakers().size(), "breaker");
        line.append(" from ").append(new File(configuration.file()).getName());
        int named = 0;
        for (BreakerDefinition breaker : configuration.breakers()) {
            if (named == MOST_NAMES) {
                appendMore(line, configuration.breakers().size() - named);
                break;
            }
            line.append(named++ == 0 ? ": " : ", ").append(breaker.name()).append(" (");
            appendMethods(line, breaker);
            line.append(')');
        }
        named = 0;
        for (String name : configuration.leftOut()) {
            if (named == MOST_NAMES) {
                appendMore(line, configuration.leftOut().size() - named);
                break;
            }
            line.append(named++ == 0 ? "; left out for their problems: " : ", ").append(name);
        }
        return line.toString();
    }

    private static void appendMore(StringBuilder line, int count) {
        line.append(" and ").append(count).append(" more");
    }

    /** A pattern that names one class and one method is a method; any other may stand for many. */
    private static void appendMethods(StringBuilder line, BreakerDefinition breaker) {
        int methods = 0;
        int patterns = 0;
        for (MethodPattern pattern : breaker.methods()) {
            if (pattern.exactTypeName() != null && pattern.exactMethodName() != null && !pattern.needsHierarchy()) {
                methods++;
            } else {
                patterns++;
            }
        }
        if (methods + patterns == 0) {
            line.append("for code");
        }
        if (methods > 0) {
            appendCount(line, methods, "method");
        }
        if (patterns > 0) {
            line.append(methods > 0 ? ", " : "");
            appendCount(line, patterns, "pattern");
        }
    }

    private static void appendCount(StringBuilder line, int count, String what) {
        line.append(count == 0 ? "no" : Integer.toString(count)).append(' ').append(what);
        line.append(count == 1 ? "" : "s");
    }
}
