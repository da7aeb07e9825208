package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.fleet.FleetCommand;
import io.fusebox.agent.config.preset.Preset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts that complete the commands in bash and zsh, made from the commands' own texts: their parameters in order, and the options in
 * the parameters and the details. Both shells share the functions that find what fits.
 */
final class CompletionScript {
    /** An option, and the word for its value if it takes one: {@code --out FILE}. */
    private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)(?: ([A-Za-z0-9\\[][^\\s\\]]*))?");

    /** In the details an option stands at the beginning of a line; its value is one space behind it. */
    private static final Pattern OPTION_LINE =
            Pattern.compile("(?m)^ {0,4}(--[a-z-]+)(?: ([A-Z0-9<\\[]\\S*))?(?= {2,}|$)");

    private static final Pattern PARAMETER = Pattern.compile("<([^>]+)>|\\[([a-z]+)(?:\\.\\.\\.)?]");

    private static final String COMMON = """
            command -v fusebox >/dev/null 2>&1 || fusebox() { java -jar %s "$@"; }

            # The JVMs of this user, as their process ids.
            _fusebox_jvms() {
              find /tmp -path "/tmp/hsperfdata_$(id -un)/*" -name '[0-9]*' 2>/dev/null | sed 's|.*/||'
            }

            # The breakers of the JVM $1.
            _fusebox_breakers() {
              fusebox status "$1" 2>/dev/null | sed -e 1d -e 's/  .*//'
            }

            # What may stand after a command: "options;options with a value;parameters".
            _fusebox_shape() {
              case $1 in
            %s    *) echo ';;' ;;
              esac
            }

            # What may stand for the last of these words, a line each; files are left to the shell: "@files".
            _fusebox_words() {
              if [ $# -le 1 ]; then
                echo %s | tr ' ' '\\n'
                return
              fi
              local shape options valued kinds last word position=0 skip= jvm=
              shape=$(_fusebox_shape "$1")
              options=${shape%%%%;*} kinds=${shape##*;}
              valued=${shape#*;} valued=${valued%%%%;*}
              shift
              while [ $# -gt 1 ]; do
                word=$1
                shift
                if [ -n "$skip" ]; then skip=; continue; fi
                case " $valued " in *" $word "*) skip=$word; continue ;; esac
                case $word in -*) continue ;; esac
                position=$((position + 1))
                [ $position = 1 ] && jvm=$word
              done
              last=$1
              if [ -n "$skip" ]; then echo '@files'; return; fi
              case $last in -*) echo "$options" | tr ' ' '\\n'; return ;; esac
              while [ $position -gt 0 ]; do
                case $kinds in
                  *' '*) kinds=${kinds#* } ;;
                  *...) ;;
                  *) kinds= ;;
                esac
                position=$((position - 1))
              done
              case ${kinds%%%% *} in
                pid|pid...) _fusebox_jvms ;;
                breaker) _fusebox_breakers "$jvm" ;;
                file) echo '@files' ;;
                name) echo %s | tr ' ' '\\n' ;;
                action) echo %s | tr ' ' '\\n' ;;
                command) _fusebox_words '' ;;
                *'|'*) echo "${kinds%%%% *}" | tr '|' '\\n' ;;
              esac
            }
            """;

    private static final String BASH = """

            _fusebox() {
              local word=${COMP_WORDS[COMP_CWORD]} line
              COMPREPLY=()
              while IFS= read -r line; do
                if [ "$line" = '@files' ]; then
                  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
                elif [[ $line == "$word"* ]]; then
                  COMPREPLY+=("$line")
                fi
              done < <(_fusebox_words "${COMP_WORDS[@]:1:COMP_CWORD}")
            }
            complete -o filenames -F _fusebox fusebox
            """;

    private static final String ZSH = """

            _fusebox() {
              local -a found
              found=("${(@f)$(_fusebox_words "${(@)words[2,CURRENT]}")}")
              if [[ ${found[1]} == '@files' ]]; then
                _files
              else
                compadd -- "${(@)found:#}"
              fi
            }
            compdef _fusebox fusebox
            """;

    private final List<Command> commands;
    private final String jar;

    CompletionScript(List<Command> commands, String jar) {
        this.commands = commands;
        this.jar = jar;
    }

    String bash() {
        return common() + BASH.stripTrailing();
    }

    String zsh() {
        return common() + ZSH.stripTrailing();
    }

    private String common() {
        List<String> names = new ArrayList<>();
        StringBuilder cases = new StringBuilder();
        for (Command command : commands) {
            names.add(command.name());
            cases.append("    ").append(command.name()).append(") echo ").append(quoted(shape(command)));
            cases.append(" ;;\n");
        }
        names.add("help");
        cases.append("    help) echo ';;command' ;;\n");
        return COMMON.formatted(
                quoted(jar),
                cases,
                quoted(String.join(" ", names)),
                quoted(String.join(" ", Preset.names())),
                quoted(String.join(" ", FleetCommand.ACTIONS)));
    }

    private static String shape(Command command) {
        Set<String> options = new LinkedHashSet<>();
        Set<String> valued = new LinkedHashSet<>();
        options(OPTION.matcher(command.parameters()), options, valued);
        options(OPTION_LINE.matcher(command.details()), options, valued);
        List<String> kinds = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(command.parameters());
        while (parameter.find()) {
            String one = parameter.group(1) == null ? parameter.group(2) : parameter.group(1);
            kinds.add(parameter.group().endsWith("...]") ? one + "..." : one);
        }
        return String.join(" ", options) + ';' + String.join(" ", valued) + ';' + String.join(" ", kinds);
    }

    private static void options(Matcher option, Set<String> options, Set<String> valued) {
        while (option.find()) {
            options.add(option.group(1));
            if (option.group(2) != null) {
                valued.add(option.group(1));
            }
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
