package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.agent.config.value.BadValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of all settings that a configuration can have: those of the breaker itself, which are rows of {@link
 * BreakerSetting}, and those of the agent. The reader parses by it, the documentation is printed from it, and a key that is
 * not in it is answered with the nearest one that is. Immutable.
 */
public final class Setting {
    /** The scopes of what each breaker has for itself, of the agent as a whole, and of the fleet. */
    public static final String OF_BREAKERS = "";

    public static final String OF_AGENT = "agent.";
    public static final String OF_FLEET = "fleet.";
    /** Which methods are guarded. */
    public static final Setting METHODS = ofMethods(
            "methods", ValueType.PATTERNS, "none", "Which methods are guarded. A breaker without any is for code.");

    /** One breaker for each value. */
    public static final Setting KEY = ofMethods(
            "key",
            ValueType.PATH,
            "none",
            "One breaker per value, as in `arg0`, `arg0.uri().getHost()` or `this.url`. Of several paths the first that leads to a value.");

    /** How many of them. */
    public static final Setting MAX_KEYS =
            ofMethods("max-keys", ValueType.WHOLE_NUMBER, "1024", "The most breakers by `key`.");

    /** A preset. */
    public static final Setting CLIENT = ofMethods(
            "client",
            ValueType.CLIENT,
            "none",
            "A [preset](presets.md): gives `methods`, `key` and conditions for a known client library, where the breaker says nothing itself.");

    /** Another breaker. */
    public static final Setting LIKE = ofMethods(
            "like",
            ValueType.BREAKER,
            "none",
            "Another breaker: this one takes all its settings but `methods`, `client` and `state`, where it has no value itself.");

    /** R10. */
    public static final Setting ERROR_WHEN = ofMethods(
            "error-when",
            ValueType.CONDITION,
            "none",
            "Makes an error of a normal return, as in `result == null` or `result.statusCode() >= 500`.");

    /** Where the end of a call is reported. */
    public static final Setting CALLBACK = ofMethods(
            "callback",
            ValueType.PARAMETER,
            "none",
            "The parameter, as in `arg1`, whose object is called when the call ends.");

    /** Which argument of the callback is the result. */
    public static final Setting CALLBACK_RESULT = ofMethods(
            "callback-result",
            ValueType.PARAMETER,
            "arg0",
            "Which parameter of the callback's method is the `result`, as in `arg1` for `onResponse(call, response)`.");

    /** Ends of calls that say nothing of the service. */
    public static final Setting CANCEL_WHEN = ofMethods(
            "cancel-when",
            ValueType.END_CONDITION,
            "none",
            "An end of a call for which it holds is no outcome, as `result == null`; `exception == null` holds for each normal return.");

    /** Which calls are guarded. */
    public static final Setting WHEN = ofMethods(
            "when",
            ValueType.CALL_CONDITION,
            "none",
            "Only calls for which it holds are guarded, as in `this.inputStream == null`; the others pass uncounted.");

    /** What a rejected call does. */
    public static final Setting ON_OPEN = ofMethods(
            "on-open",
            ValueType.ON_OPEN,
            "throw",
            "What a rejected call does; a literal is `null`, a number, `true`, `\"text\"`, `Optional.empty` or `List.of`.");

    /** R26. */
    public static final Setting STATE = ofMethods(
            "state",
            ValueType.FORCED,
            "auto",
            "`forced-open`, `forced-closed`: as if an operator forced it, for as long as the file says so. `auto` takes back what"
                    + " the file forced.");

    /** The mode of all breakers. */
    public static final Setting AGENT_MODE = ofAgent(
            "mode",
            ValueType.MODE,
            "enforce",
            "`observe` or `off` hold for all breakers; with `enforce` each has its own mode.");

    /** Whether a problem stops the JVM. */
    public static final Setting AGENT_STRICT = ofAgent(
            "strict", ValueType.BOOLEAN, "false", "`true`: a configuration problem stops the JVM with exit code 1.");

    /** How often the file is looked at. */
    public static final Setting AGENT_RELOAD_INTERVAL = ofAgent(
            "reload-interval",
            ValueType.DURATION_OR_OFF,
            "5s",
            "How often the file is looked at for changes. `off`: never.");

    /** Where log lines go. */
    public static final Setting AGENT_LOG = ofAgent("log", ValueType.LOG, "stderr", "Where the lines of the log go.");

    /** How log lines look. */
    public static final Setting AGENT_LOG_FORMAT =
            ofAgent("log-format", ValueType.LOG_FORMAT, "text", "`json`: one JSON object a line.");

