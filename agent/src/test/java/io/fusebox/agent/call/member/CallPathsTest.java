package io.fusebox.agent.call.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.agent.config.value.Expression;
import org.junit.jupiter.api.Test;

/** The first of several ways that leads to a value counts. */
class CallPathsTest {
    /** Declares less than its value has. */
    @SuppressWarnings("unused") // By name.
    private static final class Call {
        private final CharSequence text = "text";
        private final Call inner;

        Call(Call inner) {
            this.inner = inner;
        }
    }

    @Test
    void aMemberThatTheDeclaredTypeDoesNotHaveIsLookedForInTheValue() throws Throwable {
        assertThat(paths(false, "this.text.isBlank()").follow(new Call(null))).isEqualTo(false);
        assertThat(paths(false, "this.inner.text.strip()").follow(new Call(new Call(null))))
                .isEqualTo("text");
    }

    @Test
    void aWayThatFailsIsAFaultIfItIsTheOnlyOne() {
        assertThatThrownBy(() -> paths(false, "this.inner.text").follow(new Call(null)))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> paths(false, "this.nothing").follow(new Call(null)))
                .isInstanceOf(PathFault.class);
    }

    @Test
    void aWayThatFailsIsNoneIfItIsLenient() throws Throwable {
        assertThat(paths(true, "this.inner.text").follow(new Call(null))).isNull();
        assertThat(paths(true, "this.nothing").follow(new Call(null))).isNull();
    }

    @Test
    void ofSeveralTheFirstCountsThatLeadsToAValue() throws Throwable {
        CallPaths paths = paths(false, "this.inner.text", "this.inner", "this.text");
        assertThat(paths.follow(new Call(null))).isEqualTo("text");
    }

    @Test
    void eachWayBeginsAtItsOwnRoot() throws Throwable {
        CallPaths paths = new CallPaths(
                new MemberPath[] {path("arg1"), path("this.text"), path("arg0")}, new int[] {1, -1, 0}, false);
        assertThat(paths.follow(new Object[] {new Call(null), "first", "second"}))
                .isEqualTo("second");
        assertThat(paths.follow(new Object[] {new Call(null), "first", null})).isEqualTo("text");
        assertThat(paths.follow(new Object[] {null, "first", null})).isEqualTo("first");
    }

    private static CallPaths paths(boolean lenient, String... texts) throws Exception {
        MemberPath[] all = new MemberPath[texts.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = path(texts[i]);
        }
        return new CallPaths(all, null, lenient);
    }

    private static MemberPath path(String text) throws Exception {
        return new MemberPath(Expression.path(text).steps());
    }
}
