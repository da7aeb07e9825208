package io.fusebox.agent.config.value;

import io.fusebox.agent.config.spelling.Lookalikes;
import io.fusebox.agent.config.value.ExpressionParser.Root;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was probably meant by a condition or a path in another language: with {@code =}, {@code and}, {@code equals}, single
 * quotes, a lambda, SpEL's {@code #}. Each candidate is parsed before it is printed. Loaded only for a mistake.
 */
final class ExpressionCorrection {
    private static final int MAX_LENGTH = 500;

    /** By threes: a regular expression, what stands for it, the kind: both, a condition (c), a path (p), a wait (w). */
    private static final String[] RULES = {
        "^[#$]\\{(.*)}$",
        "$1",
        "b",
        ";\\s*$",
        "",
        "b",
        "#(?=[A-Za-z])",
        "",
        "b",
        "\\?\\.",
        ".",
        "b",
        "->(?=\\w)",
        ".",
        "p",
        "^\\(?(\\w+)\\)?\\s*->\\s*(.*)$",
        "$2",
        "c",
        "\\s*(?:=~|~=)\\s*",
        " matches ",
        "c",
        "===",
        "==",
        "c",
        "!==",
        "!=",
        "c",
        "<>",
        "!=",
        "c",
        "=>",
        ">=",
        "c",
        "=<",
        "<=",
        "c",
        "(?<![=!<>])=(?!=)",
        "==",
        "c",
        "\\s+and\\s+",
        " && ",
        "c",
        "\\s+or\\s+",
        " || ",
        "c",
        "(?<!&)&(?!&)",
        "&&",
        "c",
        "(?<!\\|)\\|(?!\\|)",
        "||",
        "c",
        "\\bIS\\b",
        "is",
        "c",
        "(?i)\\bnot\\s+",
        "!",
        "c",
        "\\b(?:instanceof|isa|is an?)\\b",
        "is",
        "c",
        "\\bisnt\\b",
        "is !",
        "c",
        "\\b(?:eq|equals|equalTo)\\s+(?=[\\w\"-])",
        "== ",
        "c",
        "\\bne\\s+(?=[\\w\"-])",
        "!= ",
        "c",
        "\\b(?:lte|le)\\s+(?=[\\d-])",
        "<= ",
        "c",
        "\\b(?:gte|ge)\\s+(?=[\\d-])",
        ">= ",
        "c",
        "\\blt\\s+(?=[\\d-])",
        "< ",
        "c",
        "\\bgt\\s+(?=[\\d-])",
        "> ",
        "c",
        "(?i)\\bstarts?[_-]?with\\b",
        "startsWith",
        "c",
        "(?i)\\bends?[_-]?with\\b",
        "endsWith",
        "c",
        "(?i)\\bcontains?\\b",
        "contains",
        "c",
        "(?i)\\bmatch(?:es)?\\b",
        "matches",
        "c",
        "\\bAND\\b",
        "&&",
        "c",
        "\\bOR\\b",
        "||",
        "c",
        "\\s+is\\s+not\\s+null\\b",
        " != null",
        "c",
        "\\s+is\\s+null\\b",
        " == null",
        "c",
        "\\bNULL\\b",
        "null",
        "c",
        "\\bnil\\b",
        "null",
        "c",
        "\\bTRUE\\b",
        "true",
        "c",
        "\\bFALSE\\b",
        "false",
        "c",
        "\\b(?:Objects\\.)?isNull\\((\\w+)\\)",
        "$1 == null",
        "c",
        "!\\s*([\\w.()]+)\\.equals\\(([^()]*)\\)",
        "$1 != $2",
        "c",
        "([\\w.()]+)\\.equals\\(([^()]*)\\)",
        "$1 == $2",
        "c",
        "^(==|!=|<=|>=|<|>)",
        "result $1",
        "c",
        "\\b(response|res|returnValue|value|ret|it|returned|r)\\b(?!\\()",
        "result",
        "c",
        "^(!?)([a-z]\\w*\\(\\))",
        "$1result.$2",
        "c",
        "^root\\.",
        "",
        "p",
        "\\bargs?\\s*\\[?\\s*(\\d+)\\s*]?",
        "arg$1",
        "p",
        "^(?:root\\.)?(?:params?|parameters?|p|a|argument)\\s*\\[?(\\d+)]?",
        "arg$1",
        "p",
        "^\\$?(\\d+)\\b",
        "arg$1",
        "p",
        "^self\\b",
        "this",
        "p",
        "^(header(?:Value)?s?\\(.*)$",
        "result.$1",
        "w",
        "^((?!arg)(?!this\\b)(?!result\\b)(?!exception\\b)[a-z]\\w*(?:\\(\\))?(?:\\.\\w+(?:\\(\\))?)*)$",
        "this.$1",
        "p",
    };