    /** Whether rejections carry a stack trace. */
    public static final Setting AGENT_STACK_TRACES =
            ofAgent("stack-traces", ValueType.ON_OFF, "off", "`on`: rejections carry their stack trace.");

    /** Whether annotated methods are looked for. */
    public static final Setting AGENT_ANNOTATIONS = ofAgent(
            "annotations",
            ValueType.ANNOTATIONS,
            "auto",
            "Whether methods with `@Guarded` are looked for. `auto`: when `fusebox-core` is on the application's class path.");

    /** Whether there are MBeans. */
    public static final Setting AGENT_JMX = ofAgent(
            "jmx",
            ValueType.JMX,
            "on",
            "Whether there are MBeans. `read-only`: without operations and writable attributes.");

    /** Where metrics, page and snapshot are served. */
    public static final Setting AGENT_HTTP = ofAgent(
            "http",
            ValueType.HTTP,
            "off",
            "Serves metrics, a live page and the snapshot over HTTP; without a host on 127.0.0.1 alone.");

    /** What allows moves over HTTP. */
    public static final Setting AGENT_HTTP_TOKEN_FILE = ofAgent(
            "http-token-file",
            ValueType.FILE,
            "none",
            "A file with a token; who sends it over HTTP may move breakers. `none`: nobody may.");

    /** Whether meters are bound to the application's Micrometer. */
    public static final Setting AGENT_MICROMETER = ofAgent(
            "micrometer",
            ValueType.MICROMETER,
            "off",
            "`auto`: the metrics are in the application's `Metrics.globalRegistry`, where it has Micrometer.");

    /** Where woven class files are written. */
    public static final Setting AGENT_DUMP_CLASSES = ofAgent(
            "dump-classes",
            ValueType.FOLDER,
            "none",
            "Each class file that is woven from now on is written into this folder, for debuggers.");

    /** Whether a breaker follows the fleet. */
    public static final Setting FLEET = ofMethods(
            "fleet",
            ValueType.SHARING,
            "off",
            "`share`: opens with the [fleet](fleet.md), and probes with its leases. `observe`: counts what sharing would have done.");

    /** Where the fleet's Redis is. */
    public static final Setting FLEET_URL = ofFleet(
            "url",
            ValueType.REDIS,
            "none",
            "Joins the [fleet](fleet.md) that meets in this Redis: `redis://[user@]host[:port]`, or `rediss://` for TLS.");

    /** Which of the fleets in a Redis it is. */
    public static final Setting FLEET_NAME =
            ofFleet("name", ValueType.FLEET_NAME, "auto", "The fleet's name. `auto`: the main class or jar.");

    /** The file with the password for Redis. */
    public static final Setting FLEET_PASSWORD_FILE = ofFleet(
            "password-file", ValueType.FILE, "none", "A file whose first line is the password for the fleet's Redis.");

    /** How many openings open the fleet. */
    public static final Setting FLEET_QUORUM = ofFleet(
            "quorum",
            ValueType.QUORUM,
            "50%",
            "The others open a breaker too when this share of its callers, and 2 at least, has opened it on evidence of their own.");

    static final Setting[] ALL = table(
            new Setting[] {
                METHODS,
                CLIENT,
                LIKE,
                KEY,
                MAX_KEYS,
                WHEN,
                ERROR_WHEN,
                CANCEL_WHEN,
                CALLBACK,
                CALLBACK_RESULT,
                ON_OPEN,
                STATE,
                FLEET
            },
            new Setting[] {
                AGENT_MODE,
                AGENT_STRICT,
                AGENT_RELOAD_INTERVAL,
                AGENT_LOG,
                AGENT_LOG_FORMAT,
                AGENT_STACK_TRACES,
                AGENT_ANNOTATIONS,
                AGENT_JMX,
                AGENT_HTTP,
                AGENT_HTTP_TOKEN_FILE,
                AGENT_MICROMETER,
                AGENT_DUMP_CLASSES,
                FLEET_URL,
                FLEET_NAME,
                FLEET_PASSWORD_FILE,
                FLEET_QUORUM
            });

    private final String scope;
    private final String key;
    private final ValueType type;
    private final @Nullable String defaultText;
    private final String meaning;
    /** The row of the breaker itself; null for a setting that only the agent knows. */
    final @Nullable BreakerSetting<?> ofBreaker;

    private Setting(
            String scope,
            String key,
            ValueType type,
            @Nullable String defaultText,
            String meaning,
            @Nullable BreakerSetting<?> ofBreaker) {
        this.scope = scope;
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.meaning = meaning;
        this.ofBreaker = ofBreaker;
    }

