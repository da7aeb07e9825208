package io.fusebox.agent.weave;

import io.fusebox.agent.config.Setting;

/** A setting does not fit a method: what is wrong, and what to write instead. The method stays unguarded. */
final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    final Setting setting;
    final String what;
    final String instead;

    Misfit(Setting setting, String what, String instead) {
        super(what, null, false, false);
        this.setting = setting;
        this.what = what;
        this.instead = instead;
    }
}
