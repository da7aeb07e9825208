package io.fusebox.agent.jconsole;

import java.awt.Color;

/** The states as the tab shows them, the gravest first: so they sort. Each shows its name beside its colour. */
enum BreakerState {
    OPEN("OPEN", 0xc62828),
    FORCED_OPEN("FORCED_OPEN", 0x7b1fa2),
    HALF_OPEN("HALF_OPEN", 0x9a5b00),
    FORCED_CLOSED("FORCED_CLOSED", 0x1565c0),
    /** A state of another version that this version does not know. */
    UNKNOWN("?", 0x616161),
    CLOSED("CLOSED", 0x2e7d32);

    final String word;
    private final int rgb;

    BreakerState(String word, int rgb) {
        this.word = word;
        this.rgb = rgb;
    }

    static BreakerState of(String word) {
        for (BreakerState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** White text can be read on it. */
    Color color() {
        return new Color(rgb);
    }
}
