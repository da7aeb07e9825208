package io.fusebox.agent.config;

import io.fusebox.agent.config.foreign.ForeignKey;
import io.fusebox.agent.config.foreign.ForeignSetting;
import io.fusebox.agent.config.foreign.OtherFormat;
import io.fusebox.agent.config.keyed.KeyNotation;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.InvisibleCharacters;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.spelling.Lookalikes;
import io.fusebox.agent.config.value.BadValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The problems of keys: one that has a character that nobody sees, one of another library's, one with a unit in its name. What
 * is to be written instead is a whole line where the value changes too. Loaded only for a mistake.
 */
final class KeyProblems {
    private static final Pattern KEY_IN_NAME = Pattern.compile("breaker\\.(.+)\\.(?:keys?|KEYS?)\\.");
    private static final Pattern SPLIT = Pattern.compile("(\\[[^\\]\\s]+]\\.[\\w-]+)\\s*[=:]?\\s*(.*)");

    private KeyProblems() {}

    /**
     * The problem of an entry whose key is none.
     *
     * @param bad what {@link Key} says of it
     * @param all all entries of the file, for lists that are written an element a line
     */
    static Problem of(Entry entry, BadValue bad, List<Entry> all) {
        String key = entry.key();
        int invisible = InvisibleCharacters.first(key);
        if (invisible >= 0) {
            String plain = InvisibleCharacters.remove(key).replace(" ", "");
            String what = InvisibleCharacters.named(key, invisible);
            return entry.problem(what, isKey(plain) ? "write " + plain : "remove it");
        }
        String plain = Lookalikes.plain(key);
        if (!plain.equals(key) && isKey(plain)) {
            return entry.problem("has a sign that only looks like the right one", "write " + plain);
        }
        Problem misplaced = isElement(key) ? null : ofKeys(entry);
        if (misplaced != null) {
            return misplaced;
        }
        Problem foreign = foreign(entry, all);
        return foreign != null ? foreign : entry.problem(bad.what(), bad.instead());
    }

    /** The problem of settings of single keys, {@code breaker.http[a].mode}, where nothing says what the keys are. */
    static Problem withoutKey(Entry first, Section breaker, Section ofKeys, Set<String> breakers) {
        Matcher word = KEY_IN_NAME.matcher(breaker.prefix);
        if (word.matches() && breakers.contains(word.group(1))) {
            String setting = first.key().substring(first.key().lastIndexOf('.'));
            String bracket = ofKeys.prefix.substring(breaker.prefix.length() - 1, ofKeys.prefix.length() - 1);
            return first.problem(
                    "names a breaker " + breaker.prefix.substring("breaker.".length(), breaker.prefix.length() - 1),
                    "write breaker." + word.group(1) + first.origin().writtenKey(bracket) + setting);
        }
        return first.problem(
                "needs " + breaker.prefix + "key, which says what the keys are",
                "add " + breaker.prefix + "key = arg0, or another parameter");
    }

    /** The one problem of a file in another format; null if it may be properties. */
    static @Nullable Problem ofFormat(String text, String file) {
        OtherFormat format = file.endsWith(".json") ? null : OtherFormat.of(text, file);
        if (format == null) {
            return null;
        }
        String instead = format.name.equals("JSON")
                ? "give the file a name that ends in .json; nothing is guarded until then"
                : "a line looks like breaker.NAME.error-threshold = 5; nothing is guarded until the file is properties or JSON";
        return new Problem(
                Origin.file(file, format.line), null, null, "is " + format.name + ", not properties", instead);
    }

    /** Whether it is one element of a list that has a line for each. */
    private static boolean isElement(String key) {
        int open = key.lastIndexOf('[');
        Setting list = open < 0 || !key.endsWith("]")
                ? null
                : Key.find(key.substring(key.lastIndexOf('.', open) + 1, open), Setting.OF_BREAKERS);
        return list != null && list.type().isList() && key.matches(".*\\[[0-9]{1,6}]");
    }

    /** The problem of a setting of single keys in another notation; null if it is none. */
    private static @Nullable Problem ofKeys(Entry entry) {
        String key = entry.key();
        List<String> candidates = KeyNotation.candidates(key);
        if (candidates.contains(key)) {
            // It is written well: something else is wrong with it.
            return null;
        }
        for (String candidate : candidates) {
            if (isKey(candidate)) {
                return entry.problem(
                        "is not written as the settings of single keys are",
                        "write " + entry.origin().writtenKey(candidate));
            }
        }
        String hint = KeyNotation.hint(key);
        if (hint != null) {
            return entry.problem("is not written as the settings of single keys are", hint);
        }
        // A blank before the bracket ends the key.
        Matcher split = SPLIT.matcher(entry.value().text());
        String whole = split.matches() ? key + split.group(1) : "";
        return split.matches() && isKey(whole)
                ? entry.problem(
                        "has a blank before the [",
                        "write " + entry.origin().writtenKey(whole) + " = "
                                + entry.origin().written(split.group(2)))
                : null;
    }

    private static boolean isKey(String key) {
        try {
            var unused = Key.parse(key);
            return true;
        } catch (BadValue none) {
            return false;
        }
    }

    private static @Nullable Problem foreign(Entry entry, List<Entry> all) {
        ForeignKey key = ForeignKey.of(entry.key());
        if (key.ofOtherModule) {
            return entry.problem("unknown key", "there is nothing like it: Fusebox is a circuit breaker only");
        }
        Setting own = Key.find(key.name, Setting.OF_BREAKERS);
        ForeignSetting there = own != null ? null : ForeignSetting.find(key.name);
        String unit = null;
        if (own == null && there == null) {
            unit = key.unit();
            own = unit == null ? null : Key.find(key.nameWithoutUnit(), Setting.OF_BREAKERS);
            there = unit == null || own != null ? null : ForeignSetting.find(key.nameWithoutUnit());
        }
        if (there != null && there.key == null) {
            return entry.problem("unknown key", there.reason);
        }
        Setting setting =
                own != null ? own : there == null ? null : Key.find(String.valueOf(there.key), Setting.OF_BREAKERS);
        boolean keyKnowsIt = own != null && unit == null && key.index < 0 && !key.ofOtherLibrary;
        if (setting == null || keyKnowsIt) {
            return null;
        }
        if (key.index >= 0 && setting.type().isList()) {
            return ofElement(entry, key, setting, all);
        }
        String value =
                ForeignValues.converted(setting, there, unit, entry.value().text());
        String written = key.scope + setting.key();
        return entry.problem(
                "unknown key",
                value == null || value.equals(entry.value().text())
                        ? "write " + written
                        : "write " + written + " = " + entry.origin().written(value));
    }

    /** One element of a list that has one line for each element: the problem of the first line shows them all. */
    private static @Nullable Problem ofElement(Entry entry, ForeignKey key, Setting setting, List<Entry> all) {
        String base = entry.key().substring(0, entry.key().lastIndexOf('['));
        StringBuilder list = new StringBuilder();
        for (Entry other : all) {
            if (other.key().startsWith(base + "[")) {
                if (list.length() == 0 && other != entry) {
                    return entry.problem(
                            "a list is one line here",
                            "remove this line: its value belongs into the list of line "
                                    + other.origin().line());
                }
                String value = ForeignValues.converted(
                        setting, null, null, other.value().text());
                list.append(list.length() == 0 ? "" : ", ")
                        .append(value == null ? other.value().text() : value);
            }
        }
        String value = list.length() == 0 ? entry.value().text() : list.toString();
        return entry.problem(
                "a list is one line here",
                "write " + key.scope + setting.key() + " = " + entry.origin().written(value));
    }
}
