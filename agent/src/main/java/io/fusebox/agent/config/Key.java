package io.fusebox.agent.config;

import io.fusebox.agent.config.keyed.KeyNotation;
import io.fusebox.agent.config.spelling.EditDistance;
import io.fusebox.agent.config.value.BadValue;
import org.jspecify.annotations.Nullable;

/** What a key is about: a setting of a breaker, of the defaults, of the agent or of the fleet. */
final class Key {
    private static final String BREAKER = "breaker";
    private static final String DEFAULTS = "defaults";
    private static final String AGENT = "agent";
    private static final String FLEET = "fleet";
    private static final String[] SCOPES = {BREAKER, DEFAULTS, AGENT, FLEET};

    /** The breaker that it names; null if it names none. */
    final @Nullable String breaker;

    /** The keys of the breaker that it is for; null: all. */
    final @Nullable String keys;

    final Setting setting;

    private Key(@Nullable String breaker, Setting setting) {
        this(breaker, null, setting);
    }

    private Key(@Nullable String breaker, @Nullable String keys, Setting setting) {
        this.breaker = breaker;
        this.keys = keys;
        this.setting = setting;
    }

    /** Understands a key, or says what it should be. */
    static Key parse(String text) throws BadValue {
        int first = text.indexOf('.');
        String scope = first < 0 ? "" : text.substring(0, first);
        int last = text.lastIndexOf('.');
        String name = text.substring(last + 1);
        if (scope.equals(BREAKER)) {
            int bracket = bracket(text);
            if (bracket >= 0) {
                return ofKeys(text, bracket);
            }
            String breaker = breakerOf(text);
            if (breaker == null) {
                throw notABreaker(text);
            }
            Setting setting = find(name, Setting.OF_BREAKERS);
            if (setting == null) {
                throw unknown(name, text.substring(0, last + 1), Setting.OF_BREAKERS);
            }
            return new Key(breaker, setting);
        }
        String rest = text.substring(first + 1);
        if (scope.equals(DEFAULTS)) {
            Setting setting = find(rest, Setting.OF_BREAKERS);
            if (setting == null) {
                throw unknown(rest, "defaults.", Setting.OF_BREAKERS);
            }
            if (!setting.hasDefaults()) {
                throw new BadValue("cannot be a default", "it is breaker.NAME." + setting.key() + ", for each breaker");
            }
            return new Key(null, setting);
        }
        if (scope.equals(AGENT) || scope.equals(FLEET)) {
            String prefix = scope.equals(AGENT) ? Setting.OF_AGENT : Setting.OF_FLEET;
            Setting setting = find(rest, prefix);
            if (setting == null) {
                throw unknown(rest, prefix, prefix);
            }
            return new Key(null, setting);
        }
        throw unknownScope(text, scope, rest, name);
    }

    /** A setting of single keys: {@code breaker.http[*.internal].reset-timeout}. */
    private static Key ofKeys(String text, int open) throws BadValue {
        int close = text.lastIndexOf("].");
        String name = text.substring(BREAKER.length() + 1, open);
        String setting = text.substring(close + 2);
        String all = BREAKER + '.' + (isName(name) ? name : plain(name));
        if (!isName(name)) {
            throw new BadValue(
                    name.isEmpty()
                            ? "names no breaker"
                            : "has a breaker name with other characters than A-Z a-z 0-9 . _ -",
                    name.isEmpty()
                            ? "it is breaker.NAME" + text.substring(open)
                            : "write " + all + text.substring(open));
        }
        if (name.endsWith(".")) {
            throw new BadValue("has a dot before the [", "write " + all.replaceAll("\\.+$", "") + text.substring(open));
        }
        Setting found = find(setting, Setting.OF_BREAKERS);
        if (found == null) {
            throw unknown(setting, text.substring(0, close + 2), Setting.OF_BREAKERS);
        }
        char first = text.charAt(open + 1);
        if ((first == '"' || first == '\'') && KeyNotation.isQuoted(text.substring(open + 1, close))) {
            throw new BadValue("has quotes around the key", "a key stands between the brackets as it is");
        }
        if (open + 1 == close) {
            throw new BadValue(
                    "names no key between the brackets", "write " + all + '.' + found.key() + " for all keys");
        }
        if (found.ofBreaker == null) {
            throw new BadValue("is a setting of the breaker with all its keys", "write " + all + '.' + found.key());
        }
        return new Key(name, text.substring(open + 1, close), found);
    }

    /** Where the bracket before the keys opens; -1 if there is none. A bracket behind a setting is a list of another format. */
    private static int bracket(String text) {
        int open = text.indexOf('[');
        return open >= 0 && text.startsWith(BREAKER + ".") && text.lastIndexOf("].") > open ? open : -1;
    }

