package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live page in a real browser, with real clicks. The pictures that it takes are those of the documentation: they are in
 * {@code target/pictures}, and in {@code docs} with {@code -Dfusebox.test.pictures=../docs}.
 */
class BrowserIT {
    private static final Path PICTURES = Path.of(System.getProperty("fusebox.test.pictures"));
    private static final Pattern LISTENING = Pattern.compile("listening on (?:http://)?(127\\.0\\.0\\.1:\\d+)");

    @TempDir
    Path directory;

    @Test
    void thePageOfAProgramFiltersSortsMovesAndSaysWhenTheProgramIsGone() throws Exception {
        Files.writeString(directory.resolve("token"), "very-secret\n");
        try (ForkedJvm shop = shop("agent.http = 0", "agent.http-token-file = token");
                Browser browser = Browser.start(directory, 1280, 900)) {
            shop.awaitStderr(line -> LISTENING.matcher(line).find());
            browser.go("http://" + address(shop.stderr()) + "/");
            browser.awaitTrue("document.querySelectorAll('#rows tr').length === 16");
            browser.awaitTrue("document.querySelector('#live').textContent === 'live'");
            assertThat(names(browser).subList(0, 2))
                    .as("what is open comes first")
                    .containsAnyOf("stock", "http[sick]");
            assertThat(browser.eval("document.title")).contains("breakers are open");
            assertThat(browser.eval("document.querySelector('#notices').textContent"))
                    .contains("1 configuration problem", "2 patterns that guard nothing");

            filter(browser);
            sort(browser);
            move(browser, shop);
            shop.ask("work");
            shapes(browser);
            assertThat(browser.complaints()).isEmpty();

            shop.close();
            browser.awaitTrue("!document.querySelector('#lost').hidden");
            browser.awaitTrue("document.querySelector('#lost').textContent.includes('What you see is from')");
            assertThat(browser.eval("document.title")).startsWith("No connection");
            browser.picture(PICTURES.resolve("page-lost.png"));
        }
    }

    private static void filter(Browser browser) throws Exception {
        browser.click("#chips button[data-state=forced]");
        browser.awaitTrue("document.querySelectorAll('#rows tr:not([hidden])').length === 2");
        assertThat(names(browser)).containsExactlyInAnyOrder("audit", "legacy");
        browser.click("#chips button[data-state='']");
        browser.type("#filter", "größe");
        browser.awaitTrue("document.querySelectorAll('#rows tr:not([hidden])').length === 1");
        assertThat(names(browser)).containsExactly("http[größe ☃]");
        browser.eval("(document.querySelector('#filter').select(), true)");
        browser.type("#filter", "\uE003");
        browser.awaitTrue("document.querySelectorAll('#rows tr:not([hidden])').length === 16");
    }

    private static void sort(Browser browser) throws Exception {
        browser.click("#columns [data-sort=name] button");
        browser.awaitTrue(
                "document.querySelector('#columns [data-sort=name]').getAttribute('aria-sort') === 'ascending'");
        List<String> up = names(browser);
        assertThat(up.get(0)).isEqualTo("audit");
        browser.click("#columns [data-sort=name] button");
        browser.awaitTrue(
                "document.querySelector('#columns [data-sort=name]').getAttribute('aria-sort') === 'descending'");
        assertThat(names(browser).get(15)).isEqualTo("audit");
        browser.click("#columns [data-sort=state] button");
    }

    private static void move(Browser browser, ForkedJvm shop) throws Exception {
        browser.click("#filter");
        browser.type("#filter", "audit");
        browser.awaitTrue("document.querySelectorAll('#rows tr:not([hidden])').length === 1");
        browser.click("#rows tr:not([hidden]) .link");
        browser.awaitTrue("document.querySelector('#pane .title').textContent.includes('audit')");
        browser.click("#pane .moves button");
        browser.type("#token", "wrong");
        browser.click("#token-form .go");
        browser.click("#pane .moves button[data-operation=close]");
        browser.awaitTrue("document.querySelector('#move-dialog').open");
        browser.click("#move-go");
        browser.awaitTrue("document.querySelector('#token-failed').textContent.includes('refused the token')");
        browser.type("#token", "very-secret");
        browser.click("#token-form .go");
        browser.awaitTrue("document.querySelector('#move-now').textContent.includes('Forced open')");
        browser.picture(PICTURES.resolve("page-move.png"));
        browser.click("#move-cancel");
        assertThat(shop.ask("state audit")).isEqualTo("FORCED_OPEN");
        browser.click("#pane .moves button[data-operation=close]");
        browser.click("#move-go");
        browser.awaitTrue("document.querySelector('#said').textContent.includes('audit is now CLOSED')");
        assertThat(browser.eval("document.querySelector('#said').textContent")).endsWith(".");
        assertThat(shop.ask("state audit")).isEqualTo("CLOSED");
        browser.awaitTrue("document.querySelector('#pane .word').textContent === 'Closed'");
        browser.eval("(document.querySelector('#filter').select(), true)");
        browser.type("#filter", "\uE003");
    }