    /** Words for the exception. */
    private static final String EXCEPTIONS = "\\b(result|e|ex|exc|t|throwable|error|err|thrown)\\b(?!\\()";

    private static final Pattern OF_RESULT = Pattern.compile("\\bresult\\s*[!=]=");

    private ExpressionCorrection() {}

    /** The text that was meant; null if nobody knows. */
    static @Nullable String of(String text, Root root) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        if (root == Root.EXCEPTION && OF_RESULT.matcher(text).find()) {
            // A comparison of the result itself is one for error-when.
            return null;
        }
        String candidate = doubleQuoted(Lookalikes.plain(text).strip());
        String accepted = accepted(candidate, root);
        if (accepted != null) {
            return accepted;
        }
        for (int i = 0; i < RULES.length; i += 3) {
            if (isFor(root, RULES[i + 2])) {
                String changed = outsideOfTexts(candidate, RULES[i], RULES[i + 1]);
                if (root == Root.EXCEPTION) {
                    changed = outsideOfTexts(changed, EXCEPTIONS, "exception");
                } else if (root == Root.WAIT) {
                    changed = outsideOfTexts(changed, EXCEPTIONS.replace("result|", ""), "exception");
                }
                accepted = changed.equals(candidate) ? null : accepted(changed, root);
                if (accepted != null) {
                    return accepted;
                }
                candidate = changed;
            }
        }
        return isPath(root) ? null : ofIdiom(candidate, root);
    }

    private static @Nullable String ofIdiom(String text, Root root) {
        String candidate = text;
        for (int i = 0; i < ConditionIdioms.count(); i++) {
            String changed = ConditionIdioms.changed(candidate, i, root == Root.EXCEPTION);
            String accepted = changed.equals(candidate) ? null : accepted(changed, root);
            if (accepted != null) {
                return accepted;
            }
            candidate = changed;
        }
        return null;
    }

    /** The text, or what the parser itself says to write for a part of it; null if neither is an expression. */
    private static @Nullable String accepted(String text, Root root) {
        try {
            ExpressionParser parser = new ExpressionParser(text, root);
            Expression unused = isPath(root) ? parser.wholePath() : parser.condition();
            return text;
        } catch (BadValue notYet) {
            String correction = notYet.correction();
            return correction == null || correction.equals(text) ? null : accepted(correction, root);
        }
    }

    private static boolean isPath(Root root) {
        return root == Root.CALL || root == Root.WAIT;
    }

    private static boolean isFor(Root root, String kind) {
        return switch (kind) {
            case "b" -> true;
            case "c" -> !isPath(root);
            case "w" -> root == Root.WAIT;
            default -> root == Root.CALL;
        };
    }

    private static String doubleQuoted(String text) {
        boolean single = text.indexOf('\'') >= 0 && text.indexOf('"') < 0;
        return single ? text.replace('\'', '"') : text;
    }

    /** Replaces what is not between double quotes; all of it where there are none. */
    private static String outsideOfTexts(String text, String expression, String replacement) {
        if (text.indexOf('"') < 0 || expression.contains("equals")) {
            return text.replaceAll(expression, replacement).strip();
        }
        StringBuilder changed = new StringBuilder();
        int from = 0;
        while (from <= text.length()) {
            int quote = text.indexOf('"', from);
            int end = quote < 0 ? text.length() : quote;
            changed.append(text.substring(from, end).replaceAll(expression, replacement));
            int other = quote < 0 ? -1 : text.indexOf('"', quote + 1);
            if (other < 0) {
                return quote < 0
                        ? changed.toString()
                        : changed.append(text.substring(quote)).toString();
            }
            changed.append(text, quote, other + 1);
            from = other + 1;
        }
        return changed.toString();
    }
}
