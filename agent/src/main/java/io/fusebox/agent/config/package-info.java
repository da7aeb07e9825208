/**
 * The configuration: {@link io.fusebox.agent.config.ConfigReader} makes a {@link io.fusebox.agent.config.Configuration} of
 * a file, the system properties and the environment.
 *
 * <pre>
 * source    a file's syntax → entries, each with its line
 *   Key       what an entry is about, or the nearest thing it could be about
 *   Section   the entries of one breaker, of the defaults, of the agent; overrides above the file
 *     ValueReader   placeholders, then {@link io.fusebox.agent.config.Setting}'s parser
 *     LikeLinks, SettingConflicts   breakers that are like others, settings that cannot work together
 * Configuration     breakers without a problem; all problems
 * </pre>
 *
 * <p>All of it runs before the application starts: no lambdas, no regular expressions, no java.nio.file. After
 * a mistake more is loaded, which may use what it likes: {@code KeyProblems}, {@code ValueProblems}, {@code KeyNotation},
 * {@code ConditionIdioms}, the packages {@code foreign} and {@code spelling}, and every class whose name ends in {@code
 * Correction} work out what to write instead. These classes live in the agent's own loader.
 */
@NullMarked
package io.fusebox.agent.config;

import org.jspecify.annotations.NullMarked;
