package io.fusebox.agent.config;

import io.fusebox.agent.config.foreign.ForeignSetting;
import io.fusebox.agent.config.value.BadValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Values of other libraries' settings in the units that are used here. Loaded only for a mistake. */
final class ForeignValues {
    private ForeignValues() {}

    /**
     * The value that means the same here.
     *
     * @param setting the setting here
     * @param there the setting there; null if it has the same name
     * @param unit the unit that the key names, such as {@code ms}; null if it names none
     * @return null if it is not known; then the problem names the key alone
     */
    static @Nullable String converted(
            Setting setting, @Nullable ForeignSetting there, @Nullable String unit, String text) {
        if (text.indexOf("${") >= 0) {
            return null;
        }
        String candidate = candidate(there, unit, text.strip());
        if (candidate == null) {
            return null;
        }
        if (ValueProblems.isAccepted(setting, candidate)) {
            return candidate;
        }
        try {
            Object unused = setting.parse(candidate);
            return null;
        } catch (BadValue bad) {
            String correction = bad.correction();
            return correction != null && ValueProblems.isAccepted(setting, correction) ? correction : null;
        } catch (IllegalArgumentException outOfBounds) {
            return null;
        }
    }

    private static @Nullable String candidate(@Nullable ForeignSetting there, @Nullable String unit, String text) {
        boolean number = text.matches("[0-9]+");
        if (unit != null) {
            return !number ? text : unit.equals("ms") ? millis(text) : text + unit;
        }
        if (there == null) {
            return text;
        }
        return switch (there.unit) {
            case SAME -> text;
            case MILLIS -> number ? millis(text) : text;
            case SECONDS -> number ? text + "s" : text;
            case PERCENT -> text.matches("[0-9]+(\\.[0-9]+)?") ? text + "%" : text;
            case SHARE -> share(text);
            case CALLS -> number ? text + " calls" : text;
            case CALL -> text.startsWith("call ") || text.startsWith("return ") ? text : "call " + text;
            case SWITCH ->
                text.equalsIgnoreCase("true")
                        ? there.switched
                        : text.equalsIgnoreCase("false") && there.switched.equals("enforce") ? "off" : null;
            case OFF_SWITCH ->
                text.equalsIgnoreCase("true") ? there.switched : text.equalsIgnoreCase("false") ? "enforce" : null;
        };
    }

    private static String millis(String text) {
        boolean seconds = text.length() > 3 && text.length() < 12 && text.endsWith("000");
        return seconds ? text.substring(0, text.length() - 3) + "s" : text + "ms";
    }

    private static String share(String text) {
        try {
            BigDecimal share = new BigDecimal(text);
            boolean isShare = share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0;
            return (isShare ? share.movePointRight(2) : share)
                            .stripTrailingZeros()
                            .toPlainString() + "%";
        } catch (NumberFormatException other) {
            return text;
        }
    }
}
