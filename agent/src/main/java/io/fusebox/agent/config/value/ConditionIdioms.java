package io.fusebox.agent.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions in the idioms of other languages: {@code is not}, {@code in (1, 2)}, {@code between}, a range in one comparison,
 * {@code 4xx}, an enum constant by its name. Each method changes what it understands and leaves the rest. Loaded only for a
 * mistake.
 */
final class ConditionIdioms {
    private static final String PATH = "[\\w$]+(?:\\.[\\w$]+(?:\\((?:[^()\"]|\"[^\"]*\")*\\))?|\\(\\))*";
    private static final String CLASS = "(?:[\\w$]+\\.)*[A-Z][\\w$]*";
    private static final String LITERAL = "(?:-?[0-9.]+L?|\"[^\"]*\")";

    /** By twos: a regular expression, what stands for it. */
    private static final String[] RULES = {
        "\\\\(?![ntr\"\\\\])",
        "\\\\\\\\",
        "\\bis(\\s*!?\\s*)\"([\\w.$]+)\"",
        "is$1$2",
        "\\s+is\\s*!\\s*null\\b",
        " != null",
        "(" + PATH + ")\\s+is\\s*!\\s*empty\\b",
        "!$1.isEmpty()",
        "(" + PATH + ")\\s+is\\s+empty\\b",
        "$1.isEmpty()",
        "\\s+is\\s+(true|false)\\b",
        " == $1",
        "(" + PATH + ")\\s*(?:\\bis\\s*!|!\\s*is\\b)\\s*(" + CLASS + ")",
        "!($1 is $2)",
        "(" + PATH + ")\\s+(?:does\\s*)?!\\s*(contains|startsWith|endsWith|matches)\\b",
        "!$1 $2",
        "\\bexception(?:\\.class|\\.getClass\\(\\))?\\s*==\\s*\"?(" + CLASS + ")(?:\\.class)?\"?(?![\\w.(])",
        "exception is $1",
        "\\bexception(?:\\.class|\\.getClass\\(\\))?\\s*!=\\s*\"?(" + CLASS + ")(?:\\.class)?\"?(?![\\w.(])",
        "!(exception is $1)",
        "\\s+like\\s+\"%([^\"%]*)%\"",
        " contains \"$1\"",
        "\\s+like\\s+\"([^\"%]*)%\"",
        " startsWith \"$1\"",
        "\\s+like\\s+\"%([^\"%]*)\"",
        " endsWith \"$1\"",
        "\\bmatches\\s+/([^\"]*)/$",
        "matches \"$1\"",
        "\\b(contains|startsWith|endsWith|matches)\\s+([^\"\\s()&|!]+)$",
        "$1 \"$2\"",
        "(==|!=)\\s*(?:[\\w$]+\\.)*([A-Z][A-Z0-9_]+)(?![\\w.(])",
        "$1 \"$2\"",
        "(" + PATH + ")\\s+between\\s+(-?[0-9]+)\\s*(?:&&|and|,|\\.\\.)\\s*(-?[0-9]+)",
        "$1 >= $2 && $1 <= $3",
        "(" + PATH + ")\\s*/\\s*100\\s*==\\s*([0-9])$",
        "$1 >= $200 && $1 <= $299",
        "(" + PATH + ")\\s*==\\s*\"?([0-9])[xX]{2}\"?",
        "$1 >= $200 && $1 <= $299",
    };

    private static final Pattern CLASSES = Pattern.compile("exception\\s+(?:is|in)\\s*\\(?\\s*(" + CLASS
            + "(?:\\s*(?:,|\\|\\||\\||\\bor\\b)\\s*(?:exception\\s+)?(?:is\\s+)?" + CLASS + ")+)\\s*\\)?");
    private static final Pattern CLASS_ALONE = Pattern.compile("(?:is\\s+)?(" + CLASS + ")");
    private static final Pattern ONE_OF = Pattern.compile(
            "(" + PATH + ")\\s+in\\s*[(\\[{]\\s*(" + LITERAL + "(?:\\s*,\\s*" + LITERAL + ")*)\\s*[)\\]}]");
    private static final Pattern EQUALS_ONE_OF =
            Pattern.compile("(" + PATH + ")\\s*==\\s*(" + LITERAL + "(?:\\s*\\|\\|\\s*" + LITERAL + ")+)");
    private static final Pattern RANGE =
            Pattern.compile("(-?[0-9]+)\\s*(<=?|>=?)\\s*(" + PATH + ")\\s*(<=?|>=?)\\s*(-?[0-9]+)");

    private ConditionIdioms() {}

    static int count() {
        return RULES.length / 2 + 1;
    }

    /** The text after the idiom of that number, from 0. */
    static String changed(String text, int number, boolean ofException) {
        return number < RULES.length / 2
                ? text.replaceAll(RULES[2 * number], RULES[2 * number + 1])
                : asWhole(text, ofException);
    }

    /** The idioms that a condition consists of as a whole. */
    private static String asWhole(String text, boolean ofException) {
        Matcher classes = CLASSES.matcher(text);
        if (ofException && classes.matches()) {
            return alternatives(
                    "exception is ",
                    classes.group(1),
                    "\\s*(?:,|\\|\\||\\||\\bor\\b)\\s*(?:exception\\s+)?(?:is\\s+)?");
        }
        Matcher alone = CLASS_ALONE.matcher(text);
        if (ofException && alone.matches()) {
            return "exception is " + alone.group(1);
        }
        Matcher oneOf = ONE_OF.matcher(text);
        if (oneOf.matches()) {
            return alternatives(oneOf.group(1) + " == ", oneOf.group(2), "\\s*,\\s*");
        }
        Matcher equals = EQUALS_ONE_OF.matcher(text);
        if (equals.matches()) {
            return alternatives(equals.group(1) + " == ", equals.group(2), "\\s*\\|\\|\\s*");
        }
        Matcher range = RANGE.matcher(text);
        boolean same =
                range.matches() && range.group(2).charAt(0) == range.group(4).charAt(0);
        return same
                ? range.group(3) + ' ' + turned(range.group(2)) + ' ' + range.group(1) + " && " + range.group(3) + ' '
                        + range.group(4) + ' ' + range.group(5)
                : text;
    }

    private static String turned(String operator) {
        return (operator.charAt(0) == '<' ? '>' : '<') + operator.substring(1);
    }

    private static String alternatives(String begin, String list, String separator) {
        StringBuilder either = new StringBuilder();
        for (String one : list.split(separator, -1)) {
            either.append(either.length() == 0 ? "" : " || ").append(begin).append(one);
        }
        return either.toString();
    }
}
