package io.fusebox.agent.config.pattern;

/**
 * A name with wildcards: {@code *} stands for any characters but a dot, {@code **} for any characters. A {@code **} that
 * fills a package segment stands for any number of whole segments, none included: {@code com.**.Foo} matches
 * {@code com.Foo} and {@code com.acme.Foo}, not {@code com.acmeFoo}.
 */
final class Glob {
    private Glob() {}

    static boolean isGlob(String text) {
        return text.indexOf('*') >= 0;
    }

    /**
     * Whether a name matches a glob. Allocates nothing. Goes back to the last wildcard of either sort only: whatever an
     * earlier one could take beyond its first fit, the later one takes as well.
     */
    static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int starName = -1;
        int any = -1;
        int anyName = -1;
        boolean anySegments = false;
        while (g < glob.length() || n < name.length()) {
            if (glob.startsWith("**", g)) {
                anySegments = fillsSegment(glob, g);
                g += anySegments ? 3 : 2;
                if (!anySegments && g == glob.length()) {
                    return true;
                }
                any = g;
                anyName = n;
                star = -1;
            } else if (g < glob.length() && glob.charAt(g) == '*') {
                star = ++g;
                starName = n;
            } else if (g < glob.length() && n < name.length() && BackTicks.plain(glob.charAt(g)) == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0 && starName < name.length() && name.charAt(starName) != '.') {
                g = star;
                n = ++starName;
            } else if (any >= 0) {
                anyName = anySegments ? name.indexOf('.', anyName) + 1 : anyName + 1;
                if (anyName == 0 || anyName > name.length()) {
                    return false;
                }
                g = any;
                n = anyName;
                star = -1;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean fillsSegment(String glob, int at) {
        return (at == 0 || glob.charAt(at - 1) == '.') && glob.startsWith(".", at + 2);
    }
}