    /** The breaker that a key names, even if its setting is unknown; null if it names none. */
    static @Nullable String breakerOf(String text) {
        int bracket = bracket(text);
        int last = bracket >= 0 ? bracket : text.lastIndexOf('.');
        int start = BREAKER.length() + 1;
        if (!text.startsWith(BREAKER + ".") || last <= start) {
            return null;
        }
        String name = text.substring(start, last);
        return isName(name) ? name : null;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Checks the name of a breaker, and gives it back. */
    static String breakerName(String text) throws BadValue {
        if (isName(text)) {
            return text;
        }
        int comma = text.indexOf(',');
        if (comma > 0 && isName(text.substring(0, comma).strip())) {
            throw new BadValue(
                    "names more than one breaker",
                    "a breaker is like one other, as in "
                            + text.substring(0, comma).strip() + ", which may be like a third");
        }
        String name = text.replaceAll("^[\"'\\[]|[\"'\\]]$|\\[.*]$", "").strip();
        if (name.indexOf('*') >= 0) {
            throw new BadValue("has a wildcard", "it is the name of one breaker, as in payments");
        }
        throw BadValue.corrected("is no name of a breaker", isName(name) ? name : plain(name));
    }

    private static BadValue notABreaker(String text) {
        int last = text.lastIndexOf('.');
        int start = BREAKER.length() + 1;
        int open = text.indexOf('[');
        if (open > start
                && isName(text.substring(start, open))
                && text.indexOf(']') < 0
                && find(text.substring(last + 1), Setting.OF_BREAKERS) == null) {
            // In a properties file the rest of it went to the value.
            return new BadValue(
                    "has a [ without ].",
                    "a blank, : or = ends a key; write it without, or as \\: and \\=, as in " + text.substring(0, open)
                            + "[api.example.com\\:8080].reset-timeout");
        }
        if (last < start) {
            String name = text.substring(start);
            if (find(name, Setting.OF_BREAKERS) != null) {
                return new BadValue("names no breaker", "it is breaker.NAME." + name);
            }
            return new BadValue(
                    "names no setting",
                    "a setting stands behind the name, as in breaker." + (name.isEmpty() ? "NAME" : name) + ".methods");
        }
        if (last == start) {
            return new BadValue("names no breaker", "it is breaker.NAME." + text.substring(last + 1));
        }
        if (open > start
                && isName(text.substring(start, open))
                && find(text.substring(last + 1), Setting.OF_BREAKERS) != null) {
            String keys = text.substring(open + 1, last);
            return new BadValue(
                    "has a [ without ].",
                    "write " + text.substring(0, open + 1) + (keys.endsWith("]") ? keys : keys + ']')
                            + text.substring(last));
        }
        return new BadValue(
                "has a breaker name with other characters than A-Z a-z 0-9 . _ -",
                "write breaker." + plain(text.substring(start, last)) + text.substring(last));
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
            plain.append(kept || c == '_' ? c : '-');
        }
        return plain.toString();
    }

    private static BadValue unknown(String name, String prefix, String scope) {
        Setting nearest = nearest(name, scope);
        if (nearest != null) {
            return new BadValue("unknown key", "write " + prefix + nearest.key());
        }
        String other = meantScope(name, scope);
        if (other != null) {
            return new BadValue("unknown key", "write " + other + name);
        }
        StringBuilder all = new StringBuilder("it is one of ");
        String separator = "";
        for (Setting setting : Setting.all()) {
            if (setting.scope().equals(scope)) {
                all.append(separator).append(setting.key());
                separator = ", ";
            }
        }
        return new BadValue(name.isEmpty() ? "names no setting" : "unknown key", all.toString());
    }

    /** The prefix with which the key of that name is written in the other scope; null if no such key exists. */
    private static @Nullable String meantScope(String name, String scope) {
        for (String other : new String[] {Setting.OF_AGENT, Setting.OF_FLEET, Setting.OF_BREAKERS}) {
            if (!other.equals(scope) && find(name, other) != null) {
                return other.isEmpty() ? "defaults." : other;
            }
        }
        return null;
    }

    private static BadValue unknownScope(String text, String scope, String rest, String name) {
        if (scope.equals("fusebox")) {
            return new BadValue("unknown key: only system properties begin with 'fusebox.'", "write " + rest);
        }
        for (String known : SCOPES) {
            if (!scope.isEmpty() && EditDistance.between(scope, known) <= 2) {
                return new BadValue("unknown key", "write " + known + "." + rest);
            }
        }
        if (find(name, Setting.OF_BREAKERS) != null) {
            return scope.isEmpty()
                    ? new BadValue(
                            "names no breaker",
                            "it is breaker.NAME." + name + " for one breaker, defaults." + name + " for all")
                    : new BadValue("unknown key", "write breaker." + text);
        }
        String prefix = meantScope(name, Setting.OF_BREAKERS);
        if (prefix != null) {
            return new BadValue("unknown key", "write " + prefix + name);
        }
        return new BadValue("unknown key", "a key looks like breaker.NAME.setting, defaults.setting or agent.setting");
    }

    /** The setting of that name in kebab-case or camelCase; null if there is none. */
    static @Nullable Setting find(String name, String scope) {
        String kebab = Setting.kebab(name);
        for (Setting setting : Setting.ALL) {
            if (setting.scope().equals(scope) && setting.key().equals(kebab)) {
                return setting;
            }
        }
        return null;
    }

    /** The setting whose name is nearest to another word; null if none is near. */
    static @Nullable Setting nearest(String word, String scope) {
        Setting nearest = null;
        int least = Integer.MAX_VALUE;
        for (Setting setting : Setting.ALL) {
            if (setting.scope().equals(scope)) {
                int distance = EditDistance.between(word, setting.key());
                if (distance < least) {
                    least = distance;
                    nearest = setting;
                }
            }
        }
        return least <= Math.max(1, word.length() / 3) ? nearest : null;
    }
}
