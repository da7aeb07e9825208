package io.fusebox.agent.metrics;

import io.fusebox.agent.text.TerminalText;

/**
 * The one rule for what a label may say. A breaker's key, or what a JVM of the fleet says of itself, may hold anything; a label
 * goes to terminals, too, by {@code curl}. Pure.
 */
public final class LabelValue {
    private LabelValue() {}

    /**
     * The text without what cannot be seen, or acts on its neighbours: that is written as Java writes it, {@code \}{@code u001b}.
     * Unlike a text for a log it keeps each blank as it is, so that two keys stay two, and the line break, for which the formats of
     * metrics have an escape of their own. The same object if nothing had to be changed.
     */
    public static String of(String text) {
        StringBuilder shown = null;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            boolean isPlain = (c >= ' ' && c <= '~') || c == '\n' || TerminalText.isVisible(c);
            if (shown == null && !isPlain) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (shown != null && isPlain) {
                shown.appendCodePoint(c);
            } else if (shown != null) {
                TerminalText.escape(shown, text, i, next);
            }
        }
        return shown == null ? text : shown.toString();
    }
}
