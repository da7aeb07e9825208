package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.WaitSource;
import io.fusebox.Window;
import io.fusebox.agent.config.address.FleetNotes;
import io.fusebox.agent.config.address.FleetValues;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Durations;
import io.fusebox.fleet.redis.RedisAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are each right and cannot work together. A breaker that has two of them is left out; what merely has no effect
 * is a note. A value of the defaults never conflicts with what one breaker says: there the engine has a rule. Loaded only for a
 * section that has one of these settings.
 */
final class SettingConflicts {
    private static final Setting WINDOW = Setting.of(BreakerSetting.WINDOW);
    private static final Setting MINIMUM_CALLS = Setting.of(BreakerSetting.MINIMUM_CALLS);
    private static final Setting RESET_TIMEOUT = Setting.of(BreakerSetting.RESET_TIMEOUT);
    private static final Setting RESET_TIMEOUT_MAX = Setting.of(BreakerSetting.RESET_TIMEOUT_MAX);
    private static final Setting JITTER = Setting.of(BreakerSetting.RESET_TIMEOUT_JITTER);
    private static final Setting ERROR_THRESHOLD = Setting.of(BreakerSetting.ERROR_THRESHOLD);
    private static final Setting ERROR_RATE = Setting.of(BreakerSetting.ERROR_RATE_THRESHOLD);
    private static final Setting SLOW_RATE = Setting.of(BreakerSetting.SLOW_CALL_RATE_THRESHOLD);

    private static final Setting SLOW_CALL = Setting.of(BreakerSetting.SLOW_CALL_DURATION);
    private static final Setting ERROR_EXPIRY = Setting.of(BreakerSetting.ERROR_EXPIRY);
    private static final Setting WAIT_FROM = Setting.of(BreakerSetting.RESET_TIMEOUT_FROM);

    /** The lists of exceptions; an entry in two of them counts in the earlier one (R11). */
    private static final Setting[] EXCEPTIONS = {
        Setting.of(BreakerSetting.CANCEL_EXCEPTIONS),
        Setting.of(BreakerSetting.IGNORE_EXCEPTIONS),
        Setting.of(BreakerSetting.RECORD_EXCEPTIONS)
    };

    private final Section own;
    private final Section defaults;
    private final List<Problem> problems;

    private SettingConflicts(Section own, Section defaults, List<Problem> problems) {
        this.own = own;
        this.defaults = defaults;
        this.problems = problems;
    }

    /**
     * Looks for conflicts.
     *
     * @param own a breaker's section; the defaults' own to look for conflicts among them
     * @param name the breaker; null for the defaults
     */
    static void check(
            Section own, Section defaults, @Nullable String name, List<Problem> problems, List<String> notes) {
        SettingConflicts conflicts = new SettingConflicts(own, defaults, problems);
        conflicts.checkWindow();
        conflicts.checkWait();
        conflicts.checkExceptions();
        if (name != null) {
            conflicts.noteWithoutEffect(name, notes);
        }
    }

    /** Refuses the fleet's address if its user has no password. */
    static void checkFleet(Section fleet, List<Problem> problems) {
        Value url = fleet.value(Setting.FLEET_URL);
        if (url != null && url.sound && url.parsed instanceof RedisAddress redis) {
            Entry entry = url.entry;
            String text = entry.value().text();
            BadValue alone = FleetValues.userAlone(redis, text, fleet.soundValue(Setting.FLEET_PASSWORD_FILE) != null);
            if (alone != null) {
                problems.add(new Problem(
                        entry.origin(), entry.key(), FleetValues.shown(text), alone.what(), alone.instead()));
                fleet.refuse(Setting.FLEET_URL);
            }
        }
    }

    /** Notes what a problem of the fleet's settings leads to, and what breakers say of the fleet without effect. */
    static void noteFleet(Collection<Section> breakers, Section defaults, Section fleet, List<String> notes) {
        if (!fleet.isSound()) {
            notes.add(FleetNotes.NO_FLEET);
        }
        boolean hasFleet = !fleet.isSound() || fleet.soundValue(Setting.FLEET_URL) != null;
        noteSharing(defaults, defaults, hasFleet, false, notes);
        for (Section breaker : breakers) {
            noteSharing(breaker, defaults, hasFleet, true, notes);
            for (Section ofKeys : breaker.ofKeys().values()) {
                boolean waitsOtherwise = ofKeys.value(RESET_TIMEOUT) != null || ofKeys.value(JITTER) != null;
                noteSharing(ofKeys, defaults, hasFleet, waitsOtherwise, notes);
            }
        }
    }

    private static void noteSharing(
            Section own, Section defaults, boolean hasFleet, boolean waits, List<String> notes) {
        Object word = own.soundValue(Setting.FLEET);
        if (word != null && !hasFleet) {
            notes.add(FleetNotes.withoutUrl(own.prefix, word));
        }
        if (waits
                && "share".equals(effective(Setting.FLEET, own, defaults))
                && effective(RESET_TIMEOUT, own, defaults) instanceof Duration wait
                && effective(JITTER, own, defaults) instanceof Double jitter) {
            String note = FleetNotes.shortWait(own.prefix, wait, jitter);
            if (note != null) {
                notes.add(note);
            }
        }
    }

