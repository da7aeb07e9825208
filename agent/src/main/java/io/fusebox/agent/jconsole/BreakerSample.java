package io.fusebox.agent.jconsole;

import java.util.List;

/**
 * What all MBeans of Fusebox showed at one look.
 *
 * @param headline what is read, or why nothing is, in words
 * @param isWhole whether the look succeeded; if not, there are no figures
 */
record BreakerSample(String headline, boolean isWhole, List<Figures> breakers) {

    static BreakerSample failed(String why) {
        return new BreakerSample(why, false, List.of());
    }
}
