package io.fusebox.agent.config.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words and signs that join patterns elsewhere: a correction keeps all of them, and makes no exclusion an inclusion. */
class PatternWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
        not a.T#n                        > !a.T#n
        ^a.T#n                           > !a.T#n
        ^a.T#n$                          > a.T#n
        except a.T#n                     > !a.T#n
        a.**#* but not a.T#n             > a.**#*, !a.T#n
        a.**#* and not a.T#n             > a.**#*, !a.T#n
        a.**#* -a.T#n                    > a.**#*, !a.T#n
        a.**#* && !a.T#n                 > a.**#*, !a.T#n
        a.T#m except a.T#n               > a.T#m, !a.T#n
        a.**#* EXCLUDING a.T#n           > a.**#*, !a.T#n
        a.T#m and a.T#n                  > a.T#m, a.T#n
        a.T#m or a.T#n                   > a.T#m, a.T#n
        a.T#m & a.T#n                    > a.T#m, a.T#n
        a.T#m throws java.io.IOException > a.T#m
        """)
    void aCorrectionMeansWhatWasWritten(String written, String meant) {
        assertThat(PatternCorrection.of(written)).isEqualTo(meant);
    }
}