    private static @Nullable Object effective(Setting setting, Section own, Section defaults) {
        Value value = BreakerDefinition.effective(setting, own, defaults);
        return value == null ? setting.defaultValue() : value.sound ? value.parsed : null;
    }

    private void checkWindow() {
        if (own.soundValue(MINIMUM_CALLS) instanceof Integer minimum
                && beside(WINDOW) instanceof Window.Calls window
                && minimum > window.count()) {
            refuse(
                    MINIMUM_CALLS,
                    "is more than " + named(WINDOW) + " = " + window.count() + " calls ever holds",
                    "write " + window.count());
        }
    }

    private void checkWait() {
        if (own.soundValue(RESET_TIMEOUT_MAX) instanceof Duration longest
                && beside(RESET_TIMEOUT) instanceof Duration wait
                && longest.compareTo(wait) < 0) {
            String text = Durations.format(wait);
            refuse(RESET_TIMEOUT_MAX, "is shorter than " + named(RESET_TIMEOUT) + " = " + text, "write " + text);
        }
    }

    private void checkExceptions() {
        for (int weak = 1; weak < EXCEPTIONS.length; weak++) {
            for (int strong = 0; strong < weak; strong++) {
                if (own.soundValue(EXCEPTIONS[weak]) instanceof List<?> names
                        && own.soundValue(EXCEPTIONS[strong]) instanceof List<?> stronger) {
                    Set<Object> known = new HashSet<>(stronger);
                    for (Object name : names) {
                        if (known.contains(name)) {
                            refuse(
                                    EXCEPTIONS[weak],
                                    "has " + name + ", which " + EXCEPTIONS[strong].key() + " has too",
                                    "remove it from one of the two");
                        }
                    }
                }
            }
        }
    }

    private void noteWithoutEffect(String name, List<String> notes) {
        boolean rates = isSet(ERROR_RATE) || isSet(SLOW_RATE);
        Value threshold = BreakerDefinition.effective(ERROR_THRESHOLD, own, defaults);
        if (!rates && threshold != null && threshold.sound && threshold.parsed == null) {
            notes.add(name + " never opens by itself: error-threshold is off and there is no rate threshold");
        }
        Setting idle = own.value(WINDOW) != null ? WINDOW : own.value(MINIMUM_CALLS) != null ? MINIMUM_CALLS : null;
        if (!rates && idle != null) {
            notes.add(own.prefix + idle.key()
                    + " has no effect without error-rate-threshold or slow-call-rate-threshold");
        }
        if (own.soundValue(SLOW_CALL) != null && !isSet(SLOW_RATE)) {
            notes.add(
                    own.prefix + SLOW_CALL.key() + " counts slow calls; they open nothing without " + SLOW_RATE.key());
        }
        boolean adds =
                threshold == null || !threshold.sound || (threshold.parsed instanceof Integer errors && errors > 1);
        if (own.soundValue(ERROR_EXPIRY) != null && !adds) {
            notes.add(own.prefix + ERROR_EXPIRY.key() + " has no effect without an error-threshold of 2 or more");
        }
        // A preset says what is an error.
        if (own.soundValue(WAIT_FROM) instanceof WaitSource source
                && source.toString().startsWith("result")
                && !isSet(Setting.ERROR_WHEN)
                && !isSet(Setting.CLIENT)) {
            notes.add(own.prefix + WAIT_FROM.key()
                    + " has no effect without error-when: no other result opens a breaker");
        }
        if (own.value(Setting.MAX_KEYS) != null && !isSet(Setting.KEY)) {
            notes.add(own.prefix + Setting.MAX_KEYS.key() + " has no effect without key");
        }
    }

    /** Whether a setting that is off by default has a value; one with a problem counts, because the problem is reported anyway. */
    private boolean isSet(Setting setting) {
        Value value = BreakerDefinition.effective(setting, own, defaults);
        return value != null && (!value.sound || value.parsed != null);
    }

    /** The value of the same section, or else the built-in default, unless `defaults` has another value. */
    private @Nullable Object beside(Setting setting) {
        Value value = own.inherited(setting);
        if (value != null) {
            return value.sound ? value.parsed : null;
        }
        return own == defaults || defaults.value(setting) != null ? null : setting.defaultValue();
    }

    private String named(Setting setting) {
        return own.inherited(setting) == null ? "the default " + setting.key() : own.prefix + setting.key();
    }

    private void refuse(Setting setting, String what, String instead) {
        Value value = own.value(setting);
        if (value != null) {
            problems.add(value.entry.problem(what, instead));
            own.refuse(setting);
        }
    }
}
