package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** Chromium without a window, driven as WebDriver says; clicks are those of a mouse, at a place where the user sees the element. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The name of an element's id, as WebDriver has it. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Process driver;
    private final URI root;
    private String session = "";

    private Browser(Process driver, int port) {
        this.driver = driver;
        this.root = URI.create("http://127.0.0.1:" + port + "/");
    }

    /**
     * Starts it.
     *
     * @param directory for its files
     */
    static Browser start(Path directory, int width, int height) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process driver = new ProcessBuilder("chromedriver", "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("chromedriver.log").toFile())
                .start();
        Leash.hold(driver);
        Browser browser = new Browser(driver, port);
        try {
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> browser.get("status").get("ready").asBoolean());
            browser.open(directory, width, height);
            return browser;
        } catch (Exception | Error failed) {
            browser.close();
            throw failed;
        }
    }

    private void open(Path directory, int width, int height) throws Exception {
        ObjectNode options = JSON.createObjectNode();
        options.putArray("args")
                .add("--headless=new")
                .add("--no-sandbox")
                .add("--disable-dev-shm-usage")
                .add("--hide-scrollbars")
                .add("--force-prefers-reduced-motion")
                .add("--window-size=" + width + "," + height)
                .add("--user-data-dir=" + directory.resolve("profile"));
        ObjectNode request = JSON.createObjectNode();
        request.putObject("capabilities").putObject("alwaysMatch").set("goog:chromeOptions", options);
        session = post("session", request).get("sessionId").asText();
    }

    /** Goes to an address. */
    void go(String address) throws Exception {
        post(of("url"), JSON.createObjectNode().put("url", address));
    }

    /** As wide as a phone, say: the inner size of the page. */
    void size(int width, int height, boolean dark) throws Exception {
        ObjectNode size = JSON.createObjectNode().put("cmd", "Emulation.setDeviceMetricsOverride");
        size.putObject("params")
                .put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", false);
        post(of("goog/cdp/execute"), size);
        ObjectNode media = JSON.createObjectNode().put("cmd", "Emulation.setEmulatedMedia");
        media.putObject("params")
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        post(of("goog/cdp/execute"), media);
    }

    /** What an expression of JavaScript gives, as text. */
    String eval(String expression) throws Exception {
        ObjectNode script = JSON.createObjectNode().put("script", "return String(" + expression + ")");
        script.putArray("args");
        return post(of("execute/sync"), script).asText();
    }

    /** Waits until an expression is true. */
    void awaitTrue(String expression) throws Exception {
        try {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> eval(expression)
                    .equals("true"));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("never true: " + expression + "\n" + eval("document.body.innerText"), e);
        }
    }

    /** Clicks an element with the mouse. */
    void click(String selector) throws Exception {
        post(of("element/" + find(selector) + "/click"), JSON.createObjectNode());
    }

    /** Types into an element. */
    void type(String selector, String text) throws Exception {
        post(of("element/" + find(selector) + "/value"), JSON.createObjectNode().put("text", text));
    }

    private String find(String selector) throws Exception {
        awaitTrue("document.querySelector(" + JSON.writeValueAsString(selector) + ") !== null");
        JsonNode found = post(
                of("element"),
                JSON.createObjectNode().put("using", "css selector").put("value", selector));
        return found.get(ELEMENT).asText();
    }

    /** What the user sees, as a file. */
    void picture(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(get(of("screenshot")).asText()));
    }

    /** What the page complained about; what the network refused is not among it. */
    List<String> complaints() throws Exception {
        JsonNode log = post(of("se/log"), JSON.createObjectNode().put("type", "browser"));
        return log.findValuesAsText("message").stream()
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    private String of(String command) {
        return "session/" + session + "/" + command;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve(path)).GET());
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(response.body()).get("value");
        if (response.statusCode() != 200) {
            throw new IOException(value.toString());
        }
        return value;
    }

    @Override
    public void close() throws Exception {
        try {
            if (!session.isEmpty()) {
                client.send(
                        HttpRequest.newBuilder(root.resolve("session/" + session))
                                .timeout(LIMIT)
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
