package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.agent.config.address.FleetValues;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.InvisibleCharacters;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.SourceText;
import io.fusebox.agent.config.source.TextFile;
import io.fusebox.agent.config.spelling.Lookalikes;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Lists;
import io.fusebox.agent.config.value.WordCorrection;
import io.fusebox.agent.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The problems of values. Each says what to write only after the setting itself has accepted that; else it says what a value
 * looks like. Loaded only for a mistake.
 */
final class ValueProblems {
    /** A longer list is not written into a line of the log. */
    private static final int MAX_CORRECTION = 4_000;

    private static final Setting RECORD_EXCEPTIONS = Setting.of(BreakerSetting.RECORD_EXCEPTIONS);

    private ValueProblems() {}

    /** A text that is no value. */
    static Problem of(Setting setting, Entry entry, SourceText text, BadValue bad) {
        if (setting == Setting.FLEET_URL) {
            // It may have a password in it, which is not for a log.
            String shown = FleetValues.shown(text.text());
            return new Problem(entry.origin().atLine(text.lineAt(0)), entry.key(), shown, bad.what(), bad.instead());
        }
        String correction = bad.correction();
        if (correction != null && isAccepted(setting, correction)) {
            return entry.problem(text, bad.what(), instead(entry, correction));
        }
        String value = text.text();
        String off = off(setting);
        boolean whole = !setting.type().isList() || value.equals(entry.value().text());
        if (off != null && whole && WordCorrection.meansOff(value)) {
            return entry.problem(text, bad.what(), "write " + off);
        }
        int odd = Lookalikes.first(value);
        String plain = Lookalikes.plain(value);
        if (odd >= 0 && isAccepted(setting, plain)) {
            String what = "has " + value.charAt(odd) + " (" + code(value.charAt(odd)) + ") in place of "
                    + Lookalikes.plain(value.charAt(odd));
            return entry.problem(text, what, instead(entry, plain));
        }
        Problem ofOther = ofOtherSetting(setting, entry, text, bad);
        if (ofOther != null) {
            return ofOther;
        }
        return entry.problem(text, bad.what(), correction == null ? bad.instead() : example(setting));
    }

    /** A value that is written for one setting and meant for another. */
    private static @Nullable Problem ofOtherSetting(Setting setting, Entry entry, SourceText text, BadValue bad) {
        String value = text.text();
        if (setting == RECORD_EXCEPTIONS && WordCorrection.meansOff(value)) {
            return entry.problem(
                    text,
                    "would say that no exception is an error",
                    "write all: each is one; if no exception is to be an error, it is ignore-exceptions ="
                            + " java.lang.Throwable");
        }
        Setting other = setting == Setting.of(BreakerSetting.ERROR_THRESHOLD) && value.endsWith("%")
                ? Setting.of(BreakerSetting.ERROR_RATE_THRESHOLD)
                : setting == Setting.of(BreakerSetting.IGNORE_WHEN)
                        ? Setting.ERROR_WHEN
                        : setting == Setting.of(BreakerSetting.RESET_TIMEOUT_FROM)
                                ? Setting.of(BreakerSetting.RESET_TIMEOUT)
                                : null;
        if (other == null || !isAccepted(other, value) || other.isAbsent(value)) {
            return null;
        }
        String scope = entry.key().substring(0, entry.key().lastIndexOf('.') + 1);
        return entry.problem(
                text,
                bad.what(),
                "write " + scope + other.key() + " = " + entry.origin().written(value));
    }

    /** A value that is too large or too small. */
    static Problem outOfBounds(Setting setting, Entry entry, SourceText text, IllegalArgumentException refusal) {
        String what = CoreSettings.what(setting, refusal);
        String off = off(setting);
        boolean means = off != null
                && (WordCorrection.meansOff(text.text()) || text.text().matches("0+(ms|s|m|h|%)"));
        return entry.problem(text, what, means ? "write " + off : example(setting));
    }

