package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code completion}: the scripts in the shells that they are for. */
class CompletionIT {
    /** In place of the jar: a status. The functions of the script see it like the real one. */
    private static final String STATUS =
            "fusebox() { echo 'NAME  STATE'; echo 'payments  CLOSED'; echo 'http[api]  OPEN'; }\n";

    @TempDir
    Path directory;

    @BeforeEach
    void print() throws Exception {
        for (String shell : List.of("bash", "zsh")) {
            Command printed = Command.run(Jdks.oldest(), directory, "completion", shell);
            assertThat(printed.exitCode()).isZero();
            Files.write(directory.resolve(shell), printed.stdout());
        }
        Files.writeString(directory.resolve("fusebox.properties"), "");
    }

    @Test
    void bashCompletesCommandsOptionsPresetsBreakersAndFiles() throws Exception {
        String script = "source ./bash\n" + STATUS
                + "complete_words() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _fusebox; echo \"${COMPREPLY[*]}\"; }\n"
                + "complete_words fusebox sta\n"
                + "complete_words fusebox status --\n"
                + "complete_words fusebox preset okh\n"
                + "complete_words fusebox open 4711 ''\n"
                + "complete_words fusebox open --all 4711 p\n"
                + "complete_words fusebox help force-\n"
                + "complete_words fusebox completion ''\n"
                + "complete_words fusebox serve --listen 80 --tok\n"
                + "complete_words fusebox fleet force-\n"
                + "complete_words fusebox fleet status redis://a --na\n"
                + "complete_words fusebox check fuse\n"
                + "complete_words fusebox version ''\n"
                + "complete_words fusebox nonsense ''\n"
                + "complete -p fusebox\n";
        assertThat(run("bash", "--norc", "-c", script))
                .containsExactly(
                        "status",
                        "--json --sort --user --password-file",
                        "okhttp",
                        "payments http[api]",
                        "payments",
                        "force-open force-close",
                        "bash zsh",
                        "--token-file",
                        "force-open force-close",
                        "--name",
                        "fusebox.properties",
                        "",
                        "",
                        "complete -o filenames -F _fusebox fusebox");
    }

    @Test
    void bashCompletesProcessIdsAndRunsTheJar() throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        Jdks.oldest(), directory, "breaker.pay.methods = com.acme.subject.Bank#charge")
                .run("com.acme.Till")) {
            jvm.awaitStdout("ready"::equals);
            String script = "source ./bash\nCOMP_WORDS=(fusebox status '')\nCOMP_CWORD=2\n_fusebox\n"
                    + "printf '%s\\n' \"${COMPREPLY[@]}\"\nfusebox version\n"
                    + "_fusebox_breakers " + jvm.pid() + "\n";
            assertThat(run("bash", "--norc", "-c", script)).contains(Long.toString(jvm.pid()), "fusebox 1.0.0", "pay");
        }
    }

    @Test
    void zshCompletesAtItsPrompt() throws Exception {
        String script = "zmodload zsh/zpty\nzpty shell zsh -f -i\n"
                + "zpty -w shell $'PROMPT= RPROMPT=; autoload -U compinit; compinit -u -D; source ./zsh; "
                + STATUS.strip().replace("'", "\\'")
                + "; bindkey \"^I\" expand-or-complete; echo ready''1'\n"
                + "for ((i = 0; i < 400; i++)); do zpty -r -t shell l && [[ $l == *ready1* ]] && break; sleep .05; done\n"
                + "complete_line() {\n"
                + "  local all= l\n  zpty -n -w shell \"$1\"$'\\t'\n"
                + "  for ((i = 0; i < 200; i++)); do\n"
                + "    while zpty -r -t shell l; do all+=$l; done\n    [[ $all == *$2* ]] && break\n    sleep .05\n  done\n"
                + "  [[ $all == *$2* ]] && print -r -- \"$2\" || print -r -- \"$1 became ${(V)all}\"\n"
                + "  zpty -n -w shell $'\\C-u'\n}\n"
                + "complete_line 'fusebox statu' 'fusebox status'\n"
                + "complete_line 'fusebox open 4711 pay' 'open 4711 payments'\n"
                + "complete_line 'fusebox preset okh' 'preset okhttp'\n"
                + "complete_line 'fusebox status --j' 'status --json'\n"
                + "complete_line 'fusebox check fuse' 'check fusebox.properties'\n"
                + "zpty -d shell\n";
        assertThat(run("zsh", "-f", "-c", script))
                .containsExactly(
                        "fusebox status",
                        "open 4711 payments",
                        "preset okhttp",
                        "status --json",
                        "check fusebox.properties");
    }

    @Test
    void anotherShellIsRefused() throws Exception {
        Command misused = Command.run(Jdks.oldest(), directory, "completion", "fish");
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.stderr().get(0)).isEqualTo("there is a script for bash and one for zsh, none for 'fish'");
    }

    private List<String> run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("PATH", Jdks.oldest().java().getParent() + ":" + System.getenv("PATH"));
        builder.environment().put("TERM", "xterm");
        Process process = builder.redirectErrorStream(true).start();
        Leash.hold(process);
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
