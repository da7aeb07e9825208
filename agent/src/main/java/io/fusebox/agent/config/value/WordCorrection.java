package io.fusebox.agent.config.value;

import io.fusebox.agent.config.spelling.EditDistance;
import io.fusebox.agent.config.spelling.Lookalikes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the word of a setting that a wrong word probably means. Loaded only for a mistake. */
public final class WordCorrection {
    /** Words that mean the same; the first of a row that a setting has is the one to write. */
    private static final List<List<String>> ROWS = List.of(
            List.of("true", "on", "enforce", "yes", "y", "1", "enabled", "enable", "active", "activated"),
            List.of("false", "off", "none", "no", "n", "0", "disabled", "disable", "never", "inactive"),
            List.of("observe", "observing", "monitor", "dry-run", "dryrun", "shadow", "log-only", "logonly", "warn"),
            List.of("read-only", "readonly", "ro", "read"),
            List.of("text", "plain", "txt"),
            List.of("auto", "automatic", "default"),
            List.of("share", "shared", "sharing", "on", "true", "yes", "y", "1", "enabled", "enable", "active"),
            List.of("forced-open", "open", "opened", "force-open"),
            List.of("forced-closed", "closed", "close", "force-closed", "force-close"));

    private WordCorrection() {}

    /** A word that the setting does not have. */
    public static BadValue of(String text, String... words) {
        String plain = Lists.unwrapped(Lookalikes.plain(text).strip())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replace(' ', '-');
        List<String> meant = meant(plain, words);
        return meant.size() == 1
                ? BadValue.corrected("is not known", meant.get(0))
                : new BadValue(
                        "is not known", "it is one of " + String.join(", ", meant.isEmpty() ? List.of(words) : meant));
    }

    /** Whether a text means that something is off, and {@code off} or {@code none} could be written for it. */
    public static boolean meansOff(String text) {
        String plain = Lists.unwrapped(text.strip()).toLowerCase(Locale.ROOT);
        return ROWS.get(1).contains(plain)
                || List.of("-1", "null", "nil", "unlimited", "infinite", "infinity", "forever", "n/a")
                        .contains(plain);
    }

    /** The words that may be meant: one, or several that are equally near; none if all are too far. */
    private static List<String> meant(String plain, String... words) {
        for (String word : words) {
            if (word.equals(plain)) {
                return List.of(word);
            }
        }
        for (List<String> row : ROWS) {
            if (row.contains(plain)) {
                for (String word : words) {
                    if (row.contains(word)) {
                        return List.of(word);
                    }
                }
            }
        }
        List<String> nearest = new ArrayList<>();
        int least = plain.length() / 3;
        for (String word : words) {
            int distance = EditDistance.between(plain, word);
            if (distance < least) {
                nearest.clear();
            }
            if (distance <= least) {
                least = distance;
                nearest.add(word);
            }
        }
        return nearest;
    }
}
