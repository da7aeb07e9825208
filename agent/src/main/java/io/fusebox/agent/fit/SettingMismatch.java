package io.fusebox.agent.fit;

import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.source.Entry;
import org.jspecify.annotations.Nullable;

/** A setting does not fit a method: what is wrong, and what to write instead. The method stays unguarded. */
public final class SettingMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    public final Setting setting;

    /** How it is written; null: as the breaker's own setting. */
    public final transient @Nullable Entry entry;

    public final String what;
    public final String instead;

    SettingMismatch(Setting setting, String what, String instead) {
        this(setting, null, what, instead);
    }

    private SettingMismatch(Setting setting, @Nullable Entry entry, String what, String instead) {
        super(what, null, false, false);
        this.setting = setting;
        this.entry = entry;
        this.what = what;
        this.instead = instead;
    }

    /** The same for a setting of single keys. */
    SettingMismatch of(Entry ofKeys) {
        return new SettingMismatch(setting, ofKeys, what, instead);
    }
}
