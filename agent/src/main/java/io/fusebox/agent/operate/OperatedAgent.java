package io.fusebox.agent.operate;

import java.util.List;

/** What the agent does and says for operators besides what its registry knows. Safe for use by any thread. */
public interface OperatedAgent {
    /** Every setting in force and where it comes from, a line each. */
    List<String> settings();

    /**
     * What becomes of the methods that a pattern means, a line each.
     *
     * @throws RequestFailed if it is no pattern
     */
    List<String> explain(String pattern) throws RequestFailed;

    /**
     * Reads the configuration file again.
     *
     * @return a sentence
     * @throws RequestFailed if the file has problems; the message has a line for each, then the sentence
     */
    String follow() throws RequestFailed;
}