    /** A list in another notation; null if its elements are those of a list, or nobody knows what they mean. */
    static @Nullable Problem ofList(Setting setting, Entry entry, List<SourceText> elements, List<Problem> found) {
        if (entry.isArray()) {
            return null;
        }
        boolean corrected = true;
        for (Problem problem : found) {
            corrected &= problem.instead().startsWith("write ");
        }
        String text = entry.value().text();
        List<String> plain = new ArrayList<>();
        for (SourceText element : elements) {
            plain.add(element.text());
        }
        if (elements.size() == 1
                || (corrected && !hasSigns(plain) && Lists.meant(text).equals(plain))) {
            return null;
        }
        String meant = setting.type().meantList(text);
        if (meant == null || meant.length() > MAX_CORRECTION || !isAccepted(setting, meant)) {
            return null;
        }
        return entry.problem(
                plain.contains("") ? "has an empty element" : "is not written as a list is, with commas alone",
                instead(entry, meant));
    }

    /** Whether there are hyphens before elements: bullets or exclusions, which shows only in the whole list. */
    private static boolean hasSigns(List<String> elements) {
        for (String element : elements) {
            if (element.startsWith("-")) {
                return true;
            }
        }
        return false;
    }

    /** A list where there can be one value only. */
    static Problem ofArray(Setting setting, Entry entry) {
        List<SourceText> elements = entry.elements();
        String only = elements.size() == 1 ? elements.get(0).text() : "";
        return entry.problem("is a list", isAccepted(setting, only) ? "write " + only : example(setting));
    }

    /** A problem that says nothing of the value that was filled in. */
    static Problem ofPlaceholder(Setting setting, Entry written) {
        return written.problem(
                "the value that is filled in is not accepted",
                "it must be " + setting.accepts().replace("`", ""));
    }

    /** A character that no value should have; null if it is one that may be there. */
    static @Nullable Problem ofCharacter(Setting setting, Entry entry, int offset, boolean quoted) {
        String text = entry.value().text();
        int c = text.codePointAt(offset);
        if (c == TextFile.MALFORMED) {
            return at(entry, offset, "has bytes that are not UTF-8", "save the file in UTF-8");
        }
        if (quoted || Character.isLowSurrogate(text.charAt(offset))) {
            return null;
        }
        if (Character.isISOControl(c)) {
            return at(
                    entry,
                    offset,
                    "has a control character: a backslash begins an escape",
                    "a backslash is written \\\\; file names may have / instead");
        }
        if (TerminalText.isVisible(c) && !Character.isSpaceChar(c)) {
            return null;
        }
        String plain = InvisibleCharacters.remove(text);
        String what = InvisibleCharacters.named(text, offset);
        boolean sound = plain.indexOf("${") < 0 && isAccepted(setting, plain);
        return at(entry, offset, what, sound ? instead(entry, plain) : "remove it");
    }

    static Problem at(Entry entry, int offset, String what, String instead) {
        return new Problem(
                entry.origin().atLine(entry.value().lineAt(offset)),
                entry.key(),
                entry.value().text(),
                what,
                instead);
    }

    /** Whether a setting takes a text, which for a list may have several elements. */
    static boolean isAccepted(Setting setting, String text) {
        if (text.isEmpty() || text.length() > MAX_CORRECTION) {
            return false;
        }
        if (setting.isAbsent(text)) {
            return true;
        }
        try {
            if (!setting.type().isList()) {
                CoreSettings.check(setting, setting.parse(text));
                return true;
            }
            List<Integer> cuts = Lists.cuts(text);
            for (int i = 0; i + 1 < cuts.size(); i++) {
                String element = text.substring(cuts.get(i), cuts.get(i + 1) - 1);
                CoreSettings.check(setting, setting.parse(element.strip()));
            }
            return true;
        } catch (BadValue | IllegalArgumentException refused) {
            return false;
        }
    }

    /** The word by which a setting is off; null if it has none. */
    private static @Nullable String off(Setting setting) {
        if (setting.type() == ValueType.FORCED) {
            return "auto";
        }
        for (String word : new String[] {"off", "none"}) {
            if (isAccepted(setting, word) && !setting.type().isList() && setting.type() != ValueType.LOG) {
                return word;
            }
        }
        return setting.type().isList() && setting.isAbsent("none") ? "none" : null;
    }

    private static String example(Setting setting) {
        return "for example " + setting.type().example();
    }

    /** As it must stand in the place where the value stands: a properties file has escapes. */
    private static String instead(Entry entry, String correction) {
        return "write " + entry.origin().written(correction);
    }

    private static String code(char c) {
        return "U+" + String.format(Locale.ROOT, "%04X", (int) c);
    }
}
