package io.fusebox.agent.config.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.*, com.acme.Foo, true",
        "com.acme.*, com.acme.Foo$Bar, true",
        "com.acme.*, com.acme.sub.Foo, false",
        "com.acme.*, com.acme, false",
        "com.acme.*Client, com.acme.PaymentClient, true",
        "com.acme.*Client, com.acme.Client, true",
        "com.acme.*Client, com.acme.ClientOfClients, false",
        "com.acme.*Client, com.acme.sub.PaymentClient, false",
        "com.acme.**, com.acme.Foo, true",
        "com.acme.**, com.acme.sub.deep.Foo, true",
        "com.acme.**, com.acmeFoo, false",
        "com.acme.**Client, com.acme.sub.PaymentClient, true",
        "com.**.Foo, com.Foo, true",
        "com.**.Foo, com.a.Foo, true",
        "com.**.Foo, com.a.b.Foo, true",
        "com.**.Foo, com.aFoo, false",
        "com.**.Foo, com.a.bFoo, false",
        "**.Foo, Foo, true",
        "**.Foo, a.b.Foo, true",
        "**.Foo, a.b.NoFoo, false",
        "**Foo, a.b.NoFoo, true",
        "**, a.b.C, true",
        "*, Foo, true",
        "*, a.Foo, false",
        "*.*.Foo, a.b.Foo, true",
        "*.*.Foo, a.Foo, false",
        "a.*b*c, a.xbybzc, true",
        "a.*b*c, a.xbyzc.c, false",
        "**.a.*.**.Z, x.a.a.b.c.Z, true",
        "**.a.*.**.Z, x.a.Z, false",
        "get*, get, true",
        "get*, getAll, true",
        "get*, forget, false",
    })
    void aStarStaysInItsSegmentAndTwoDoNot(String glob, String name, boolean matches) {
        assertThat(Glob.matches(glob, name)).isEqualTo(matches);
    }

    @Test
    void matchesWhatTheDefinitionSays() {
        Random random = new Random(1);
        int matched = 0;
        for (int i = 0; i < 200_000; i++) {
            String glob = random(random, "aab..*", 10);
            if (glob.contains("***")) {
                continue;
            }
            String name = random(random, "aab.", 12);
            boolean expected = byDefinition(glob, true, name);
            matched += expected ? 1 : 0;
            assertThat(Glob.matches(glob, name)).as("%s on %s", glob, name).isEqualTo(expected);
        }
        assertThat(matched).isGreaterThan(1_000);
    }

    private static String random(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(maxLength) + 1; length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean byDefinition(String glob, boolean atSegment, String name) {
        if (glob.isEmpty()) {
            return name.isEmpty();
        }
        boolean segments = atSegment && glob.startsWith("**.");
        boolean any = glob.startsWith("**");
        if (glob.charAt(0) != '*') {
            return !name.isEmpty()
                    && glob.charAt(0) == name.charAt(0)
                    && byDefinition(glob.substring(1), glob.charAt(0) == '.', name.substring(1));
        }
        String rest = glob.substring(segments ? 3 : any ? 2 : 1);
        for (int taken = 0; taken <= name.length(); taken++) {
            String part = name.substring(0, taken);
            boolean allowed = segments ? part.isEmpty() || part.endsWith(".") : any || part.indexOf('.') < 0;
            if (allowed && byDefinition(rest, segments, name.substring(taken))) {
                return true;
            }
        }
        return false;
    }
}