    /** On a phone and on a large screen, light and dark: nothing is wider than the screen. */
    private static void shapes(Browser browser) throws Exception {
        browser.eval("(location.hash = '', document.querySelector('#filter').blur(), true)");
        browser.size(1280, 860, false);
        browser.awaitTrue("document.querySelector('#said').hidden");
        browser.awaitTrue("/^[1-9].* calls/.test(document.querySelector('#verdict-traffic').textContent)");
        browser.awaitTrue("document.querySelectorAll('#rows tr:not([hidden])').length === 16");
        isNotTooWide(browser);
        browser.picture(PICTURES.resolve("page.png"));
        browser.size(1280, 860, true);
        browser.picture(PICTURES.resolve("page-dark.png"));
        browser.size(360, 740, false);
        isNotTooWide(browser);
        browser.picture(PICTURES.resolve("page-phone.png"));
        browser.size(3840, 2160, false);
        isNotTooWide(browser);
        browser.size(1280, 860, false);
    }

    private static void isNotTooWide(Browser browser) throws Exception {
        assertThat(browser.eval("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo("true");
    }

    @Test
    void thePageOfServeShowsAllProgramsAndThoseThatDoNotAnswer() throws Exception {
        try (ForkedJvm first = shop();
                ForkedJvm second = shop();
                ForkedJvm serve = ForkedJvm.on(Jdks.newest())
                        .in(directory)
                        .runAgentJar(
                                "serve", "--listen", "0", Long.toString(first.pid()), Long.toString(second.pid()));
                Browser browser = Browser.start(directory, 1280, 900)) {
            serve.awaitStdout(line -> LISTENING.matcher(line).find());
            first.ask("work");
            second.ask("work");
            browser.go("http://" + address(serve.stdout()) + "/");
            browser.awaitTrue("document.querySelectorAll('#rows tr').length === 32");
            assertThat(browser.eval("document.querySelector('#program').textContent"))
                    .isEqualTo("2 programs");
            assertThat(browser.eval("document.querySelector('#readonly').hidden"))
                    .isEqualTo("false");
            assertThat(browser.eval("document.querySelector('#rows .from').textContent"))
                    .matches("CountedShop \\d+");
            browser.awaitTrue("/^[1-9].* calls/.test(document.querySelector('#verdict-traffic').textContent)");
            browser.picture(PICTURES.resolve("page-serve.png"));
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(second.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            browser.awaitTrue("document.querySelectorAll('#rows tr').length === 16");
            browser.awaitTrue("document.querySelector('#notices').textContent.includes('program that cannot be read')");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private ForkedJvm shop(String... settings) throws Exception {
        String[] all = Arrays.copyOf(ShopFigures.CONFIGURATION, ShopFigures.CONFIGURATION.length + settings.length);
        System.arraycopy(settings, 0, all, ShopFigures.CONFIGURATION.length, settings.length);
        ForkedJvm shop = Programs.guarded(Jdks.newest(), directory, all)
                .run("com.acme.CountedShop", directory.resolve("counts").toString());
        shop.awaitStdout("counted"::equals);
        return shop;
    }

    private static String address(List<String> lines) {
        for (String line : lines) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError(lines);
    }

    /** The names of the rows that are shown, in their order. */
    private static List<String> names(Browser browser) throws Exception {
        return List.of(browser.eval("[...document.querySelectorAll('#rows tr:not([hidden]) .link')]"
                        + ".map((one) => one.textContent).join('|')")
                .split("\\|"));
    }
}
