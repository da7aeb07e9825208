package io.fusebox.agent.config.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of single keys in another notation: {@code breaker[a].http.mode}, {@code breaker.http.mode[a]},
 * {@code breaker.http(a).mode}, {@code breaker.http["a"].mode}. Loaded only for a mistake.
 */
public final class KeyNotation {
    private static final String OPEN = "[\\[({<]";
    private static final String CLOSE = "[\\])}>]";
    private static final String SETTING = "[A-Za-z][A-Za-z-]*";
    private static final String NAME = "[\\w-]+(?:\\.[\\w-]+)*";

    private static final Pattern BEHIND_BREAKER =
            Pattern.compile("breakers?" + OPEN + "(.+?)" + CLOSE + "\\.(?:(" + NAME + ")\\.)?(" + SETTING + ")");
    private static final Pattern BEHIND_SETTING =
            Pattern.compile("breakers?\\.(" + NAME + ")\\.(" + SETTING + ")" + OPEN + "(.+)" + CLOSE);
    private static final Pattern BEHIND_NAME =
            Pattern.compile("breakers?\\.(" + NAME + ")\\.?" + OPEN + "(.+)" + CLOSE + "\\.?(" + SETTING + ")");
    private static final Pattern OF_ALL =
            Pattern.compile("(defaults?|agent)" + OPEN + "(.*)" + CLOSE + "\\.(" + SETTING + ")");
    private static final Pattern ANY_BREAKER =
            Pattern.compile("breakers?\\.([\\w.-]*\\*[\\w.*-]*)((?:\\[.*])?)\\.(" + SETTING + ")");
    private static final Pattern WITHOUT_OPEN = Pattern.compile("breakers?\\.[^\\[]+]\\.(" + SETTING + ")");

    private KeyNotation() {}

    /** The keys that may be meant by a text that is none, the most probable first. */
    public static List<String> candidates(String text) {
        List<String> candidates = new ArrayList<>(2);
        Matcher behindBreaker = BEHIND_BREAKER.matcher(text);
        Matcher behindSetting = BEHIND_SETTING.matcher(text);
        Matcher behindName = BEHIND_NAME.matcher(text);
        Matcher ofAll = OF_ALL.matcher(text);
        Matcher any = ANY_BREAKER.matcher(text);
        if (behindBreaker.matches()) {
            String inner = plain(behindBreaker.group(1));
            String name = behindBreaker.group(2);
            if (name != null) {
                candidates.add(ofKey(name, inner, behindBreaker.group(3)));
            } else if (inner.equals("*")) {
                candidates.add("defaults." + behindBreaker.group(3));
            } else if (!inner.matches("[0-9]+")) {
                candidates.add("breaker." + inner + '.' + behindBreaker.group(3));
            }
        } else if (behindSetting.matches()) {
            String name = behindSetting.group(1);
            candidates.add(ofKey(name, plain(behindSetting.group(3)), behindSetting.group(2)));
            candidates.add("breaker." + name + '.' + behindSetting.group(2));
        } else if (behindName.matches()) {
            String name = behindName.group(1);
            candidates.add(ofKey(name, plain(behindName.group(2)), behindName.group(3)));
            candidates.add("breaker." + name + '.' + behindName.group(3));
        } else if (ofAll.matches()) {
            boolean agent = ofAll.group(1).equals("agent");
            if (agent || ofAll.group(2).equals("*") || ofAll.group(2).isEmpty()) {
                candidates.add((agent ? "agent." : "defaults.") + ofAll.group(3));
            }
        } else if (any.matches() && any.group(1).equals("*") && any.group(2).matches("|\\[\\*?]")) {
            candidates.add("defaults." + any.group(3));
        }
        return candidates;
    }

    /** What to write where nobody knows which breaker is meant; null if it is not such a text. */
    public static @Nullable String hint(String text) {
        Matcher behindBreaker = BEHIND_BREAKER.matcher(text);
        if (behindBreaker.matches() && behindBreaker.group(2) == null) {
            return "it is breaker.NAME." + behindBreaker.group(3) + " for one breaker, defaults."
                    + behindBreaker.group(3) + " for all";
        }
        Matcher ofAll = OF_ALL.matcher(text);
        if (ofAll.matches()) {
            return "a key belongs to one breaker: it is breaker.NAME[" + plain(ofAll.group(2)) + "]." + ofAll.group(3);
        }
        Matcher any = ANY_BREAKER.matcher(text);
        if (any.matches()) {
            return "a breaker's name has no wildcard: it is breaker.NAME" + any.group(2) + "." + any.group(3)
                    + " for each breaker, defaults." + any.group(3) + " for all";
        }
        Matcher without = WITHOUT_OPEN.matcher(text);
        return without.matches() ? "it is breaker.NAME[KEY]." + without.group(1) : null;
    }

    /** Whether quotes are around a whole pattern. */
    public static boolean isQuoted(String pattern) {
        return !plain(pattern).equals(pattern.strip());
    }

    private static String ofKey(String name, String key, String setting) {
        return "breaker." + name + '[' + key + "]." + setting;
    }

    /** Without the quotes and blanks around it. */
    private static String plain(String pattern) {
        String plain = pattern.strip();
        int last = plain.length() - 1;
        boolean quoted = last > 0
                && (plain.charAt(0) == '"' || plain.charAt(0) == '\'')
                && plain.charAt(last) == plain.charAt(0);
        return quoted ? plain.substring(1, last).strip() : plain;
    }
}
