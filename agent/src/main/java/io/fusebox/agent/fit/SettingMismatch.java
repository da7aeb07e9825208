package io.fusebox.agent.fit;

import io.fusebox.agent.config.Setting;

/** A setting does not fit a method: what is wrong, and what to write instead. The method stays unguarded. */
public final class SettingMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    public final Setting setting;
    public final String what;
    public final String instead;

    SettingMismatch(Setting setting, String what, String instead) {
        super(what, null, false, false);
        this.setting = setting;
        this.what = what;
        this.instead = instead;
    }
}
