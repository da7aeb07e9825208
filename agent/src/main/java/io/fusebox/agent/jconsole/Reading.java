package io.fusebox.agent.jconsole;

import java.util.List;

/**
 * What all MBeans of Fusebox showed at one look.
 *
 * @param headline what is read, or why nothing is, in words
 * @param isWhole whether the look succeeded; if not, there are no figures
 */
record Reading(String headline, boolean isWhole, List<Figures> breakers) {

    static Reading failed(String why) {
        return new Reading(why, false, List.of());
    }
}