    private static Setting ofMethods(String key, ValueType type, String defaultText, String meaning) {
        return new Setting(OF_BREAKERS, key, type, defaultText, meaning, null);
    }

    private static Setting ofAgent(String key, ValueType type, String defaultText, String meaning) {
        return new Setting(OF_AGENT, key, type, defaultText, meaning, null);
    }

    private static Setting ofFleet(String key, ValueType type, String defaultText, String meaning) {
        return new Setting(OF_FLEET, key, type, defaultText, meaning, null);
    }

    private static Setting ofBreaker(BreakerSetting<?> row) {
        return new Setting(OF_BREAKERS, row.key(), ValueType.of(row.kind()), null, row.meaning(), row);
    }

    private static Setting[] table(Setting[] ofMethods, Setting[] ofAgent) {
        List<BreakerSetting<?>> ofBreaker = BreakerSetting.all();
        Setting[] all = new Setting[ofMethods.length + ofBreaker.size() + ofAgent.length];
        int count = ofMethods.length;
        System.arraycopy(ofMethods, 0, all, 0, count);
        for (BreakerSetting<?> row : ofBreaker) {
            all[count++] = ofBreaker(row);
        }
        System.arraycopy(ofAgent, 0, all, count, ofAgent.length);
        return all;
    }

    /** All settings, in the order of the documentation. */
    public static Setting[] all() {
        return ALL.clone();
    }

    /** The setting of a row of the breaker's table. */
    public static Setting of(BreakerSetting<?> row) {
        for (Setting setting : ALL) {
            if (setting.ofBreaker == row) {
                return setting;
            }
        }
        throw new IllegalStateException(row + " is not in the table");
    }

    /** Whether it is one of the JVM as a whole ({@code agent.key} or {@code fleet.key}) rather than of a breaker. */
    public boolean ofAgent() {
        return !scope.isEmpty();
    }

    /** What its key begins with: {@link #OF_AGENT}, {@link #OF_FLEET}, or {@link #OF_BREAKERS}. */
    public String scope() {
        return scope;
    }

    /** Its name behind {@code breaker.NAME.}, {@code defaults.}, {@code agent.} or {@code fleet.}, in kebab-case. */
    public String key() {
        return key;
    }

    /** Its default as it would be written; it parses to the default. */
    public String defaultText() {
        return ofBreaker == null ? String.valueOf(defaultText) : ofBreaker.defaultText();
    }

    /** Its default, parsed; null for the word that stands for no value. */
    @Nullable
    Object defaultValue() {
        try {
            String text = defaultText();
            return isAbsent(text) ? null : parse(text);
        } catch (BadValue e) {
            throw new IllegalStateException(this + " has no default that it would accept: " + e.what(), e);
        }
    }

    /** The row of the breaker itself; null for a setting that only the agent knows. */
    public @Nullable BreakerSetting<?> ofBreaker() {
        return ofBreaker;
    }

    /** What it means, in a sentence; in Markdown. */
    public String description() {
        return meaning;
    }
    /** What values it takes; in Markdown. */
    public String accepts() {
        String words = type.accepts();
        if (ofBreaker == null) {
            return words;
        }
        String absent = ofBreaker.absent();
        return words
                + (absent == null ? "" : ", or `" + absent + "`")
                + (ofBreaker.never() == null ? "" : ", or `off`");
    }

    /** Whether a text is the word for no value, such as {@code off}; it parses to null. */
    boolean isAbsent(String text) {
        return ofBreaker == null ? type.isAbsent(text) : text.equals(ofBreaker.absent());
    }

    /** Whether the word for no value means an empty list. */
    boolean isEmptyList() {
        return ofBreaker == null ? type.isList() : ofBreaker.defaultValue() instanceof List;
    }

    /** Parses one value or one element of a list, and checks its bounds. */
    Object parse(String text) throws BadValue {
        Object never = ofBreaker == null ? null : ofBreaker.never();
        return never != null && text.equals("off") ? never : type.parse(text);
    }

    ValueType type() {
        return type;
    }

    /** Whether it may stand behind {@code defaults.}. */
    boolean hasDefaults() {
        return !ofAgent() && this != METHODS && this != LIKE && this != CLIENT;
    }

    /** Whether another breaker takes it over with {@code like}. */
    boolean isPassedOn() {
        return this != METHODS && this != LIKE && this != CLIENT && this != STATE;
    }

    @Override
    public String toString() {
        return scope + key;
    }

    /** A name in kebab-case; it may be in camelCase. */
    public static String kebab(String name) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' && i > 0) {
                kebab.append('-').append((char) (c - 'A' + 'a'));
            } else {
                kebab.append(c);
            }
        }
        return kebab.toString();
    }
}
